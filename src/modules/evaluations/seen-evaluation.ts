import type { EntityManager } from 'typeorm';
import {
  findEvaluation,
  subjectsOfEvaluation,
  type EvaluationRow,
  type SubjectRow,
} from '../../../database/evaluation/evaluation.store.js';
import { visibleProcess, type VisibleProcess } from '../../../database/processes/visibility.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, seesSubject, unitsSeen } from '../../http/scope.js';

export interface SeenEvaluation {
  process: VisibleProcess;
  evaluation: EvaluationRow;
  /** Whoever evaluates, and who oversees it, sees all subjects; a subject only itself. */
  whole: boolean;
  subjects: SubjectRow[];
  /** Results may be known: to a subject once they are given. */
  told: boolean;
}

/** @throws Refusal NOT_FOUND */
export async function foundEvaluation(
  manager: EntityManager,
  principal: Principal,
  id: string,
): Promise<SeenEvaluation> {
  const scope = scopeOf(principal);
  const process = await visibleProcess(manager, scope, id);
  const evaluation = await findEvaluation(manager, id);
  if (!evaluation) throw new Refusal('NOT_FOUND');
  const whole = seesRegion(scope, process.regionCode);
  const own = unitsSeen(scope, process.kind);
  const all = await subjectsOfEvaluation(manager, id);
  return {
    ...{ process, evaluation, whole },
    subjects: whole ? all : all.filter((one) => own.includes(one.unitId) || seesSubject(scope, one)),
    told: whole || evaluation.approvedAt !== null,
  };
}
