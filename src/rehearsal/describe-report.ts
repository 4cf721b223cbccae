import type { FlowSummary, StepSummary } from '../../database/rehearsal/flow-summary.js';
import type { YearSummary } from '../../database/rehearsal/year-summary.js';
import type { RehearsalReport } from './rehearse.js';
import { timeline } from './timeline.js';

/** What happened as somebody would want to read it, and what it came to. */
export function describeReport({ events, summary }: Pick<RehearsalReport, 'events' | 'summary'>): string {
  return [...timeline(events), '', ...describeSummary(summary), ''].join('\n');
}

export function describeSummary(summary: RehearsalReport['summary']): string[] {
  return 'unitsAsked' in summary ? describeYear(summary) : describeFlow(summary);
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
