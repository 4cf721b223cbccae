import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { EvaluationReviewForm, ReviewedScoreForm } from '../../domain/evaluation/forms.js';
import { checkPoints, isCorrection, standing, type Assessed } from '../../domain/evaluation/review.js';
import { indicatorsFor, type PlacedIndicator } from '../../domain/evaluation/standard.js';
import type { EffectContext } from '../processes/effects.js';
import {
  addCorrections,
  evaluationOf,
  givePoints,
  replaceVetoes,
  scoresOf,
  subjectsOfEvaluation,
  type EvaluationRow,
  type GivenPoints,
  type ScoreRow,
  type SubjectRow,
} from './evaluation.store.js';
import { settleResults } from './settle-results.js';

interface Named extends ReviewedScoreForm {
  path: string;
}

/**
 * 评审: what is named is given, the rest stands as recorded or claimed, or as an earlier round gave it.
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, REVIEW_INCOMPLETE
 */
export async function reviewScores(context: EffectContext, form: EvaluationReviewForm): Promise<void> {
  const { manager, now, process, actor } = context;
  const evaluation = await evaluationOf(manager, process.id);
  const subjects = await subjectsOfEvaluation(manager, process.id);
  const named = namedScores(evaluation, subjects, form);
  const rows = await scoresOf(manager, process.id);
  const given: GivenPoints[] = [];
  const corrections: Parameters<typeof addCorrections>[2][number][] = [];
  const undecided: ScoreRow[] = [];
  for (const row of rows) {
    const known: Assessed = { system: row.systemPoints, claimed: row.claimed };
    const one = named.get(`${row.seq}/${row.indicator}`);
    if (!one) {
      const points = row.points ?? standing(known);
      if (points === null) undecided.push(row);
      else given.push({ seq: row.seq, indicator: row.indicator, points, reason: row.reason });
      continue;
    }
    const corrected = isCorrection(known, one.points);
    const reason = corrected ? (one.reason?.trim() ?? '') : null;
    if (reason === '') throw new Refusal('FORM_REQUIRED', { field: '更正理由' }, `${one.path}.reason`);
    given.push({ seq: row.seq, indicator: row.indicator, points: one.points, reason });
    const before = row.points ?? row.systemPoints ?? row.claimed ?? 0;
    if (reason !== null && (row.points !== one.points || row.reason !== reason))
      corrections.push({
        ...{ seq: row.seq, indicator: row.indicator, stage: 'review', before, after: one.points, reason },
      });
  }
  refuseUndecided(evaluation, subjects, undecided);
  await givePoints(manager, process.id, given);
  await addCorrections(manager, process.id, corrections, { personId: actor?.personId ?? null, at: now });
  await replaceVetoes(manager, process.id, 'review', foundVetoes(evaluation, subjects, form), now);
  await settleResults(context);
}

function namedScores(
  { standard }: EvaluationRow,
  subjects: readonly SubjectRow[],
  { scores }: EvaluationReviewForm,
): Map<string, Named> {
  const named = new Map<string, Named>();
  const asked = {
    region: byKey(indicatorsFor(standard, 'region')),
    unit: byKey(indicatorsFor(standard, 'unit')),
  };
  const byUnit = new Map(subjects.map((subject) => [subject.unitId, subject]));
  scores.forEach((score, index) => {
    const path = `form.scores[${index}]`;
    const subject = byUnit.get(score.unitId);
    if (!subject)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('核定得分', index, '考评对象'), reason: '不是这次考评的对象' },
        `${path}.unitId`,
      );
    const indicator = asked[subject.kind].get(score.indicator);
    if (!indicator)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('核定得分', index, '指标代号'), reason: '考评标准里没有这项指标，或者不适用于该对象' },
        `${path}.indicator`,
      );
    checkPoints(score.points, indicator, `${path}.points`, nthOf('核定得分', index, '核定的得分'));
    const key = `${subject.seq}/${score.indicator}`;
    if (named.has(key))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('核定得分', index, '指标代号'), reason: '同一项指标打了两次分' },
        `${path}.indicator`,
      );
    named.set(key, { ...score, path });
  });
  return named;
}

const byKey = (indicators: readonly PlacedIndicator[]): Map<string, PlacedIndicator> =>
  new Map(indicators.map((indicator) => [indicator.key, indicator]));

function refuseUndecided(
  { standard }: EvaluationRow,
  subjects: readonly SubjectRow[],
  undecided: readonly ScoreRow[],
): void {
  if (undecided.length === 0) return;
  const texts = byKey([...indicatorsFor(standard, 'region'), ...indicatorsFor(standard, 'unit')]);
  const named = undecided
    .slice(0, 3)
    .map(
      ({ seq, indicator }) =>
        `${subjects.find((one) => one.seq === seq)?.name}“${texts.get(indicator)?.text}”`,
    );
  throw new Refusal(
    'REVIEW_INCOMPLETE',
    { count: undecided.length, scores: named.join('、') },
    'form.scores',
  );
}

function foundVetoes(
  { standard }: EvaluationRow,
  subjects: readonly SubjectRow[],
  { vetoes }: EvaluationReviewForm,
): { seq: number; item: ReviewedVeto['item']; eventId: null; reason: string }[] {
  return vetoes.map(({ unitId, item, reason }, index) => {
    const path = `form.vetoes[${index}]`;
    const subject = subjects.find((one) => one.unitId === unitId);
    if (!subject)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('一票否决事项', index, '考评对象'), reason: '不是这次考评的对象' },
        `${path}.unitId`,
      );
    if (!standard.vetoes.includes(item))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('一票否决事项', index), reason: '考评标准没有列这个一票否决事项' },
        `${path}.item`,
      );
    return { seq: subject.seq, item, eventId: null, reason };
  });
}
type ReviewedVeto = EvaluationReviewForm['vetoes'][number];
