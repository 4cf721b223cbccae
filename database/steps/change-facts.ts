import type { AddMode, StepChange } from '../../domain/steps/step-machine.js';
import type { AuditFact } from '../audit/audit-log.js';
import type { Persist } from './persist.js';

const MODES: Record<AddMode, string> = { before: '前加签', parallel: '并加签', after: '后加签' };

/** How a change stands in the record; null for what only says what another change means. */
export function factOf(
  { step, assignments, opinion, form, now, turnUntil, signature }: Persist,
  change: StepChange,
): Omit<AuditFact, 'actor'> | null {
  const about = { step: step.key, round: step.round };
  const rowOf = (id: string) => assignments.find((assignment) => assignment.id === id);
  const whose = (assignmentId: string) => ({ ...about, assignmentId, unitId: rowOf(assignmentId)?.unitId });
  // By the assignment's own deadline: who joined later or was given more time is in time after the step has closed.
  const isLate = (id: string) => {
    const deadline = rowOf(id)?.deadlineAt ?? null;
    return deadline !== null && deadline < now;
  };
  const reason = opinion ?? undefined;
  const signed = signature && {
    signedHash: signature.signedHash.toString('hex'),
    signatureHash: signature.signatureHash?.toString('hex'),
  };
  switch (change.type) {
    case 'acknowledged':
      return { kind: 'acknowledged', body: whose(change.assignmentId) };
    case 'decided':
      return {
        kind: 'decided',
        body: {
          ...whose(change.assignmentId),
          decision: change.decision,
          opinion: reason,
          form,
          late: isLate(change.assignmentId) || undefined,
          ...signed,
        },
      };
    case 'returned':
      return {
        kind: 'returned',
        body: {
          ...whose(change.assignmentId),
          to: change.to,
          reason,
          late: isLate(change.assignmentId) || undefined,
          ...signed,
        },
      };
    case 'superseded':
      return { kind: 'superseded', body: { ...about, assignmentIds: change.assignmentIds } };
    case 'cancelled':
      return { kind: 'cancelled', body: { ...about, assignmentIds: change.assignmentIds } };
    case 'reopened':
      return { kind: 'reopened', body: { ...whose(change.assignmentId), newRound: change.round, reason } };
    case 'transferred':
      return {
        kind: 'transferred',
        body: { ...whose(change.assignmentId), positionId: change.positionId, reason },
      };
    case 'added': {
      const { id: assignmentId, positionId, unitId, askedBy, mode } = change;
      const body = { ...about, assignmentId, positionId, unitId, askedBy, reason };
      if (mode === 'delegate') return { kind: 'delegated', body };
      return { kind: 'signerAdded', body: { ...body, mode: MODES[mode] } };
    }
    case 'removed':
      return {
        kind: 'signerRemoved',
        body: { ...whose(change.assignmentId), positionId: rowOf(change.assignmentId)?.positionId, reason },
      };
    case 'turned': {
      const row = rowOf(change.assignmentId);
      const deadline = change.first && turnUntil !== undefined ? turnUntil : (row?.deadlineAt ?? null);
      return {
        kind: 'turned',
        body: { ...whose(change.assignmentId), positionId: row?.positionId, deadline },
      };
    }
    case 'tallied': {
      const { type: _, ...tally } = change;
      return { kind: 'tallied', body: { ...about, ...tally } };
    }
    case 'closed':
      return { kind: 'stepClosed', body: { ...about, outcome: change.outcome } };
    case 'settled':
    case 'held':
      return null;
  }
}
