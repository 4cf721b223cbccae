import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkComposition,
  SEAT_RULES,
  SEATS,
  type SeatCandidate,
  type SeatKey,
} from '../../../domain/coordination/composition.js';
import type { PositionKind, UnitKind } from '../../../domain/organisation/kinds.js';

const YEAR_END = '2027-12-31';

const seat = (
  key: SeatKey,
  [unit, unitKind, kind, title]: [string, UnitKind, PositionKind, string],
  person: string,
): SeatCandidate => ({
  seat: key,
  position: { kind, title },
  unit: { kind: unitKind, name: unit },
  ownRegion: true,
  holder: { personId: person, name: person, until: null },
});

const GROUP = '某县双拥工作领导小组';
const OFFICE = '某县双拥工作领导小组办公室';
const ARMED = '某县人民武装部';

/** A county as the source has it: one leader of 人武部 sits in the group and in its office. */
const complete = (): Record<SeatKey, SeatCandidate> => ({
  leader: seat('leader', [GROUP, 'leadingGroup', 'groupLeader', '组长'], '甲'),
  deputyLeader: seat(
    'deputyLeader',
    [GROUP, 'leadingGroup', 'deputyLeader', '副组长（县政府分管领导）'],
    '乙',
  ),
  veteransMember: seat('veteransMember', ['某县退役军人事务局', 'member', 'unitLeader', '局长'], '丙'),
  armedMember: seat('armedMember', [ARMED, 'military', 'unitLeader', '部长'], '丁'),
  officeDeputy: seat('officeDeputy', [OFFICE, 'office', 'officeDeputy', '副主任'], '戊'),
  armedDeputy: seat('armedDeputy', [ARMED, 'military', 'unitLeader', '部长'], '丁'),
  officeLiaison: seat('officeLiaison', [OFFICE, 'office', 'officeStaff', '工作人员'], '己'),
  armedLiaison: seat('armedLiaison', [ARMED, 'military', 'militaryLiaison', '部队联络员'], '庚'),
});
const problems = (change: Partial<Record<SeatKey, Partial<SeatCandidate> | null>> = {}): string[] => {
  const seats = complete();
  const changed = SEATS.flatMap((key) => {
    const by = change[key];
    return by === null ? [] : [{ ...seats[key], ...by }];
  });
  return checkComposition(changed, YEAR_END);
};

test('a complete composition has no problem, with 组长 or without', () => {
  expect(problems()).toEqual([]);
  expect(problems({ leader: null })).toEqual([]);
});

describe('what is wrong is named', () => {
  const position = (kind: PositionKind, title: string) => ({ position: { kind, title } });
  test.each<[string, Parameters<typeof problems>[0], string[]]>([
    ['an empty seat', { armedLiaison: null }, ['联络员（人武部）空缺，由人武部的1名同志担任']],
    [
      '副组长 from the party side',
      { deputyLeader: position('deputyLeader', '副组长（县委）') },
      ['副组长应由政府分管领导担任，某县双拥工作领导小组副组长（县委）不符合'],
    ],
    [
      'a liaison where a leader is asked',
      { veteransMember: position('liaison', '联络员') },
      ['成员（退役军人事务局）应由退役军人事务局的1名领导担任，某县退役军人事务局联络员不符合'],
    ],
    [
      'another unit',
      { armedMember: { unit: { kind: 'military', name: '某县武警中队' } } },
      ['成员（人武部）应由人武部的1名领导担任，某县武警中队部长不符合'],
    ],
    [
      'a department that only sounds like it',
      { armedLiaison: { unit: { kind: 'member', name: '某县人民武装部' } } },
      ['联络员（人武部）应由人武部的1名同志担任，某县人民武装部部队联络员不符合'],
    ],
    ['another region', { officeDeputy: { ownRegion: false } }, ['办公室副主任（双拥办）不是本地区的单位']],
    [
      'the auditor does no work',
      { officeLiaison: position('auditor', '审计员') },
      ['联络员（双拥办）应由双拥办的1名同志担任，某县双拥工作领导小组办公室审计员不符合'],
    ],
    [
      'vacant today',
      { officeLiaison: { holder: null } },
      ['联络员（双拥办）所选的某县双拥工作领导小组办公室工作人员目前无人任职'],
    ],
    [
      'leaves within the year',
      { officeLiaison: { holder: { personId: '己', name: '己', until: '2027-12-30' } } },
      ['联络员（双拥办）所选的己任职至2027-12-30，须另选'],
    ],
    [
      'one person twice in the office',
      {
        officeLiaison: {
          ...position('officeDeputy', '副主任'),
          holder: { personId: '戊', name: '戊', until: null },
        },
      },
      ['戊不能同时担任办公室副主任（双拥办）和联络员（双拥办）'],
    ],
    [
      '组长 and 副组长 one person',
      {
        leader: {
          ...position('deputyLeader', '副组长'),
          holder: { personId: '乙', name: '乙', until: null },
        },
      },
      ['乙不能同时担任组长和副组长'],
    ],
  ])('%s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
});

it('staying to the last day of the year is enough', () => {
  expect(problems({ officeLiaison: { holder: { personId: '己', name: '己', until: YEAR_END } } })).toEqual(
    [],
  );
});

test('two candidates for one seat', () => {
  const seats = complete();
  const twice = [
    ...Object.values(seats),
    { ...seats.officeLiaison, holder: { personId: '辛', name: '辛', until: null } },
  ];
  expect(checkComposition(twice, YEAR_END)).toEqual(['联络员（双拥办）只能有1人']);
});

describe('at the level of a city', () => {
  it('军分区 stands in the place of 人武部', () => {
    const unit = { kind: 'military' as const, name: '某市军分区' };
    expect(problems({ armedMember: { unit }, armedDeputy: { unit }, armedLiaison: { unit } })).toEqual([]);
  });
});

describe('always', () => {
  const required = SEATS.filter((key) => !SEAT_RULES[key].optional);
  it('names exactly the required seats that are empty', () => {
    fc.assert(
      fc.property(fc.subarray([...SEATS]), (empty) => {
        const change = Object.fromEntries(empty.map((key) => [key, null]));
        const expected = required.filter((key) => empty.includes(key)).map((key) => SEAT_RULES[key].label);
        expect(problems(change).map((text) => text.split('空缺')[0])).toEqual(expected);
      }),
    );
  });

  it('does not depend on the order the seats are given in, and never throws', () => {
    const person = fc.constantFrom('甲', '乙', '丙');
    const kind = fc.constantFrom<PositionKind>(
      'unitLeader',
      'officeDeputy',
      'officeStaff',
      'groupLeader',
      'deputyLeader',
    );
    const unit = fc.constantFrom<SeatCandidate['unit']>(
      { kind: 'office', name: OFFICE },
      { kind: 'military', name: ARMED },
      { kind: 'leadingGroup', name: GROUP },
    );
    const candidate = (key: SeatKey) =>
      fc
        .record({ who: person, kind, unit, until: fc.constantFrom(null, '2027-06-30' as const) })
        .map(({ who, until, ...rest }): SeatCandidate => ({
          seat: key,
          position: { kind: rest.kind, title: '职务' },
          unit: rest.unit,
          ownRegion: true,
          holder: { personId: who, name: who, until },
        }));
    fc.assert(
      fc.property(fc.tuple(...SEATS.map(candidate)), (seats) => {
        const there = checkComposition(seats, YEAR_END);
        const back = checkComposition([...seats].reverse(), YEAR_END);
        const words = (all: string[]) => all.map((text) => [...text].sort().join('')).sort();
        expect(words(back)).toEqual(words(there));
      }),
    );
  });
});
