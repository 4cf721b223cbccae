import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { EvaluationAnswersForm, EvaluationObjectionForm } from '../../domain/evaluation/forms.js';
import { checkPoints } from '../../domain/evaluation/review.js';
import { indicatorsFor, type PlacedIndicator } from '../../domain/evaluation/standard.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import {
  addCorrections,
  changeSubject,
  dropVetoes,
  evaluationOf,
  givePoints,
  scoresOf,
  subjectsOfEvaluation,
  vetoesOf,
} from './evaluation.store.js';
import {
  addObjections,
  answerObjections,
  confirmObjections,
  objectionsOf,
  type AnsweredObjection,
} from './objection.store.js';
import { subjectFor } from './self-assess.js';

const VETO = 'veto:';

/** @throws Refusal INVALID_FIELD for what is no part of the subject's own result */
export async function object(context: EffectContext, { assignment, form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const subject = await subjectFor(context, assignment.unitId);
  const { standard } = await evaluationOf(manager, process.id);
  const indicators = new Map(indicatorsFor(standard, subject.kind).map((one) => [one.key, one]));
  const marks = (await vetoesOf(manager, process.id)).filter(({ seq }) => seq === subject.seq);
  const { objections } = form as EvaluationObjectionForm;
  objections.forEach(({ indicator, points }, index) => {
    const path = `form.objections[${index}]`;
    const twice = objections.findIndex((other) => other.indicator === indicator) !== index;
    if (twice)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('逐项异议', index, '指标代号'), reason: '同一项提了两次' },
        `${path}.indicator`,
      );
    const known = indicators.get(indicator);
    const marked = marks.some(({ item }) => `${VETO}${item}` === indicator);
    if (!known && !marked)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('逐项异议', index, '指标代号'), reason: '不是本单位考评结果里的指标或事项' },
        `${path}.indicator`,
      );
    if (known && points !== undefined)
      checkPoints(points, known, `${path}.points`, nthOf('逐项异议', index, '要求的得分'));
  });
  await addObjections(manager, process.id, subject.seq, assignment.id, objections, now);
  await changeSubject(manager, process.id, subject.seq, { response: 'objected', respondedAt: now });
}

export async function accept(context: EffectContext, { assignment }: Decided): Promise<void> {
  const { seq } = await subjectFor(context, assignment.unitId);
  const change = { response: 'accepted', respondedAt: context.now } as const;
  await changeSubject(context.manager, context.process.id, seq, change);
}

/**
 * Every objection is answered, each by itself; what is upheld comes into force once it is confirmed.
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, OBJECTIONS_UNANSWERED
 */
export async function answerAll(context: EffectContext, { answers }: EvaluationAnswersForm): Promise<void> {
  const { manager, process } = context;
  const objections = await objectionsOf(manager, process.id);
  const { standard } = await evaluationOf(manager, process.id);
  const subjects = await subjectsOfEvaluation(manager, process.id);
  const marks = await vetoesOf(manager, process.id);
  const indicatorOf = (seq: number, key: string): PlacedIndicator | undefined =>
    indicatorsFor(standard, subjects.find((one) => one.seq === seq)?.kind ?? 'unit').find(
      (one) => one.key === key,
    );
  const answered = answers.map(({ objectionId, upheld, points, reason }, index): AnsweredObjection => {
    const path = `form.answers[${index}]`;
    const objection = objections.find(({ id }) => id === objectionId);
    if (!objection || answers.findIndex((other) => other.objectionId === objectionId) !== index)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('逐条答复', index, '异议'), reason: '没有这条异议，或者答复了两次' },
        `${path}.objectionId`,
      );
    const { seq, indicator } = objection;
    if (!upheld) return { id: objectionId, upheld, points: null, answer: reason };
    if (indicator.startsWith(VETO)) {
      const mark = marks.find((one) => one.seq === seq && `${VETO}${one.item}` === indicator);
      if (mark && mark.eventId !== null)
        throw new Refusal(
          'INVALID_FIELD',
          {
            field: nthOf('逐条答复', index, '异议是否成立'),
            reason: '这一事项已由一票否决核查认定，要先在那里撤销',
          },
          `${path}.upheld`,
        );
      return { id: objectionId, upheld, points: null, answer: reason };
    }
    if (points === undefined)
      throw new Refusal('FORM_REQUIRED', { field: '重新核定的得分' }, `${path}.points`);
    checkPoints(
      points,
      indicatorOf(seq, indicator) ?? { points: 0 },
      `${path}.points`,
      nthOf('逐条答复', index, '重新核定的得分'),
    );
    return { id: objectionId, upheld, points, answer: reason };
  });
  const open = objections.filter(({ id }) => !answered.some((one) => one.id === id));
  if (open.length > 0) {
    const named = open.slice(0, 3).map(({ seq }) => subjects.find((one) => one.seq === seq)?.name ?? '');
    throw new Refusal(
      'OBJECTIONS_UNANSWERED',
      { count: open.length, objections: [...new Set(named)].join('、') },
      'form.answers',
    );
  }
  await answerObjections(manager, process.id, answered);
}

/** What was upheld changes the result, as a correction with its reason. */
export async function applyAnswers({ manager, now, process, actor }: EffectContext): Promise<void> {
  const upheld = (await objectionsOf(manager, process.id)).filter((one) => one.upheld === true);
  const scores = await scoresOf(manager, process.id);
  const changed = upheld.flatMap(({ seq, indicator, points, answer }) => {
    const score = scores.find((one) => one.seq === seq && one.indicator === indicator);
    if (!score || points === null || score.points === points) return [];
    const before = score.points ?? 0;
    return [{ seq, indicator, stage: 'objection' as const, before, after: points, reason: answer ?? '' }];
  });
  await givePoints(
    manager,
    process.id,
    changed.map(({ seq, indicator, after, reason }) => ({ seq, indicator, points: after, reason })),
  );
  await addCorrections(manager, process.id, changed, { personId: actor?.personId ?? null, at: now });
  const dropped = upheld
    .filter(({ indicator }) => indicator.startsWith(VETO))
    .map(({ seq, indicator }) => ({ seq, item: indicator.slice(VETO.length) }));
  await dropVetoes(manager, process.id, dropped);
  await confirmObjections(manager, process.id, now);
}
