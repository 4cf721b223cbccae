import { blueprintOf } from '../../domain/blueprints/index.js';
import type { EffectContext, ProcessEffects } from '../processes/effects.js';
import { launchWith } from '../processes/launch-with.js';
import { processIdOf } from '../steps/ids.js';
import { changeEntry, type EntryRow } from './entry.store.js';
import { formAtStart } from './form-at-start.js';

export type EffectsOf = (kind: string) => ProcessEffects;

/**
 * Launches one entry of the year's plan as a child of the year, under the business key that a launch by hand would have: what somebody
 * launched before is linked, not launched again.
 *
 * @throws Refusal for what a launch by hand would be refused for; nothing is written then
 */
export async function launchEntry(
  context: EffectContext,
  entry: EntryRow,
  effectsOf: EffectsOf,
): Promise<void> {
  const { manager, now, process, actor, record } = context;
  const { id, regionCode, year } = process;
  const { kind, key, title } = entry;
  const which = blueprintOf(kind).launch.once === 'year' ? `${year}` : `${year}:plan:${key}`;
  const businessKey = `${kind}:${regionCode}:${which}`;
  const form = await formAtStart(manager, regionCode, entry, now);
  const child = await launchWith(
    effectsOf(kind),
    manager,
    { kind, businessKey, regionCode, year, title, parentId: id },
    { form, unitId: null },
    actor,
    now,
  );
  const startedProcessId = child?.id ?? processIdOf(businessKey);
  await changeEntry(manager, id, entry, { state: child ? 'started' : 'linked', startedProcessId }, now);
  record({ kind: 'entryStarted', body: { key, title, processId: startedProcessId, linked: child === null } });
}
