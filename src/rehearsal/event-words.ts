import type { RehearsalEvent } from '../../database/rehearsal/rehearsal-events.js';
import { factLabel, isFactKind } from '../../domain/history/fact-kinds.js';

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

export function wordOf({ kind, checkpoint }: Pick<RehearsalEvent, 'kind' | 'checkpoint'>): string {
  const word = WORDS[kind] ?? (isFactKind(kind) ? factLabel(kind) : kind);
  return kind === 'escalated' && checkpoint ? `第${checkpoint.split(':')[1]}级${word}` : word;
}

/** A few by their names, many by their number. */
export function namesOf(units: readonly string[], few = 3): string {
  return units.length <= few ? units.join('、') : `${units.length} 个单位`;
}

/** One event in one line, without its instant. */
export function eventText(event: RehearsalEvent): string {
  const { kind, process, step, units, by, decision, told, outcomeLabel, detail } = event;
  const parts = [
    step ? `【${step}】` : '',
    by ?? (units && namesOf(units)),
    decision && `→ ${decision}`,
    outcomeLabel && kind !== 'decided' && `（${outcomeLabel}）`,
    told && `告知 ${told.join('；')}`,
    detail,
  ];
  return `${wordOf(event)}  ${process}  ${parts.filter(Boolean).join(' ')}`.trimEnd();
}
