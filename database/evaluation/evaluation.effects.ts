import { Refusal } from '../../domain/errors/refusal.js';
import type {
  EvaluationAnswersForm,
  EvaluationLaunchForm,
  EvaluationReviewForm,
} from '../../domain/evaluation/forms.js';
import { civilDateOf, endOfDay, type CivilDate } from '../../domain/time/zone.js';
import { markReceived } from '../documents/receipts.js';
import { subjectOwners } from '../organisation/subjects.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { limitOrGrace } from '../steps/limit-or-grace.js';
import { calendarOf } from '../steps/step-rules.js';
import { evaluationOf, markEvaluation, markSilent, subjectsOfEvaluation } from './evaluation.store.js';
import { freezeResults } from './freeze-results.js';
import { giveResults } from './give-results.js';
import { launchEvaluation } from './launch-evaluation.js';
import { objectionsOf } from './objection.store.js';
import { accept, answerAll, applyAnswers, object } from './objections.js';
import { replaceEvaluated } from './replace-subject.js';
import { reviewScores } from './review-scores.js';
import { handIn, takeBack, takeFigures } from './self-assess.js';
import { settleResults } from './settle-results.js';

/** What an evaluation writes (固原督查通报2023 三（三）). */
export const evaluationEffects: ProcessEffects = {
  launched: (context, { form }) => launchEvaluation(context, form as EvaluationLaunchForm),

  async namedOwners(context, role): Promise<NamedOwners> {
    const { manager, now, process } = context;
    const subjects = await subjectsOfEvaluation(manager, process.id);
    const today = civilDateOf(now);
    if (role === 'subjects') return subjectOwners(manager, subjects, today);
    if (role !== 'recipients') return {};
    const unsigned = await unsignedUnits(context);
    return subjectOwners(
      manager,
      subjects.filter(({ unitId }) => unsigned.has(unitId)),
      today,
    );
  },

  async givenDeadline(context, key) {
    const { manager, now, process } = context;
    if (key === 'object') return endOfDay(await lastDayToObject(context));
    return limitOrGrace(manager, endOfDay((await evaluationOf(manager, process.id)).dueDate), now);
  },

  async opened(context, key) {
    if (key === 'review') await takeFigures(context);
  },

  /** The window is over: who said nothing is written down; without an objection the results are final. */
  async skip(context, key) {
    if (key !== 'answer') return null;
    const { manager, now, process, record } = context;
    const silent = await markSilent(manager, process.id, now);
    if (silent > 0) record({ kind: 'objectionWindowOver', body: { silent } });
    if ((await objectionsOf(manager, process.id)).length > 0) return null;
    await freezeResults(context);
    return 'none';
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  async reopened(context, key, assignmentId) {
    if (key === 'selfAssess') await takeBack(context, assignmentId);
  },

  async deadlineMoved({ manager, process }, key, deadline) {
    if (key === 'selfAssess')
      await manager.query(`update evaluation set due_date = $2 where process_id = $1`, [
        process.id,
        civilDateOf(deadline),
      ]);
  },

  /** A unit took over another one's work: its year is the successor's to answer for. Who is evaluated is named with the launch. */
  async unitChanged({ manager, process }, { from, to }) {
    if (from === null || to === null)
      throw new Refusal('UNIT_CHANGE_UNFIT', { step: '考评', reason: '考评对象在启动时确定，不能增减' });
    await replaceEvaluated(manager, process.id, from, to);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'selfAssess.submitted': handIn,
  'review.reviewed': (context, { form }) => reviewScores(context, form as EvaluationReviewForm),
  'check.approved': async (context) => void (await settleResults(context)),
  'approve.approved': approve,
  'receipts.received': markReceived,
  'finalReceipts.received': markReceived,
  'object.accepted': accept,
  'object.objected': object,
  'answer.answered': (context, { form }) => answerAll(context, form as EvaluationAnswersForm),
  'confirm.confirmed': async (context) => {
    await applyAnswers(context);
    await freezeResults(context);
  },
};

async function approve(context: EffectContext): Promise<void> {
  const { manager, now, process, record } = context;
  const subjects = await settleResults(context);
  await markEvaluation(manager, process.id, 'approvedAt', now);
  await giveResults(context, subjects, await lastDayToObject(context));
  record({ kind: 'resultsGiven', body: { subjects: subjects.length } });
}

async function lastDayToObject({ manager, now, process }: EffectContext): Promise<CivilDate> {
  const { objectionDays } = await evaluationOf(manager, process.id);
  return (await calendarOf(manager)).addWorkingDays(civilDateOf(now), objectionDays);
}

/** Units that have a document of this evaluation and haven't signed for it. */
async function unsignedUnits({ manager, process }: EffectContext): Promise<Set<string>> {
  const rows: { unitId: string }[] = await manager.query(
    `select distinct r.unit_id as "unitId" from document d join document_recipient r on r.document_id = d.id
     where d.process_id = $1 and d.state = 'issued' and r.received_at is null`,
    [process.id],
  );
  return new Set(rows.map(({ unitId }) => unitId));
}
