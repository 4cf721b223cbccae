import { Refusal } from '../../domain/errors/refusal.js';
import type { EvidenceFigure } from '../../domain/evaluation/evidence.js';
import type { EvaluationSelfForm } from '../../domain/evaluation/forms.js';
import { checkSelf } from '../../domain/evaluation/review.js';
import { indicatorsFor } from '../../domain/evaluation/standard.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { assess } from './assess.js';
import {
  changeSubject,
  dropScores,
  evaluationOf,
  markEvaluation,
  scoresOf,
  subjectsOfEvaluation,
  writeScores,
  type NewScore,
  type SubjectRow,
} from './evaluation.store.js';

/** The subject that an assignment's unit answers for. */
export async function subjectFor(context: EffectContext, unitId: string): Promise<SubjectRow> {
  const subjects = await subjectsOfEvaluation(context.manager, context.process.id);
  const subject = subjects.find((one) => one.unitId === unitId);
  if (!subject) throw new Error(`evaluation ${context.process.id} has no subject ${unitId}`);
  return subject;
}

/**
 * The figures are those of this instant, or, for who comes late, those of the instant at which the review began: what the subject confirms
 * is what stands. @throws Refusal SELF_OVER and as `checkSelf`
 */
export async function handIn(context: EffectContext, { assignment, form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const evaluation = await evaluationOf(manager, process.id);
  const subject = await subjectFor(context, assignment.unitId);
  const self = form as EvaluationSelfForm;
  const scores =
    evaluation.figuresAt === null
      ? await assess(manager, evaluation, [subject], now)
      : await unreviewed(context, subject.seq);
  const asked = indicatorsFor(evaluation.standard, subject.kind);
  const said = checkSelf(self, asked, figuresOf(scores), 'form');
  const withClaims = scores.map((score): NewScore => {
    const { points, text } = said.get(score.indicator) ?? {};
    const claimed = points === undefined || points === score.systemPoints ? null : points;
    return { ...score, claimed, statement: text?.trim() || null };
  });
  await writeScores(manager, process.id, withClaims);
  await changeSubject(manager, process.id, subject.seq, {
    ...{ selfAssignmentId: assignment.id, handedInAt: now, note: self.note ?? null },
  });
}

/** What is known of a subject as long as nobody has given it points. @throws Refusal SELF_OVER */
async function unreviewed({ manager, process }: EffectContext, seq: number): Promise<NewScore[]> {
  const scores = await scoresOf(manager, process.id, seq);
  if (scores.some(({ points }) => points !== null)) throw new Refusal('SELF_OVER');
  return scores;
}

export function figuresOf(
  scores: readonly Pick<NewScore, 'indicator' | 'systemMet' | 'systemTotal' | 'systemPoints'>[],
): Map<string, EvidenceFigure> {
  return new Map(
    scores.flatMap(({ indicator, systemMet, systemTotal, systemPoints }): [string, EvidenceFigure][] =>
      systemPoints === null
        ? []
        : [[indicator, { met: systemMet ?? 0, total: systemTotal ?? 0, points: systemPoints }]],
    ),
  );
}

/** Taken back, or returned by the office, as long as nobody has given points. @throws Refusal SELF_OVER */
export async function takeBack(context: EffectContext, assignmentId: string): Promise<void> {
  const { manager, process } = context;
  const subjects = await subjectsOfEvaluation(manager, process.id);
  const subject = subjects.find(({ selfAssignmentId }) => selfAssignmentId === assignmentId);
  if (!subject) return;
  const scores = await unreviewed(context, subject.seq);
  const { figuresAt } = await evaluationOf(manager, process.id);
  if (figuresAt === null) await dropScores(manager, process.id, subject.seq);
  else
    await writeScores(
      manager,
      process.id,
      scores.map((score) => ({ ...score, claimed: null, statement: null })),
    );
  await changeSubject(manager, process.id, subject.seq, {
    ...{ selfAssignmentId: null, handedInAt: null, note: null },
  });
}

/** For who handed in nothing, the system's figures of the instant at which the review begins stand. Once. */
export async function takeFigures({ manager, now, process }: EffectContext): Promise<void> {
  const evaluation = await evaluationOf(manager, process.id);
  if (evaluation.figuresAt !== null) return;
  const subjects = await subjectsOfEvaluation(manager, process.id);
  const missing = subjects.filter(({ handedInAt }) => handedInAt === null);
  await writeScores(manager, process.id, await assess(manager, evaluation, missing, now));
  await markEvaluation(manager, process.id, 'figuresAt', now);
}
