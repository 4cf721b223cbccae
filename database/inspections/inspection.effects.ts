import type {
  InspectionDraftForm,
  InspectionFindingsForm,
  InspectionPlanForm,
} from '../../domain/inspection/forms.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import { markReceived } from '../documents/receipts.js';
import { subjectOwners } from '../organisation/subjects.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { RECTIFIED } from '../rectifications/rectification.effects.js';
import { rectificationsOpen } from '../rectifications/rectification.store.js';
import { limitOrGrace } from '../steps/limit-or-grace.js';
import { changeTarget } from './change-target.js';
import { draftCircular } from './draft-circular.js';
import { enterFindings } from './enter-findings.js';
import { withdrawMaterial } from './evidence.store.js';
import { recordVisits, takeMaterial } from './hand-in.js';
import { inspectionOf } from './inspection.store.js';
import { issueCircular } from './issue-circular.js';
import { issueNotice } from './issue-notice.js';
import { beginsAt, followDeadline, plannedItems, reschedule, shiftRemaining } from './plan-dates.js';
import { settlePlan } from './settle-plan.js';
import { present, targetsOf, teamsOf, type TargetRow } from './target.store.js';

/** What an inspection writes into its own tables (固原督查通报2023). */
export const inspectionEffects: ProcessEffects = {
  launched: (context, { form }) => settlePlan(context, form as InspectionPlanForm),

  async noticesOf(manager, id) {
    const { documentId } = await inspectionOf(manager, id);
    if (documentId === null || (await rectificationsOpen(manager, id)) > 0) return [];
    return [{ name: RECTIFIED, id }];
  },

  /** Only papers are read: nobody sets out. */
  async skip(context, key) {
    if (key !== 'visit') return null;
    return (await targetsNow(context)).some(({ method }) => method === 'visit') ? null : 'visited';
  },

  async givenDeadline({ manager, now, process }, key) {
    const { materialDueDate, toDate } = await inspectionOf(manager, process.id);
    return limitOrGrace(manager, endOfDay(key === 'submit' ? materialDueDate : toDate), now);
  },

  async namedOwners(context, role, key): Promise<NamedOwners> {
    const { manager, now, process } = context;
    const targets = await targetsNow(context);
    if (role === 'subjects') return subjectOwners(manager, targets, civilDateOf(now));
    if (role === 'recipients') {
      const unsigned = await unsignedOf(context, key);
      const asked = targets.filter(({ unitId }) => unsigned.has(unitId));
      return withReceiptDate(context, key, await subjectOwners(manager, asked, civilDateOf(now)));
    }
    if (role !== 'teamLeaders') return {};
    const teams = await teamsOf(manager, process.id, civilDateOf(now));
    const visiting = new Set(targets.filter(({ method }) => method === 'visit').map(({ team }) => team));
    return {
      positions: teams
        .filter(({ seq }) => visiting.has(seq))
        .map(({ leaderPositionId }) => ({ positionId: leaderPositionId })),
    };
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  async reopened({ manager }, key, assignmentId) {
    if (key === 'submit') await withdrawMaterial(manager, assignmentId);
  },

  deadlineMoved: followDeadline,
  plannedAt: beginsAt,
  plannedItems,
  rescheduled: reschedule,
  resumed: shiftRemaining,
  unitChanged: changeTarget,
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'plan.submitted': (context, { form }) => settlePlan(context, form as InspectionPlanForm),
  'approve.approved': issueNotice,
  'notified.received': markReceived,
  'submit.submitted': takeMaterial,
  'visit.visited': recordVisits,
  'visit.recorded': recordVisits,
  'findings.entered': (context, { form }) => enterFindings(context, form as InspectionFindingsForm),
  'draft.drafted': (context, { form }) => draftCircular(context, form as InspectionDraftForm),
  'issue.issued': issueCircular,
  'receipts.received': markReceived,
};

const targetsNow = async ({ manager, now, process }: EffectContext): Promise<TargetRow[]> =>
  present(await targetsOf(manager, process.id, civilDateOf(now)));

/** The day that the drafter named for signing the circular. */
async function withReceiptDate(
  { manager, process }: EffectContext,
  key: string,
  { units = [], positions = [] }: NamedOwners,
): Promise<NamedOwners> {
  const { draft } = await inspectionOf(manager, process.id);
  const day = key === 'receipts' ? draft?.receiptDate : undefined;
  if (day === undefined) return { units, positions };
  const deadline = endOfDay(day);
  return {
    units: units.map((one) => ({ ...one, deadline })),
    positions: positions.map((one) => ({ ...one, deadline })),
  };
}

/** Targets that haven't signed for the notice, or for the circular: who gets a copy is not chased. */
async function unsignedOf({ manager, process }: EffectContext, key: string): Promise<Set<string>> {
  const { noticeId, documentId } = await inspectionOf(manager, process.id);
  const rows: { id: string }[] = await manager.query(
    `select unit_id as id from document_recipient where document_id = $1 and role = 'main' and received_at is null`,
    [key === 'notified' ? noticeId : documentId],
  );
  return new Set(rows.map(({ id }) => id));
}
