import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { StepBlueprint } from '../../domain/blueprints/blueprint.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Actor } from '../audit/audit-log.js';
import {
  loadStepOfAssignment,
  lockProcessOfAssignment,
  type AssignmentRow,
  type LoadedStep,
  type ProcessRow,
} from './step.store.js';

/** Somebody at the counter: the person and the positions he may sign for, his own first. */
export interface Signer {
  personId: string;
  personName: string;
  positions: SignerPosition[];
}

export interface SignerPosition {
  id: string;
  kind: string;
  title: string;
  unitId: string;
  unitName: string;
  regionCode: string;
  /** 代理: whose position it is, where it is not the signer's own. */
  actingFor?: { personId: string; personName: string };
  /** Kinds of process in which he may sign for it; null or left out for all. */
  kinds?: string[] | null;
}

/** What an act finds under the process's lock. */
export interface Acting extends LoadedStep {
  process: ProcessRow;
  assignment: AssignmentRow;
  blueprint: StepBlueprint;
}

/** Locks the assignment's process and reads the step as it is under the lock. @throws Refusal NOT_FOUND */
export async function beginAct(manager: EntityManager, assignmentId: string): Promise<Acting> {
  // Two statements, the second with a snapshot taken under the lock; sent together, for one round trip.
  const locking = lockProcessOfAssignment(manager, assignmentId);
  const loading = loadStepOfAssignment(manager, assignmentId);
  loading.catch(() => undefined);
  const process = await locking;
  if (!process) throw new Refusal('NOT_FOUND');
  const { step, assignments } = await loading;
  const assignment = assignments.find(({ id }) => id === assignmentId) as AssignmentRow;
  return { process, step, assignments, assignment, blueprint: stepBlueprintOf(process.kind, step.key) };
}

/** The signer in one of his positions, or in one he stands for, as the record keeps it. */
export function actorOf(signer: Signer, position: SignerPosition): Actor {
  const { actingFor } = position;
  return {
    personId: signer.personId,
    personName: signer.personName,
    positionId: position.id,
    positionTitle: position.title,
    unitId: position.unitId,
    unitName: position.unitName,
    ...(actingFor ? { actingFor: actingFor.personName, actingForId: actingFor.personId } : {}),
  };
}
