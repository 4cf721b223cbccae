import { describe, expect, test } from 'vitest';
import { DEFAULT_LADDER, URGENT_LADDER } from '../../domain/time/ladder-policy.js';
import { addReminder, addRung, draftOf, placeOf, policyOf, problemsOf } from './ladder-draft.js';

describe('a ladder in its form', () => {
  test.each([DEFAULT_LADDER, URGENT_LADDER])('comes out as it went in', (policy) => {
    const draft = draftOf(policy);
    expect(policyOf(draft)).toEqual(policy);
    expect(problemsOf(draft)).toEqual({});
  });

  test('without the reminder to acknowledge has no such field', () => {
    const draft = { ...draftOf(DEFAULT_LADDER), unacknowledged: null };
    expect('unacknowledged' in policyOf(draft)).toBe(false);
  });

  test('grows upwards: each further rung is later and tells the next post', () => {
    const draft = draftOf({ warn: { workingDays: 3 }, reminders: [], rungs: [] });
    addRung(draft);
    addRung(draft);
    addRung(draft);
    expect(policyOf(draft).rungs).toEqual([
      { after: { workingDays: 1 }, to: ['unitLeader'] },
      { after: { workingDays: 2 }, to: ['officeDirector'] },
      { after: { workingDays: 3 }, to: ['deputyLeader'] },
    ]);
    expect(problemsOf(draft)).toEqual({});
  });

  test('a further reminder comes closer to the deadline, and a second one at the same time is named', () => {
    const draft = draftOf({ ...DEFAULT_LADDER, reminders: [{ workingDays: 2 }] });
    addReminder(draft);
    expect(policyOf(draft).reminders).toEqual([{ workingDays: 2 }, { workingDays: 1 }]);
    addReminder(draft);
    expect(problemsOf(draft)).toHaveProperty(['reminders[2]']);
  });

  test('what is wrong is found at its field: empty, too early, nobody told', () => {
    const draft = draftOf(DEFAULT_LADDER);
    draft.warn.amount = undefined;
    draft.rungs[1]!.after.amount = 1;
    draft.rungs[2]!.to = [];
    expect(Object.keys(problemsOf(draft)).sort()).toEqual(['rungs[1].after', 'rungs[2].to', 'warn']);
  });

  test.each([
    ['policy.rungs[1].after.workingDays', 'rungs[1].after'],
    ['policy.reminders[0].hours', 'reminders[0]'],
    ['policy.rungs[0].to[1]', 'rungs[0].to'],
    ['policy.warn', 'warn'],
  ])('%s of the API is %s of the form', (path, place) => expect(placeOf(path)).toBe(place));
});
