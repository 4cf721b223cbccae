import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actsAt, temperOf, type Task } from '../../../domain/rehearsal/people.js';
import { at, calendar } from '../time/fixtures.js';

const task = (change: Partial<Task> = {}): Task => ({
  id: 'a',
  kind: 'dualList',
  stepKey: 'collect',
  round: 1,
  unitName: '县教育体育局',
  unitKind: 'member',
  openedAt: at('2027-03-01 09:00'),
  deadline: at('2027-03-31 23:59:59.999'),
  acknowledged: false,
  returned: 0,
  ...change,
});

describe('when simulated people act', () => {
  it('the punctual in time, the late after it, the silent never', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.constantFrom('甲局', '乙局', '丙乡', '丁部队', '戊办'),
        fc.constantFrom('mixed' as const, 'late' as const, 'silent' as const),
        fc.integer({ min: 1, max: 60 * 24 * 40 }),
        (id, unitName, scenario, minutes) => {
          const openedAt = at('2027-03-01 09:00');
          const deadline = new Date(openedAt.getTime() + minutes * 60_000);
          const when = actsAt(task({ id, unitName, openedAt, deadline }), scenario, calendar);
          const temper = temperOf(scenario, unitName);
          if (temper === 'silent') expect(when).toBeNull();
          else if (temper === 'late') expect(when?.getTime()).toBeGreaterThanOrEqual(deadline.getTime());
          else expect(when?.getTime()).toBeLessThanOrEqual(deadline.getTime());
          if (when) expect(when.getTime()).toBeGreaterThan(openedAt.getTime());
        },
      ),
    );
  });

  it('within the hours there are, where there are only hours', () => {
    const deadline = at('2027-03-01 10:30');
    const when = actsAt(task({ unitKind: 'office', deadline }), 'silent', calendar);
    expect(when?.getTime()).toBeLessThan(deadline.getTime());
    expect(when?.getTime()).toBeGreaterThan(at('2027-03-01 09:00').getTime());
  });
});
