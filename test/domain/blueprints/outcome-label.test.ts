import { describe, expect, it } from '@jest/globals';
import type { ProcessBlueprint } from '../../../domain/blueprints/blueprint.js';
import { BLUEPRINTS } from '../../../domain/blueprints/index.js';
import { outcomeLabel, processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';

const blueprints: ProcessBlueprint[] = Object.values(BLUEPRINTS);
const CHINESE = /^[\p{Script=Han}“”、，（）]+$/u;

describe('outcomes in words', () => {
  const outcomes = blueprints.flatMap((blueprint) =>
    Object.entries(blueprint.steps).flatMap(([key, { decisions, atDeadline, share }]) =>
      [
        ...Object.keys(decisions),
        atDeadline?.outcome,
        share?.passed,
        share?.failed,
        'withdrawn',
        'cancelled',
        'nobodyToAsk',
        'finished',
      ]
        .filter((outcome) => outcome !== undefined)
        .map((outcome) => ({ blueprint, key, outcome })),
    ),
  );

  it('says every outcome of every step, those of a 票签 and of the engine too', () => {
    expect(outcomes.length).toBeGreaterThan(blueprints.length * 4);
    const raw = outcomes.filter((o) => !CHINESE.test(outcomeLabel(o.blueprint, o.key, o.outcome)));
    expect(raw.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([]);
  });

  it('says what every process may end with', () => {
    for (const blueprint of blueprints)
      for (const outcome of [...Object.keys(blueprint.outcomes), 'terminated'])
        expect(processOutcomeLabel(blueprint, outcome)).toMatch(CHINESE);
  });

  it('names the step a return went to, and leaves a key of another version as it is', () => {
    expect(outcomeLabel(BLUEPRINTS.circular, 'approve', 'return:draft')).toBe(
      `退回“${BLUEPRINTS.circular.steps.draft.label}”`,
    );
    expect(outcomeLabel(BLUEPRINTS.circular, 'gone', 'gone')).toBe('gone');
  });
});
