import type { EntityManager } from 'typeorm';
import {
  evaluationOf,
  scoresOf,
  subjectsOfEvaluation,
} from '../../../database/evaluation/evaluation.store.js';
import { objectionsOf } from '../../../database/evaluation/objection.store.js';
import type {
  EvaluationAnswersForm,
  EvaluationObjectionForm,
  EvaluationReviewForm,
  EvaluationSelfForm,
} from '../../../domain/evaluation/forms.js';
import { standing } from '../../../domain/evaluation/review.js';
import { indicatorsFor, type PlacedIndicator } from '../../../domain/evaluation/standard.js';
import { roll } from '../../../domain/rehearsal/dice.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const evaluationForms: FormsOf = {
  'selfAssess.submitted': assess,
  'review.reviewed': review,
  'object.objected': object,
  'answer.answered': answer,
};

/** Whole points, more often many than few. */
const shareOf = (points: number, die: number): number => Math.round(points * (0.5 + die / 2));

async function assess(manager: EntityManager, task: OpenTask): Promise<EvaluationSelfForm> {
  const asked = await askedOf(manager, task);
  return {
    indicators: asked
      .filter(({ evidence }) => evidence.kind === 'manual')
      .map(({ key, points }) => ({
        ...{ indicator: key, points: shareOf(points, roll('claim', task.id, key)) },
        text: '按要求开展，有方案、有记录，材料存放在本单位双拥工作台账。',
      })),
    note: '系统得分已核对，情况属实。',
  };
}

/** One claim in eight is not borne out; what contradicts the system is decided for the system. */
async function review(manager: EntityManager, task: OpenTask): Promise<EvaluationReviewForm> {
  const subjects = await subjectsOfEvaluation(manager, task.processId);
  const scores = (await scoresOf(manager, task.processId)).flatMap(
    ({ seq, indicator, systemPoints: system, claimed }) => {
      const unitId = subjects.find((one) => one.seq === seq)?.unitId as string;
      if (standing({ system, claimed }) === null)
        return [{ unitId, indicator, points: system ?? 0, reason: '以系统记录为准。' }];
      if (claimed === null || claimed < 1 || roll('doubt', task.id, unitId, indicator) >= 1 / 8) return [];
      return [{ unitId, indicator, points: claimed - 1, reason: '佐证材料不完整，酌情扣减。' }];
    },
  );
  return { scores, vetoes: [] };
}

async function object(manager: EntityManager, task: OpenTask): Promise<EvaluationObjectionForm> {
  const asked = await askedOf(manager, task);
  const which = asked[Math.floor(roll('objection', task.id) * asked.length)] as PlacedIndicator;
  return {
    objections: [
      { indicator: which.key, points: which.points, reason: '补充了工作记录和现场照片，请重新核定。' },
    ],
  };
}

async function answer(manager: EntityManager, task: OpenTask): Promise<EvaluationAnswersForm> {
  const objections = await objectionsOf(manager, task.processId);
  return {
    answers: objections.map(({ id, seq, indicator, asked }) => {
      const upheld = asked !== null && roll('upheld', task.id, seq, indicator) < 1 / 2;
      return upheld
        ? { objectionId: id, upheld, points: asked, reason: '补充材料属实，予以更正。' }
        : { objectionId: id, upheld, reason: '补充材料不足以证明，维持原结果。' };
    }),
  };
}

/** What the subject is asked whose unit the task's position belongs to. */
async function askedOf(manager: EntityManager, task: OpenTask): Promise<PlacedIndicator[]> {
  const { standard } = await evaluationOf(manager, task.processId);
  const subjects = await subjectsOfEvaluation(manager, task.processId);
  const kind = subjects.find(({ unitId }) => unitId === task.unitId)?.kind ?? 'unit';
  return indicatorsFor(standard, kind);
}
