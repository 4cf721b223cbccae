import type {
  RectificationPlanForm,
  RectifiedForm,
  VerificationForm,
} from '../../domain/rectifications/forms.js';
import type { RectificationState } from '../../domain/rectifications/states.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { checkResponsible, responsibleOf } from '../needs/responsible.js';
import { subjectOwners } from '../organisation/subjects.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { recordInSource, tell } from '../processes/tell.js';
import { limitAfterStandstill, limitOrGrace } from '../steps/limit-or-grace.js';
import { isOpen } from '../steps/step.store.js';
import { changeRectification, rectificationOf, rectificationsOpen } from './rectification.store.js';

/** Told to the process that found the problems when the last of them is over. */
export const RECTIFIED = 'rectified';

const STATE_OF: Record<string, RectificationState> = {
  plan: 'planning',
  dispute: 'disputed',
  rectify: 'rectifying',
  verify: 'verifying',
};

/** What a rectification writes (固原督查通报2023 三（三）). */
export const rectificationEffects: ProcessEffects = {
  async namedOwners({ manager, now, process }, role, key) {
    if (role !== 'subjects') return {};
    const { subject, responsiblePositionId } = await rectificationOf(manager, process.id);
    const item = { leadUnitId: subject.unitId, responsiblePositionId };
    const responsible = key === 'rectify' && (await responsibleOf(manager, item, now));
    return responsible || subjectOwners(manager, [subject], civilDateOf(now));
  },

  async givenDeadline({ manager, now, process }) {
    return limitOrGrace(manager, (await rectificationOf(manager, process.id)).limitAt, now);
  },

  async opened({ manager, process }, key) {
    const state = STATE_OF[key];
    if (state)
      await changeRectification(manager, process.id, {
        state,
        ...(key === 'rectify' ? { doneAt: null } : {}),
      });
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  async deadlineMoved({ manager, process }, key, deadline) {
    if (key === 'rectify') await changeRectification(manager, process.id, { limitAt: deadline });
  },

  /** A unit took over another one's work: the problem is its own now. A lower region answers for itself. */
  async unitChanged({ manager, process }, { to }) {
    const { subject } = await rectificationOf(manager, process.id);
    if (subject.kind === 'region' || to === null)
      throw new Refusal('UNIT_CHANGE_UNFIT', {
        step: '整改落实',
        reason: '整改对象是下级地区，或者没有接替的单位',
      });
    await changeRectification(manager, process.id, { subjectUnitId: to, responsiblePositionId: null });
  },

  /** While the plan or the re-check is open the limit stands beside the steps: it moves on as well, unless it was missed. */
  async resumed({ manager, now, process }, since) {
    if (await isOpen(manager, process.id, 'rectify')) return;
    const { limitAt } = await rectificationOf(manager, process.id);
    const moved = await limitAfterStandstill(manager, limitAt, since, now);
    if (moved) await changeRectification(manager, process.id, { limitAt: moved });
  },

  async ended(context, outcome) {
    const { manager, now, process } = context;
    const state = outcome === 'finished' ? 'closed' : outcome === 'unfounded' ? 'unfounded' : 'terminated';
    await changeRectification(manager, process.id, { state, closedAt: now });
    await tellSource(context, outcome);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'plan.planned': plan,
  'rectify.rectified': async ({ manager, now, process }, { form }) => {
    const { result, evidence } = form as RectifiedForm;
    await changeRectification(manager, process.id, { result, evidence, doneAt: now });
  },
  'verify.accepted': async ({ manager, process }, { form }) => {
    const { method, found } = form as VerificationForm;
    await changeRectification(manager, process.id, { verifiedByMethod: method, verifiedFound: found });
  },
  'verify.returned': async ({ manager, process }) => {
    const { returned } = await rectificationOf(manager, process.id);
    await changeRectification(manager, process.id, { returned: returned + 1 });
  },
};

/** @throws Refusal DATE_IN_PAST, INVALID_FIELD */
async function plan({ manager, now, process }: EffectContext, { form }: Decided): Promise<void> {
  const { measures, responsiblePositionId, dueDate } = form as RectificationPlanForm;
  const { subject, limitAt } = await rectificationOf(manager, process.id);
  if (dueDate < civilDateOf(now)) throw new Refusal('DATE_IN_PAST', { field: '完成日期' }, 'form.dueDate');
  const last = civilDateOf(await limitOrGrace(manager, limitAt, now));
  if (dueDate > last)
    throw new Refusal(
      'INVALID_FIELD',
      {
        field: '完成日期',
        reason: `整改时限是${last}，完成日期不能晚于这一天；确需更长时间的，整改中申请延期`,
      },
      'form.dueDate',
    );
  if (responsiblePositionId)
    await checkResponsible(manager, subject.unitId, responsiblePositionId, now, 'form.responsiblePositionId');
  await changeRectification(manager, process.id, {
    ...{ measures, dueOn: dueDate, responsiblePositionId: responsiblePositionId ?? null },
  });
}

/** The last one to end tells the source, which waits for all of them. */
async function tellSource(context: EffectContext, outcome: string): Promise<void> {
  const { manager, now, process } = context;
  const { sourceId, title, subject, result } = await rectificationOf(manager, process.id);
  const body = { processId: process.id, title, unitId: subject.unitId, outcome, result: result ?? undefined };
  const source = await recordInSource(context, sourceId, { kind: 'rectificationClosed', body });
  if (source && (await rectificationsOpen(manager, sourceId)) === 0)
    await tell(manager, now, source, { name: RECTIFIED, id: sourceId });
}
