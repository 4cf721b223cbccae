import type { Matter } from '../../domain/meetings/forms.js';
import { endOfDay } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { startChildren } from '../processes/start-children.js';
import { insertMatters, mattersOf } from './matter.store.js';

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
