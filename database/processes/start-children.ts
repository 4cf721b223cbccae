import type { EntityManager } from 'typeorm';
import { yearOf } from '../../domain/time/zone.js';
import { processIdOf } from '../steps/ids.js';
import type { EffectContext } from './effects.js';
import { startProcesses, type Further } from './start-process.js';

export interface Children<Own> {
  kind: string;
  /** How many it has had of the kind: they are numbered on from there. */
  before: number;
  /** The year they are launched in, unless said otherwise. */
  year?: number;
  /** What stands in the tables of each. */
  rows: readonly Own[];
  insert(manager: EntityManager, rows: readonly (Own & Child)[]): Promise<void>;
  further?: Further;
}

export interface Child {
  id: string;
  seq: number;
  regionCode: string;
}

/**
 * Starts numbered processes as children of the caller's, in its transaction; the caller's lock is held, so that two at the same instant
 * get numbers of their own.
 *
 * @returns their ids, in order
 */
export async function startChildren<Own extends { title: string }>(
  { manager, now, process, actor }: Pick<EffectContext, 'manager' | 'now' | 'process' | 'actor'>,
  { kind, before, year = yearOf(now), rows, insert, further = {} }: Children<Own>,
): Promise<string[]> {
  const { id: parentId, regionCode } = process;
  const children = rows.map((row, index) => {
    const seq = before + index + 1;
    const businessKey = `${kind}:${parentId}:${seq}`;
    return { ...row, id: processIdOf(businessKey), seq, kind, businessKey, regionCode, year, parentId };
  });
  const started = await startProcesses(manager, children, actor, now, async (fresh) => {
    await insert(
      manager,
      fresh.map(({ input }) => input),
    );
    return fresh.map(() => further);
  });
  return started.map(({ id }) => id);
}
