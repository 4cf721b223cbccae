import { kindLabel, SIDE_LABELS, type ItemSide } from '../../needs/item-kinds.js';
import type { CivilDate } from '../../time/zone.js';
import type { DocumentContent } from '../document.js';
import { dateInWords } from '../words.js';

export interface SpecialReport {
  issuer: string;
  upperOffice: string;
  signatory: string;
  date: CivilDate;
  item: {
    side: ItemSide;
    kind: string;
    title: string;
    detail: string;
    raisedBy: readonly string[];
    leadUnit: string | null;
    measures: string | null;
    filedOn: CivilDate;
  };
  summary: string;
}

/**
 * 专题报告: what this level cannot solve goes to the upper office by March 20 (五项制度机制 三（一）1). A report asks for nothing; the item
 * itself goes up beside it.
 */
export function specialReport({
  issuer,
  upperOffice,
  signatory,
  date,
  item,
  summary,
}: SpecialReport): DocumentContent {
  const { raisedBy, leadUnit, measures, filedOn } = item;
  return {
    kind: 'report',
    issuer,
    title: `${issuer}关于“${item.title}”的专题报告`,
    recipients: [upperOffice],
    blocks: [
      {
        type: 'paragraph',
        text: `按照“双清单”制度，本级在办理军地互提事项时，有一项经研究本级不能解决，现专题报告如下。`,
      },
      { type: 'heading', level: 1, text: '一、事项' },
      {
        type: 'paragraph',
        text: `${raisedBy.join('、')}于${dateInWords(filedOn)}提出，属${SIDE_LABELS[item.side]}中的“${kindLabel(item.side, item.kind)}”类：${item.title}。`,
      },
      ...(item.detail.trim() === '' ? [] : [{ type: 'paragraph' as const, text: item.detail }]),
      { type: 'heading', level: 1, text: '二、本级办理情况' },
      {
        type: 'paragraph',
        text: leadUnit
          ? `由${leadUnit}牵头办理${measures ? `，采取的措施：${ended(measures)}` : '。'}`
          : '本级没有具备办理条件的单位。',
      },
      { type: 'heading', level: 1, text: '三、上报理由' },
      { type: 'paragraph', text: summary },
      { type: 'paragraph', text: '特此报告。' },
    ],
    annexes: [],
    date,
    copies: [],
    signatory,
  };
}

const ended = (text: string): string => `${text.trim().replace(/[。.；;]+$/u, '')}。`;
