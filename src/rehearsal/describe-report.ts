import type { RehearsalEvent } from '../../database/rehearsal/rehearsal-report.js';
import type { RehearsalReport } from './rehearse.js';

/** Kinds of events in plain words. What isn't here is told by its own name. */
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
  const { at, kind, process, step, units, by, decision, checkpoint, told, outcome, detail } = event;
  const who = by ?? (units && units.length <= 3 ? units.join('、') : units && `${units.length} 个单位`);
  const parts = [
    step ? `【${step}】` : '',
    who,
    decision && `→ ${decision}`,
    outcome && kind !== 'decided' && `（${outcome}）`,
    checkpoint && kind === 'escalated' && `第${checkpoint.split(':')[1]}级`,
    told && `告知 ${told.join('；')}`,
    detail,
  ];
  return `${at.slice(0, 16).replace('T', ' ')}  ${WORDS[kind] ?? kind}  ${process}  ${parts.filter(Boolean).join(' ')}`;
}

/** The year as somebody would want to read it. */
export function describeReport({ events, summary }: RehearsalReport): string {
  const lines = events.map(describeEvent);
  const list = (names: string[]): string => (names.length === 0 ? '无' : names.join('、'));
  return [
    ...lines,
    '',
    `应报 ${summary.unitsAsked} 个单位，已报 ${summary.unitsFiled}（逾期 ${summary.unitsFiledLate}），未报：${list(summary.unitsMissing)}`,
    `事项 ${summary.items} 件：销号 ${summary.closed}，未办结 ${summary.open}，结转 ${summary.carriedOver}`,
    `催办 ${summary.reminders} 次，逾期 ${summary.overdue} 次，督办 ${summary.escalations} 次`,
    '',
  ].join('\n');
}
