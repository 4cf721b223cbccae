import { describe, expect, it } from '@jest/globals';
import { BLUEPRINTS, type ProcessKind } from '../../domain/blueprints/index.js';
import { commandOf, LAUNCHABLE_KINDS, LAUNCHES } from '../../src/rehearsal/launches.js';
import { readOrder, UsageProblem } from '../../src/rehearsal/order.js';

const place = ['--region', '530925', '--year', '2027'];

describe('an order of a rehearsal', () => {
  it('names a process as a command line does', () => {
    expect(readOrder(['dual-list', ...place, '--json'])).toEqual({
      kind: 'dualList',
      regionCode: '530925',
      year: 2027,
      scenario: 'mixed',
      limits: { deadlinesADay: 2, thingsAWeek: 5 },
      json: true,
      timeline: true,
      load: false,
    });
    expect(readOrder(['dual-list', ...place, '--seed', '7', '--load', '--things-a-week', '9'])).toMatchObject(
      {
        ...{ seed: 7, timeline: false, load: true, limits: { deadlinesADay: 2, thingsAWeek: 9 } },
      },
    );
    for (const kind of LAUNCHABLE_KINDS)
      expect(readOrder([commandOf(kind), ...place, '--scenario', 'late'])).toMatchObject({
        kind,
        scenario: 'late',
      });
  });

  it.each([
    [[], '请写明预演什么：dual-list'],
    [['need-item', ...place], '请写明预演什么'],
    [['dualList', ...place], '请写明预演什么'],
    [['dual-list', 'dual-list', ...place], '请写明预演什么'],
    [['dual-list', '--region', '53092', '--year', '2027'], '--region'],
    [['dual-list', '--region', '530925', '--year', '1999'], '--year'],
    [['dual-list', ...place, '--scenario', 'lazy'], '--scenario 应为 punctual、mixed、late、silent'],
    [['dual-list', ...place, '--verbose'], '不认识的参数'],
    [['dual-list', ...place, '--seed', '1.5'], '--seed 应为'],
    [['dual-list', ...place, '--seed', ''], '--seed 应为'],
    [['dual-list', ...place, '--deadlines-a-day', '1'], '--deadlines-a-day 应为'],
    [['circular', ...place, '--form', 'no-such-file.json'], '--form 应为'],
  ])('%j is refused with what is wrong', (args, words) => {
    expect(() => readOrder(args)).toThrow(UsageProblem);
    expect(() => readOrder(args)).toThrow(words);
  });
});

describe('launches', () => {
  it('are there for what people launch, and hand in where the launch asks for a form', () => {
    const launched = (Object.keys(BLUEPRINTS) as ProcessKind[]).filter(
      (kind) => (BLUEPRINTS[kind].launch.by as string) !== 'process',
    );
    expect([...LAUNCHABLE_KINDS].sort()).toEqual(launched.sort());
    for (const kind of LAUNCHABLE_KINDS) {
      const launch: { form?: string } = BLUEPRINTS[kind].launch;
      expect([kind, LAUNCHES[kind].handsIn !== undefined]).toEqual([kind, launch.form !== undefined]);
    }
  });
});
