import { describe, expect, it } from '@jest/globals';
import type { ProcessBlueprint } from '../../domain/blueprints/blueprint.js';
import { EXTENSION_STEP } from '../../domain/blueprints/extension.js';
import { BEGIN, flowEdges, flowNodes, type FlowEdgeFact } from '../../domain/blueprints/flow.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { RETURNED } from '../../domain/steps/outcomes.js';
import { explore, procedures } from './explore.js';
import { recordedOf, walked, type Happened } from './observed.js';

// The picture against what really happens: walks through every procedure, and the histories that real servers recorded.

/** Its stages run side by side: what happened just before is not why something begins. */
const SIDE_BY_SIDE = new Set(['campaign', 'vetoWatch']);
/** Ended by somebody before its time: from anywhere. */
const ENDED_BY_PEOPLE = new Set(['terminated', 'cancelled']);
/** The same where no step of its own ends it so: a correction ended it. */
const ENDED_FROM_OUTSIDE = new Set(['withdrawn']);

/** One edge, said for each of its outcomes: `solve —solved→ confirm`. */
const named = ({ from, to, outcomes }: FlowEdgeFact): string[] =>
  (outcomes.length > 0 ? outcomes : ['']).map((outcome) => `${from} —${outcome}→ ${to}`);

/** The decision that opened the step may be taken back; in a `collect` step each only takes back its own. */
const canBeTakenBack = (blueprint: ProcessBlueprint, key: string): boolean =>
  flowEdges(blueprint).some(({ from, to }) => {
    const before = blueprint.steps[from];
    return to === key && before?.rule !== 'collect' && before?.actions.includes('withdraw');
  });

/**
 * Looks for each thing that begins for the edge it came by.
 * @param strictly the edge must start from the last thing on the main line; else from anything that happened before
 */
function follow(
  blueprint: ProcessBlueprint,
  happened: Happened[],
  strictly: boolean,
): { strange: string[]; used: string[] } {
  const edges = flowEdges(blueprint);
  const beside = edges.filter(({ type }) => type === 'beside');
  const isBeside = new Set(beside.map(({ to }) => to));
  const waits = new Set(
    flowNodes(blueprint).flatMap(({ key, type, ifAny }) => (type === 'wait' && !ifAny ? [key] : [])),
  );
  const known = new Set(flowNodes(blueprint).map(({ key }) => key));
  const strange: string[] = [];
  const used: string[] = [];
  let causes = [`${BEGIN} —`];
  const seen = new Set<string>([BEGIN]);
  let undone = false;

  const cause = (from: string): void => {
    causes = strictly ? [from] : [...causes, from];
  };
  /** By the latest cause that leads there; what ends a process may have waited for several. */
  const came = (to: string): boolean => {
    const ways = edges.filter((edge) => edge.type !== 'beside' && edge.to === to).flatMap(named);
    const by = causes.flatMap((from) => ways.filter((way) => way.startsWith(`${from}→`)));
    used.push(...(to.startsWith('end:') ? by : by.slice(-1)));
    return by.length > 0;
  };

  happened.forEach((one, at) => {
    if ('opened' in one) {
      if (isBeside.has(one.opened)) {
        const next = happened
          .slice(at + 1)
          .map((later) => ('opened' in later ? later.opened : 'noticed' in later ? later.noticed : ''));
        const hosts = beside.filter(({ to }) => to === one.opened);
        const by = hosts.filter(({ from }) => seen.has(from) || next.includes(from) || waits.has(from));
        if (by.length === 0) strange.push(`${one.opened} beside nothing`);
        if (by.length === 1 || hosts.length === 1) used.push(...by.slice(0, 1).flatMap(named));
        else
          used.push(
            ...by.filter(({ from }) => from === next.find((key) => !isBeside.has(key))).flatMap(named),
          );
        return;
      }
      // 撤回 and 退回 lead to what was passed before; they are not said one by one.
      if (!(came(one.opened) || (undone && seen.has(one.opened))))
        strange.push(`${one.opened} after ${causes.join(', ')}`);
      undone = false;
      seen.add(one.opened);
    } else if ('closed' in one) {
      if (isBeside.has(one.closed)) return;
      if (one.outcome === 'withdrawn' || one.outcome.startsWith(RETURNED)) undone = true;
      cause(`${one.closed} —${one.outcome}`);
    } else if ('noticed' in one) {
      if (!known.has(one.noticed)) return;
      if (!came(one.noticed) && strictly) strange.push(`${one.noticed} after ${causes.join(', ')}`);
      seen.add(one.noticed);
      cause(`${one.noticed} —`);
    } else {
      if (ENDED_BY_PEOPLE.has(one.ended)) return;
      if (ENDED_FROM_OUTSIDE.has(one.ended) && !edges.some(({ to }) => to === `end:${one.ended}`)) return;
      // The year is over: whatever was waited for doesn't come any more.
      if (blueprint.flow.atAnyTime === one.ended)
        used.push(...edges.filter(({ to }) => to === `end:${one.ended}`).flatMap(named));
      else if (!came(`end:${one.ended}`)) strange.push(`end ${one.ended} after ${causes.join(', ')}`);
    }
  });
  return { strange, used };
}

describe.each(procedures)('%s', (kind, procedure, inputs) => {
  const blueprint = BLUEPRINTS[kind as keyof typeof BLUEPRINTS] as ProcessBlueprint;
  const used = new Set<string>();

  it('goes, by every decision, only where its picture says', async () => {
    const further = (key: string): string[] => [
      ...(blueprint.flow.after[key]?.['nobodyToAsk'] ? ['nobodyToAsk'] : []),
      ...(canBeTakenBack(blueprint, key) ? ['withdrawn'] : []),
    ];
    for (const input of inputs)
      for (const one of await explore(procedure, blueprint, input, further)) {
        const found = follow(blueprint, walked(one), !SIDE_BY_SIDE.has(kind));
        expect([one.path.join(' '), found.strange]).toEqual([one.path.join(' '), []]);
        found.used.forEach((edge) => used.add(edge));
      }
  });

  it('went, where real ones were recorded, only where its picture says', () => {
    for (const { name, happened } of recordedOf(kind)) {
      const found = follow(blueprint, happened, false);
      expect([name, found.strange]).toEqual([name, []]);
      found.used.forEach((edge) => used.add(edge));
    }
  });

  it('is seen to go every way that its picture shows', () => {
    const ways = flowEdges(blueprint).flatMap(named);
    expect(ways.filter((way) => !used.has(way))).toEqual([]);
  });

  it('has every step in its picture, but what the step engine opens by itself', () => {
    const shown = flowNodes(blueprint).filter(({ type }) => type === 'step');
    const steps = Object.keys(blueprint.steps).filter((key) => key !== EXTENSION_STEP);
    expect(shown.map(({ key }) => key).sort()).toEqual(steps.sort());
    for (const { from, to } of flowEdges(blueprint))
      expect(flowNodes(blueprint).map(({ key }) => key)).toEqual(expect.arrayContaining([from, to]));
  });
});
