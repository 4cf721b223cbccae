import type { FlowSummary, StepSummary } from '../../database/rehearsal/flow-summary.js';
import type { RehearsalEvent } from '../../database/rehearsal/rehearsal-events.js';
import type { YearSummary } from '../../database/rehearsal/year-summary.js';
import { factLabel, isFactKind } from '../../domain/history/fact-kinds.js';
import type { RehearsalReport } from './rehearse.js';

/** Kinds of events as a story tells them; the others go by the word a reader of the record filters by. */
const WORDS: Record<string, string> = {
  launched: '启动',
  stepOpened: '开始',
  stepSkipped: '跳过',
  acknowledged: '签收',
  decided: '办理',
  superseded: '他人已办',
  cancelled: '取消',
  reopened: '退回重报',
  transferred: '转办',
  withdrawn: '撤回',
  stepClosed: '结束',
  reminded: '催办',
  remindedToAcknowledge: '催签收',
  overdue: '逾期',
  escalated: '督办',
  extensionRequested: '申请延期',
  deadlineMoved: '时限调整',
  reportedUp: '上报',
  answeredBelow: '答复下级',
  directed: '政府决定',
  carriedOver: '结转',
  itemsCarriedOver: '结转汇总',
  circularFigures: '通报数据定格',
  finishedWithoutReplies: '未等配合答复',
  ended: '办结',
};

export function describeEvent(event: RehearsalEvent): string {
  const { at, kind, process, step, units, by, decision, checkpoint, told, outcomeLabel, detail } = event;
  const who = by ?? (units && units.length <= 3 ? units.join('、') : units && `${units.length} 个单位`);
  const parts = [
    step ? `【${step}】` : '',
    who,
    decision && `→ ${decision}`,
    outcomeLabel && kind !== 'decided' && `（${outcomeLabel}）`,
    checkpoint && kind === 'escalated' && `第${checkpoint.split(':')[1]}级`,
    told && `告知 ${told.join('；')}`,
    detail,
  ];
  return `${at.slice(0, 16).replace('T', ' ')}  ${WORDS[kind] ?? (isFactKind(kind) ? factLabel(kind) : kind)}  ${process}  ${parts.filter(Boolean).join(' ')}`;
}

/** What happened as somebody would want to read it, and what it came to. */
export function describeReport({ events, summary }: RehearsalReport): string {
  const result = 'unitsAsked' in summary ? describeYear(summary) : describeFlow(summary);
  return [...events.map(describeEvent), '', ...result, ''].join('\n');
}

const list = (names: string[]): string => (names.length === 0 ? '无' : names.join('、'));
const counts = (counted: Record<string, number>): string =>
  Object.entries(counted)
    .map(([what, n]) => `${what} ${n}`)
    .join('、');

function describeYear(summary: YearSummary): string[] {
  return [
    `应报 ${summary.unitsAsked} 个单位，已报 ${summary.unitsFiled}（逾期 ${summary.unitsFiledLate}），未报：${list(summary.unitsMissing)}`,
    `事项 ${summary.items} 件：销号 ${summary.closed}，未办结 ${summary.open}，结转 ${summary.carriedOver}`,
    `催办 ${summary.reminders} 次，逾期 ${summary.overdue} 次，督办 ${summary.escalations} 次`,
  ];
}

function describeFlow(summary: FlowSummary): string[] {
  return [
    ...summary.processes.map(
      ({ process, started, running, outcomes }) =>
        `${process} ${started} 件：${[counts(outcomes), running > 0 ? `未结束 ${running}` : ''].filter(Boolean).join('、')}`,
    ),
    ...summary.steps.map(describeStep),
    `催办 ${summary.reminders} 次，逾期 ${summary.overdue} 次，督办 ${summary.escalations} 次，印发文件 ${summary.documents} 份`,
    `未结束：${list(summary.stillOpen)}`,
  ];
}

function describeStep(summary: StepSummary): string {
  const { process, step, opened, open, outcomes, units, asked, done, late, reminders, overdue, rungs } =
    summary;
  const asks = asked === 0 ? '' : `，${units.length} 个单位 ${asked} 项，已办 ${done}（逾期 ${late}）`;
  const ends = [counts(outcomes), open > 0 ? `未办结 ${open}` : ''];
  const chased = [
    reminders > 0 ? `催办 ${reminders}` : '',
    overdue > 0 ? `逾期 ${overdue}` : '',
    ...Object.entries(rungs).map(([rung, n]) => `第${rung}级督办 ${n}`),
  ];
  const parts = [ends, chased].map((words) => words.filter(Boolean).join('、')).filter(Boolean);
  return [`  ${process}【${step}】${opened} 次${asks}`, ...parts].join('；');
}
