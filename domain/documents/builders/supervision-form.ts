import type { CivilDate } from '../../time/zone.js';
import type { DocumentContent } from '../document.js';
import { dateInWords } from '../words.js';

export type SupervisionColour = NonNullable<DocumentContent['colour']>;

export const COLOUR_LABELS: Record<SupervisionColour, string> = { blue: '蓝色', orange: '橙色', red: '红色' };

/** From the third rung on the leaders of the group know of it. */
const RED_FROM_RUNG = 3;

/** Blue before the deadline (its last millisecond included), orange after it, red from the third rung on. */
export function supervisionColour({
  deadline,
  rung,
  now,
}: {
  deadline: Date | null;
  /** The highest rung fired for this deadline; 0: none. */
  rung: number;
  now: Date;
}): SupervisionColour {
  if (rung >= RED_FROM_RUNG) return 'red';
  return deadline !== null && now > deadline ? 'orange' : 'blue';
}

export interface SupervisionForm {
  issuer: string;
  unit: string;
  process: string;
  step: string;
  ask: string;
  deadline: string;
  overdue: boolean;
  colour: SupervisionColour;
  requirement: string;
  /** Day by which the unit says how it stands; null: without one. */
  replyBy: CivilDate | null;
  date: CivilDate;
}

/** 督办单: one matter, one unit, what is asked of it and until when. Its title names no unit: it stands in registers that others read. */
export function supervisionForm(form: SupervisionForm): DocumentContent {
  return {
    kind: 'supervision',
    issuer: form.issuer,
    title: `关于督促办理“${form.process}”的督办单`,
    recipients: [form.unit],
    blocks: [
      {
        type: 'table',
        columns: ['项目', '内容'],
        rows: [
          ['督办事项', form.process],
          ['承办环节', `${form.step}：${form.ask}`],
          ['承办单位', form.unit],
          ['原定时限', form.deadline],
          ['目前状态', form.overdue ? '已逾期' : '尚在时限内'],
          ['督办级别', COLOUR_LABELS[form.colour]],
          ['督办要求', form.requirement],
          ...(form.replyBy ? [['反馈时限', dateInWords(form.replyBy)]] : []),
        ],
      },
    ],
    annexes: [],
    date: form.date,
    copies: [],
    colour: form.colour,
  };
}
