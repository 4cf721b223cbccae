import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { SignerToAdd, StepCommand } from '../../domain/steps/step-machine.js';
import { roundFor } from '../../domain/steps/signers.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { holdersOf } from '../organisation/position.repository.js';
import type { Act } from './act.js';
import { askerOf } from './act-checks.js';
import type { Acting, Signer } from './acting.js';
import { assignmentIdOf } from './ids.js';

/** The act as the law takes it, with ids for whoever is asked. @throws Refusal POSITION_OUTSIDE, POSITION_VACANT */
export async function commandOf(
  manager: EntityManager,
  signer: Signer,
  acting: Acting,
  input: Act,
  now: Date,
): Promise<StepCommand> {
  const assignmentId = acting.assignment.id;
  switch (input.action) {
    case 'decide':
      return { type: 'decide', assignmentId, decision: input.decision };
    case 'return':
      return { type: 'return', assignmentId, to: input.to };
    case 'transfer':
      return { type: 'transfer', assignmentId, positionId: input.positionId };
    case 'delegate': {
      const [to] = await asked(manager, acting, [input.positionId], 'positionId', now);
      return { type: 'delegate', assignmentId, to: to as SignerToAdd };
    }
    case 'addSigner': {
      const signers = await asked(manager, acting, input.positionIds, 'positionIds', now);
      return { type: 'addSigner', assignmentId, mode: input.mode, signers };
    }
    case 'removeSigner':
      return { type: 'removeSigner', assignmentId, by: askerOf(signer, acting)?.id ?? null };
    case 'acknowledge':
    case 'withdraw':
    case 'returnFiling':
    case 'refile':
      return { type: input.action, assignmentId };
  }
}

/** Positions of the process's region, or below it, that somebody holds today. */
async function asked(
  manager: EntityManager,
  { process, step, assignments }: Acting,
  positionIds: readonly string[],
  field: string,
  now: Date,
): Promise<SignerToAdd[]> {
  const ids = [...new Set(positionIds)];
  const [rows, holders] = await Promise.all([
    manager.query<{ id: string; unit_id: string }[]>(
      `select po.id, po.unit_id from position po join unit u on u.id = po.unit_id
       where po.id = any($1::uuid[]) and starts_with(u.region_code, $2)`,
      [ids, process.regionCode],
    ),
    holdersOf(manager, ids, civilDateOf(now)),
  ]);
  return ids.map((positionId) => {
    const unitId = rows.find(({ id }) => id === positionId)?.unit_id;
    if (unitId === undefined) throw new Refusal('POSITION_OUTSIDE', {}, field);
    if (!holders.some((holder) => holder.positionId === positionId))
      throw new Refusal('POSITION_VACANT', {}, field);
    const round = roundFor(assignments, unitId);
    return { id: assignmentIdOf(step.id, unitId, positionId, round), positionId, unitId };
  });
}
