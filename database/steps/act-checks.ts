import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { StepBlueprint } from '../../domain/blueprints/blueprint.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import type { Actor } from '../audit/audit-log.js';
import type { Act } from './act.js';
import { actorOf, type Acting, type Signer } from './acting.js';
import { returnTargets } from './return-targets.js';
import type { AssignmentRow } from './step.store.js';

export const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/** The signer's position in the office of the process's own region. */
export function officeOf(signer: Signer, regionCode: string): Signer['positions'][number] | undefined {
  return signer.positions.find((one) => OFFICE.includes(one.kind) && one.regionCode === regionCode);
}

/** Whoever asked for this signer, if it is the one at the counter. */
export function askerOf(
  { positions }: Signer,
  { assignment, assignments }: Acting,
): AssignmentRow | undefined {
  const asker = assignments.find(({ id }) => id === assignment.askedBy);
  return positions.some(({ id }) => id === asker?.positionId) ? asker : undefined;
}

/** As whom the signer acts: the position that owes the assignment, or the office where the blueprint lets it step in. */
export function actorFor(signer: Signer, acting: Acting, input: Act): Actor {
  const { process, step, assignment, blueprint } = acting;
  const office = officeOf(signer, process.regionCode);
  const held = (positionId: string | undefined) => signer.positions.find(({ id }) => id === positionId);
  const position = ((): Signer['positions'][number] | undefined => {
    switch (input.action) {
      case 'returnFiling':
        return office;
      case 'removeSigner':
        return held(askerOf(signer, acting)?.positionId) ?? office;
      case 'decide':
        return blueprint.decisions[input.decision]?.officeOnly ? office : held(assignment.positionId);
      default:
        return held(assignment.positionId);
    }
  })();
  if (!position) {
    // Who may not even see the process is told that there is nothing.
    const knows = office ?? signer.positions.find(({ unitId }) => unitId === assignment.unitId);
    throw new Refusal(knows || step.rule === 'collect' ? 'NOT_YOURS' : 'NOT_FOUND');
  }
  return actorOf(signer, position);
}

/** What has to be right before the law is asked. */
export async function checkAct(manager: EntityManager, acting: Acting, input: Act): Promise<void> {
  if (input.action === 'decide') await checkDecision(manager, acting, input);
  if (input.action === 'transfer') await checkTransfer(manager, acting.assignment, input.positionId);
  if (input.action === 'return') await checkReturn(manager, acting, input.to);
  const reasoned = ['return', 'returnFiling', 'removeSigner', 'refile'].includes(input.action);
  if (reasoned && !('opinion' in input && input.opinion?.trim()))
    throw new Refusal('OPINION_REQUIRED', {}, 'opinion');
}

async function checkDecision(
  manager: EntityManager,
  { step, assignment, assignments, blueprint }: Acting,
  input: Act & { action: 'decide' },
): Promise<void> {
  // The second of two 或签 signers is told who was first, not just that it is over.
  if (assignment.status === 'superseded') {
    const first = assignments.find(({ status }) => status === 'done');
    if (first) throw await alreadyDecided(manager, first, blueprint);
    throw new Refusal('STEP_NOT_OPEN');
  }
  if (assignment.status === 'done') throw await alreadyDecided(manager, assignment, blueprint);
  if (step.status === 'cancelled') throw new Refusal('STEP_NOT_OPEN');
  const decision = Object.hasOwn(blueprint.decisions, input.decision)
    ? blueprint.decisions[input.decision]
    : undefined;
  if (decision?.opinion === 'required' && !input.opinion?.trim())
    throw new Refusal('OPINION_REQUIRED', {}, 'opinion');
}

async function alreadyDecided(
  manager: EntityManager,
  first: AssignmentRow,
  blueprint: StepBlueprint,
): Promise<Refusal> {
  const [person]: { name: string }[] = await manager.query(`select name from person where id = $1`, [
    first.decidedBy,
  ]);
  return new Refusal('ALREADY_DECIDED', {
    who: person?.name ?? '',
    at: first.decidedAt ? formatInstant(first.decidedAt) : '',
    decision: blueprint.decisions[first.decision ?? '']?.label ?? '',
  });
}

async function checkTransfer(
  manager: EntityManager,
  assignment: AssignmentRow,
  positionId: string,
): Promise<void> {
  const [position]: { unit_id: string; held: boolean }[] = await manager.query(
    `select unit_id, exists (select 1 from appointment ap where ap.position_id = po.id and ap.valid_to is null) as held
     from position po where id = $1`,
    [positionId],
  );
  if (!position || position.unit_id !== assignment.unitId)
    throw new Refusal('TRANSFER_OUTSIDE_UNIT', {}, 'positionId');
  if (!position.held) throw new Refusal('POSITION_VACANT', {}, 'positionId');
}

/** @throws Refusal RETURN_TARGET for a step that was not passed on the way here, or lies before something that left the house */
async function checkReturn(manager: EntityManager, { process, step }: Acting, to: string): Promise<void> {
  const targets = await returnTargets(manager, process, step);
  if (targets.includes(to)) return;
  const labels = targets.map((key) => stepBlueprintOf(process.kind, key).label);
  throw new Refusal('RETURN_TARGET', { step: to, allowed: labels.join('、') || '（没有）' }, 'to');
}
