import type { Matter } from '../../domain/meetings/forms.js';
import { endOfDay, yearOf } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { startProcess } from '../processes/start-process.js';
import { processIdOf } from '../steps/ids.js';
import { insertMatter, mattersOf } from './matter.store.js';

/**
 * Each matter becomes a process of its own, in the transaction that decided it (三（三）3: 会后严格落实). @returns their ids, in order
 */
export async function startMatters(
  { manager, now, process, actor, record }: EffectContext,
  matters: readonly Matter[],
): Promise<string[]> {
  const before = (await mattersOf(manager, process.id)).length;
  const ids: string[] = [];
  for (const [index, matter] of matters.entries()) {
    const seq = before + index + 1;
    const businessKey = `decidedMatter:${process.id}:${seq}`;
    const id = processIdOf(businessKey);
    await startProcess(
      manager,
      {
        kind: 'decidedMatter',
        businessKey,
        regionCode: process.regionCode,
        year: yearOf(now),
        title: matter.title,
        parentId: process.id,
        async write() {
          await insertMatter(manager, {
            id,
            sourceId: process.id,
            seq,
            regionCode: process.regionCode,
            title: matter.title,
            leadUnitId: matter.leadUnitId,
            cooperatingUnitIds: [...new Set(matter.cooperatingUnitIds)],
            measures: matter.measures,
            limitAt: endOfDay(matter.limitDate),
          });
          return {};
        },
      },
      actor,
      now,
    );
    ids.push(id);
  }
  if (ids.length > 0)
    record({ kind: 'mattersDecided', body: { matters: ids, titles: matters.map(({ title }) => title) } });
  return ids;
}
