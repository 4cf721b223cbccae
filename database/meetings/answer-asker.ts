import type { EntityManager } from 'typeorm';
import { topicalConsultation } from '../../domain/blueprints/topical-consultation.blueprint.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import { changeItem, itemOf, type ItemChange } from '../needs/need-item.store.js';
import { tell } from '../processes/tell.js';
import { lockProcess } from '../steps/step.store.js';
import { mattersOf, type MatterRow } from './matter.store.js';
import { changeMeeting, meetingOf } from './meeting.store.js';

/**
 * The result returns to the item that asked for the meeting (DOMAIN 3.3), once: when its matters are closed, or when it ends without a
 * result. The item goes on in any case.
 */
export async function answerAsker(
  { manager, now }: { manager: EntityManager; now: Date },
  meetingId: string,
  outcome: string,
): Promise<void> {
  const { askedBy, answeredAt } = await meetingOf(manager, meetingId);
  if (!askedBy || answeredAt) return;
  const matters = await mattersOf(manager, meetingId);
  const result = resultInWords(outcome, matters);
  await changeMeeting(manager, meetingId, { answeredAt: now, answer: result });
  // The meeting's lock is held and the item's is taken after it, as a matter's is before the meeting's.
  const item = await lockProcess(manager, askedBy);
  if (item?.state !== 'running') return;
  const change = adjusted(await itemOf(manager, item.id), matters);
  await changeItem(manager, item.id, change, now);
  const fact: AuditFact = {
    kind: 'consulted',
    actor: null,
    body: {
      consultationId: meetingId,
      outcome,
      result,
      leadUnitId: change.leadUnitId,
      limit: change.limitAt,
    },
  };
  await appendAudit(manager, now, [{ head: item.head, facts: [fact] }]);
  await tell(manager, now, item, { name: 'consulted', id: meetingId });
}

/**
 * The plan as the meeting settled it: one lead for all its matters leads the item from now on, and the item has at least the time its
 * matters had. Several leads answered for their parts; the item stays with who leads it.
 */
function adjusted(
  item: { leadUnitId: string | null; cooperatingUnitIds: string[]; limitAt: Date | null },
  matters: readonly MatterRow[],
): Pick<ItemChange, 'leadUnitId' | 'cooperatingUnitIds' | 'limitAt'> {
  const [lead, ...others] = [...new Set(matters.map(({ leadUnitId }) => leadUnitId))];
  const limit = Math.max(...matters.map(({ limitAt }) => limitAt.getTime()));
  const later = matters.length > 0 && (item.limitAt === null || limit > item.limitAt.getTime());
  return {
    ...(lead !== undefined && others.length === 0 && lead !== item.leadUnitId
      ? { leadUnitId: lead, cooperatingUnitIds: item.cooperatingUnitIds.filter((id) => id !== lead) }
      : {}),
    ...(later ? { limitAt: new Date(limit) } : {}),
  };
}

function resultInWords(outcome: string, matters: readonly MatterRow[]): string {
  if (outcome !== 'finished')
    return `没有形成结果（${topicalConsultation.outcomes[outcome as 'declined'] ?? outcome}）`;
  if (matters.length === 0) return '会议没有需要办理的议定事项';
  return matters
    .map(
      ({ title, state, result }) =>
        `${title}：${state === 'terminated' ? '已终止' : (result ?? '已办结').replace(/。+$/u, '')}`,
    )
    .join('；');
}
