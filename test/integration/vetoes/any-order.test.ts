import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, createWorld, decide, type World } from '../steps/world.js';
import { confirmedEvent, corrected, honourState, reconsidered, subjectUnit, titlesOf } from './veto-world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const MAY = at('2027-05-10T09:00:00');
const DAY = '2027-11-30';

/** What is done next: a new event with a measure, or something about one of those that are there. */
const steps = fc.array(
  fc.oneof(
    fc.record({ act: fc.constantFrom('keep', 'freeze', 'revoke'), of: fc.constant(0) }),
    fc.record({
      act: fc.constantFrom('lift', 'revokeFrozen', 'prolong', 'withdraw'),
      of: fc.nat({ max: 9 }),
    }),
  ),
  { minLength: 2, maxLength: 7 },
);

interface Known {
  id: string;
  holds: 'none' | 'frozen' | 'revoked';
  settled: number;
  withdrawn: boolean;
}

test('whatever is decided in whatever order, a title is what the decisions in force make of it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      await world.rows(`update honour set state = 'revoked'`);
      const [honourId] = (await titlesOf(world, await subjectUnit(world), ['双拥模范单位'], MAY)) as [string];
      const events: Known[] = [];
      for (const { act, of } of sequence) {
        const held = (await honourState(world, honourId)) !== 'revoked';
        if (act === 'keep' || act === 'freeze' || act === 'revoke') {
          // A title that is revoked is nobody's: no event speaks of it.
          const measures = held ? [{ honourId, measure: act }] : [];
          const id = await confirmedEvent(world, MAY, measures, held && act === 'freeze' ? DAY : undefined);
          const holds = !held || act === 'keep' ? 'none' : act === 'freeze' ? 'frozen' : 'revoked';
          events.push({ id, holds, settled: 0, withdrawn: false });
        } else {
          const known = events[of % Math.max(1, events.length)];
          if (!known || known.withdrawn) continue;
          if (act === 'withdraw') {
            await corrected(world, known.id, MAY);
            Object.assign(known, { holds: 'none', withdrawn: true });
          } else if (known.holds === 'frozen') {
            known.settled += 1;
            const what = act === 'revokeFrozen' ? 'revoke' : act;
            const form = reconsidered(
              [{ honourId, reconsidered: what }],
              act === 'prolong' ? DAY : undefined,
            );
            await world.sign(
              'director',
              await world.open(known.id, 'reconsider', MAY, known.settled),
              form,
              MAY,
            );
            await world.sign(
              'leader1',
              await world.open(known.id, 'settle', MAY, known.settled),
              decide('approved'),
              MAY,
            );
            known.holds = act === 'lift' ? 'none' : act === 'prolong' ? 'frozen' : 'revoked';
          }
        }
        const expected = events.some(({ holds }) => holds === 'revoked')
          ? 'revoked'
          : events.some(({ holds }) => holds === 'frozen')
            ? 'frozen'
            : 'held';
        expect(await honourState(world, honourId)).toBe(expected);
      }
    }),
    { numRuns: 25 },
  );
  await world.verified();
});
