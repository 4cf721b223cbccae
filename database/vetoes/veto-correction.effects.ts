import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { composeCorrection } from '../../domain/vetoes/documents.js';
import type { VetoFindingsForm } from '../../domain/vetoes/forms.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import { markReceived } from '../documents/receipts.js';
import { lockHolders } from '../honours/honour.store.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { lockProcess } from '../steps/step.store.js';
import { decisionReceivers, issueToSubject } from './issue-decision.js';
import { settleTitles } from './settle-titles.js';
import { subjectName } from './subject-name.js';
import { correctionOf, noteFindings, settleCorrection } from './veto-correction.store.js';
import { decideProposed, proposeDecisions, takenBy } from './veto-decision.store.js';
import { changeVetoEvent, vetoEventOf } from './veto-event.store.js';

/** What the correction of a veto event writes. */
export const vetoCorrectionEffects: ProcessEffects = {
  async namedOwners(context, role) {
    if (role !== 'recipients') return {};
    const { eventId } = await correctionOf(context.manager, context.process.id);
    return decisionReceivers(context, (await vetoEventOf(context.manager, eventId)).subject);
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  async ended({ manager, now, process }, outcome) {
    const { state } = await correctionOf(manager, process.id);
    if (state === 'open')
      await settleCorrection(manager, process.id, outcome === 'terminated' ? 'terminated' : 'refused', now);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'review.proposed': ({ manager, process }, { form }) =>
    noteFindings(manager, process.id, (form as VetoFindingsForm).findings),
  'decide.takenBack': (context, { opinion }) => withdrawEvent(context, opinion ?? ''),
  'receipts.received': markReceived,
};

/**
 * The event counts no more: what it alone took from titles is given back. Children are locked
 * before their parents: this one holds its own lock, then takes the event's.
 *
 * @throws Refusal VETO_NOT_CONFIRMED, NO_OFFICE
 */
async function withdrawEvent(context: EffectContext, reason: string): Promise<void> {
  const { manager, now, process, actor, record } = context;
  const { eventId, findings } = await correctionOf(manager, process.id);
  const eventProcess = await lockProcess(manager, eventId);
  const event = await vetoEventOf(manager, eventId);
  if (!eventProcess || event.state !== 'confirmed') throw new Refusal('VETO_NOT_CONFIRMED');
  const { subject, item, happenedOn } = event;
  await lockHolders(manager, [subject]);
  const taken = await takenBy(manager, eventId, ['freeze', 'prolong', 'revoke']);
  const titles = taken.map((title) => ({ ...title, decision: 'restore' as const, reason }));
  await proposeDecisions(
    manager,
    eventId,
    titles.map(({ honourId, decision }) => ({ honourId, decision, reason })),
    null,
  );
  await decideProposed(manager, eventId, process.id, now);
  await changeVetoEvent(manager, eventId, {
    ...{ state: 'withdrawn', withdrawnAt: now, withdrawnReason: reason, reconsiderOn: null },
  });
  await settleCorrection(manager, process.id, 'withdrawn', now);
  const name = await subjectName(manager, subject);
  const original = await decisionNumber(manager, eventId);
  const { number } = await issueToSubject(context, subject, (to) =>
    composeCorrection(to, { subject: name, number: original, findings: findings ?? '', reason, titles }),
  );
  const body = { subject: name, item, happenedOn, reason, number };
  const fact: AuditFact = { kind: 'vetoWithdrawn', actor, body };
  await appendAudit(manager, now, [{ head: eventProcess.head, facts: [fact] }]);
  record({ kind: 'vetoWithdrawn', body });
  await settleTitles(
    context,
    titles.map(({ honourId }) => honourId),
    number,
  );
}

/** The number of the decision that is taken back: the first that the event's process issued. */
async function decisionNumber(manager: EntityManager, eventId: string): Promise<string | null> {
  const [row]: { number: string }[] = await manager.query(
    `select number from document where process_id = $1 and state = 'issued' order by issued_at, serial limit 1`,
    [eventId],
  );
  return row?.number ?? null;
}
