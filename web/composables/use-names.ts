import { shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { personChoices, positionChoices, unitsNamed, type Choice } from '../api/choices.js';
import type { NamedIds } from '../models/readable-form.js';

const AT_ONCE = 100;
const known = new Map<string, string>();

/** Names of units, positions and people that stand somewhere as ids; asked for once a page's life. */
export function useNames(ids: Ref<NamedIds>): ShallowRef<ReadonlyMap<string, string>> {
  const names = shallowRef<ReadonlyMap<string, string>>(new Map(known));
  watch(
    ids,
    async ({ units, positions, people }) => {
      await Promise.all([
        learn(units, unitsNamed),
        learn(positions, positionChoices('').named),
        learn(people, personChoices.named),
      ]);
      names.value = new Map(known);
    },
    { immediate: true },
  );
  return names;
}

async function learn(
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<Choice[]>,
): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !known.has(id));
  for (let from = 0; from < unknown.length; from += AT_ONCE) {
    // A name that can't be had is no reason not to show the rest.
    const found = await ask(unknown.slice(from, from + AT_ONCE)).catch(() => []);
    for (const { value, label } of found) known.set(value, label);
  }
}
