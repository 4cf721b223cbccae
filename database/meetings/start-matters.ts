import { Refusal } from '../../domain/errors/refusal.js';
import type { Matter } from '../../domain/meetings/forms.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import { checkUnits } from '../needs/plan.js';
import type { EffectContext } from '../processes/effects.js';
import { startChildren } from '../processes/start-children.js';
import { insertMatters, mattersOf } from './matter.store.js';

/** Its limit is still to come, its units are there. @throws Refusal DATE_IN_PAST, INVALID_FIELD below `path` */
export async function checkMatter(
  { manager, now, process }: EffectContext,
  { leadUnitId, cooperatingUnitIds, limitDate }: Matter,
  path: string,
): Promise<void> {
  const on = civilDateOf(now);
  if (limitDate < on) throw new Refusal('DATE_IN_PAST', { field: '办理时限' }, `${path}.limitDate`);
  const known = (ids: string[], field: string, called: string) =>
    checkUnits(manager, process.regionCode, ids, on, `${path}.${field}`, called);
  await known([leadUnitId], 'leadUnitId', '牵头单位');
  await known(cooperatingUnitIds, 'cooperatingUnitIds', '配合单位');
}

/**
 * Each matter becomes a process of its own, in the transaction that decided it (三（三）3: 会后严格落实). @returns their ids, in order
 */
export async function startMatters(context: EffectContext, matters: readonly Matter[]): Promise<string[]> {
  const { manager, process, record } = context;
  const ids = await startChildren(context, {
    kind: 'decidedMatter',
    before: (await mattersOf(manager, process.id)).length,
    rows: matters.map(({ limitDate, cooperatingUnitIds, ...matter }) => ({
      ...matter,
      sourceId: process.id,
      cooperatingUnitIds: [...new Set(cooperatingUnitIds)],
      limitAt: endOfDay(limitDate),
    })),
    insert: insertMatters,
  });
  if (ids.length > 0)
    record({ kind: 'mattersDecided', body: { matters: ids, titles: matters.map(({ title }) => title) } });
  return ids;
}
