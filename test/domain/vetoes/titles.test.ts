import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { HonourState } from '../../../domain/honours/kinds.js';
import {
  checkProposal,
  leavesFrozen,
  TITLE_DECISION_KEYS,
  titleStateBy,
  type DecisionOnTitle,
  type TitleProposal,
} from '../../../domain/vetoes/titles.js';

const decision = fc.record<DecisionOnTitle>({
  eventId: fc.constantFrom('a', 'b', 'c', 'd'),
  decision: fc.constantFrom(...TITLE_DECISION_KEYS),
});
const otherwise = fc.constantFrom<HonourState>('held', 'frozen', 'revoked');

/** Decisions in force: the last of each event, in words that don't use the function under test. */
function inForce(decisions: readonly DecisionOnTitle[]): string[] {
  const events = [...new Set(decisions.map(({ eventId }) => eventId))];
  return events.map((id) => decisions.filter(({ eventId }) => eventId === id).at(-1)?.decision ?? 'keep');
}

describe('a title', () => {
  it('is what the gravest decision in force makes of it, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(decision), otherwise, (decisions, other) => {
        const holding = inForce(decisions);
        const expected =
          other === 'revoked' || holding.includes('revoke')
            ? 'revoked'
            : other === 'frozen' || holding.some((one) => one === 'freeze' || one === 'prolong')
              ? 'frozen'
              : 'held';
        expect(titleStateBy(decisions, other)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order in which different events were decided', () => {
    fc.assert(
      fc.property(fc.array(decision), fc.array(fc.nat(), { maxLength: 40 }), (decisions, shuffle) => {
        // Any merging of the events' own orders: each event keeps its own.
        const queues = ['a', 'b', 'c', 'd'].map((id) => decisions.filter(({ eventId }) => eventId === id));
        const merged: DecisionOnTitle[] = [];
        for (let at = 0; queues.some((queue) => queue.length > 0); at += 1) {
          const waiting = queues.filter((queue) => queue.length > 0);
          merged.push((waiting[(shuffle[at] ?? at) % waiting.length] as DecisionOnTitle[]).shift()!);
        }
        expect(titleStateBy(merged)).toBe(titleStateBy(decisions));
      }),
      { numRuns: 1000 },
    );
  });

  it('that one event revoked never comes back by lifting what another one froze', () => {
    fc.assert(
      fc.property(fc.array(decision), (decisions) => {
        const others = decisions.map((one) => ({ ...one, eventId: `other-${one.eventId}` }));
        const lifted = [...others, { eventId: 'other-a', decision: 'lift' } as const];
        expect(titleStateBy([{ eventId: 'this', decision: 'revoke' }, ...lifted])).toBe('revoked');
      }),
    );
  });

  it('is given back by a correction when nothing else holds it, and only then', () => {
    const revoked = { eventId: 'a', decision: 'revoke' } as const;
    const restored = { eventId: 'a', decision: 'restore' } as const;
    expect(titleStateBy([revoked, restored])).toBe('held');
    expect(titleStateBy([revoked, restored], 'frozen')).toBe('frozen');
    expect(titleStateBy([revoked, { eventId: 'b', decision: 'freeze' }, restored])).toBe('frozen');
    expect(titleStateBy([revoked, { eventId: 'b', decision: 'revoke' }, restored])).toBe('revoked');
  });
});

const title = (honourId: string, decided: TitleProposal['decision']): TitleProposal => ({
  ...{ honourId, decision: decided, reason: '按后果' },
});

test.each<[string, TitleProposal[], string | undefined, unknown]>([
  ['speaks of both', [title('x', 'keep'), title('y', 'revoke')], undefined, null],
  ['freezes until a day', [title('x', 'keep'), title('y', 'freeze')], '2027-11-30', null],
  ['leaves one out', [title('x', 'keep')], undefined, { problem: 'missing', honourIds: ['y'] }],
  ['names one that is not theirs', [title('z', 'keep')], undefined, { problem: 'foreign', index: 0 }],
  ['names one twice', [title('x', 'keep'), title('x', 'keep')], undefined, { problem: 'twice', index: 1 }],
  ['freezes for ever', [title('x', 'freeze'), title('y', 'keep')], undefined, { problem: 'dateMissing' }],
  [
    'sets a day for nothing',
    [title('x', 'keep'), title('y', 'revoke')],
    '2027-11-30',
    { problem: 'dateNeedless' },
  ],
  ['sets today', [title('x', 'prolong'), title('y', 'lift')], '2027-05-10', { problem: 'datePast' }],
])('a proposal that %s', (_, titles, day, expected) => {
  expect(checkProposal(titles, day as never, ['x', 'y'], '2027-05-10')).toEqual(expected);
});

test('a title that stays frozen has to be looked at again', () => {
  expect(leavesFrozen([{ decision: 'keep' }, { decision: 'prolong' }])).toBe(true);
  expect(leavesFrozen([{ decision: 'lift' }, { decision: 'revoke' }])).toBe(false);
});
