import { numeral, paragraphs, type Addressing } from '../circulars/compose.js';
import type { Block, DocumentContent } from '../documents/document.js';
import { VETO_ITEMS, type VetoItem } from '../evaluation/veto-items.js';
import type { CivilDate } from '../time/zone.js';
import { TITLE_DECISIONS, type TitleDecision } from './titles.js';

/** A title as a document names it: whose it is stands beside it, for a unit's people have titles of their own. */
export interface DecidedTitle {
  title: string;
  holderName: string;
  decision: TitleDecision;
  reason: string;
}

export interface DecidedEvent {
  subject: string;
  item: VetoItem;
  happenedOn: CivilDate;
  findings: string;
  /** What the subject said of it; null when it said nothing in time. */
  view: string | null;
  proposal: string;
  titles: readonly DecidedTitle[];
  reconsiderOn: CivilDate | null;
}

/** 2027年5月3日. */
export function dayInWords(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function sections(parts: readonly { heading: string; blocks: Block[] }[]): Block[] {
  return parts.flatMap(({ heading, blocks }, index): Block[] => [
    { type: 'heading', level: 1, text: `${numeral(index + 1)}、${heading}` },
    ...blocks,
  ]);
}

const line = (text: string): Block => ({ type: 'paragraph', text });

function titleTable(titles: readonly DecidedTitle[], reconsiderOn: CivilDate | null): Block[] {
  if (titles.length === 0) return [line('没有需要处理的称号。')];
  return [
    {
      type: 'table',
      columns: ['称号', '持有者', '处理', '理由'],
      rows: titles.map(({ title, holderName, decision, reason }) => [
        title,
        holderName,
        TITLE_DECISIONS[decision],
        reason,
      ]),
    },
    ...(reconsiderOn === null
      ? []
      : [line(`暂停的称号于${dayInWords(reconsiderOn)}复核，复核之前不得使用。`)]),
  ];
}

function notice(to: Addressing, title: string, blocks: Block[]): DocumentContent {
  return { kind: 'notice', ...to, title, blocks, annexes: [] };
}

/** The decision that an event counts, with what becomes of each title. */
export function composeDecision(to: Addressing, event: DecidedEvent): DocumentContent {
  const { subject, item, happenedOn, findings, view, proposal, titles, reconsiderOn } = event;
  return notice(to, `关于认定${subject}一票否决事项的决定`, [
    line(`经核查、听取陈述并报领导小组组长审定，决定如下。`),
    ...sections([
      {
        heading: '认定的事项',
        blocks: [
          line(`发生日期：${dayInWords(happenedOn)}。`),
          line(`属于“${VETO_ITEMS[item]}”。`),
          ...paragraphs(findings),
        ],
      },
      {
        heading: '陈述情况',
        blocks: view === null ? [line('在规定期限内没有提交陈述。')] : paragraphs(view),
      },
      {
        heading: '处理决定',
        blocks: [
          line('认定为一票否决事项，发生当期的考评按不合格确定。'),
          ...paragraphs(proposal),
          ...titleTable(titles, reconsiderOn),
        ],
      },
    ]),
  ]);
}

/** The decision about titles that were frozen. */
export function composeReconsideration(
  to: Addressing,
  { subject, titles, reconsiderOn }: Pick<DecidedEvent, 'subject' | 'titles' | 'reconsiderOn'>,
): DocumentContent {
  return notice(to, `关于${subject}暂停称号的复核决定`, [
    line('对因一票否决事项暂停的称号进行了复核，经领导小组组长审定，决定如下。'),
    ...titleTable(titles, reconsiderOn),
  ]);
}

/** The decision that takes a confirmed event back. */
export function composeCorrection(
  to: Addressing,
  {
    subject,
    number,
    findings,
    reason,
    titles,
  }: {
    subject: string;
    number: string | null;
    findings: string;
    reason: string;
    titles: readonly DecidedTitle[];
  },
): DocumentContent {
  return notice(to, `关于撤销对${subject}一票否决事项认定的决定`, [
    line(`经复查并报领导小组组长审定，撤销原认定${number === null ? '' : `（${number}）`}。`),
    ...sections([
      { heading: '复查情况', blocks: paragraphs(findings) },
      { heading: '撤销理由', blocks: paragraphs(reason) },
      {
        heading: '称号',
        blocks: [
          ...titleTable(titles, null),
          line('同时还因其他事项暂停、撤销的称号，仍按其他决定执行；此前依原认定作出的考评结果，另行注明。'),
        ],
      },
    ]),
  ]);
}
