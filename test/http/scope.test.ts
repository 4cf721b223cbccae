import { describe, expect, test } from '@jest/globals';
import type { PositionKind } from '../../domain/organisation/kinds.js';
import { levelOf } from '../../domain/organisation/region-code.js';
import type { PrincipalPosition, ProxiedPosition } from '../../src/http/principal.js';
import { isReadOnly, rolesOf } from '../../src/http/roles.js';
import { scopeOf, seesRegion, seesSubject, seesUnit, unitsSeen } from '../../src/http/scope.js';
import { signerIn, signerOf } from '../../src/http/signer.js';

const position = (kind: PositionKind, regionCode: string, unitId = `unit of ${kind}`): PrincipalPosition => ({
  id: `${kind}@${regionCode}`,
  kind,
  title: '',
  unitId,
  unitName: '',
  unitKind: 'office',
  regionCode,
  regionLevel: levelOf(regionCode),
});
const somebody = (...positions: PrincipalPosition[]) => ({
  personId: 'p',
  name: '',
  sessionId: 's',
  positions,
  proxied: [] as ProxiedPosition[],
});

describe.each<PositionKind>([
  'groupLeader',
  'deputyLeader',
  'groupMember',
  'officeDirector',
  'officeDeputy',
  'officeStaff',
  'auditor',
])('%s', (kind) => {
  const scope = scopeOf(somebody(position(kind, '5309')));

  test.each(['5309', '530925', '530925101', '530925101001'])('sees %s', (code) => {
    expect(seesRegion(scope, code)).toBe(true);
  });
  test.each(['53', '5301', '530125', '5409', '54'])('does not see %s', (code) => {
    expect(seesRegion(scope, code)).toBe(false);
  });
  test('sees the units in the region, from inside', () => {
    expect(seesUnit(scope, { id: 'x', regionCode: '530925' })).toBe(true);
    expect(seesUnit(scope, { id: 'x', regionCode: '5301' })).toBe(false);
  });
  test('manages no accounts', () => expect(scope.accountRegions).toEqual([]));
});

describe.each<PositionKind>(['unitLeader', 'liaison', 'militaryLiaison'])('%s', (kind) => {
  const scope = scopeOf(somebody(position(kind, '530925', 'mine')));

  test('sees the own unit and no other, and no region', () => {
    expect(seesUnit(scope, { id: 'mine', regionCode: '530925' })).toBe(true);
    expect(seesUnit(scope, { id: 'other', regionCode: '530925' })).toBe(false);
    expect(seesRegion(scope, '530925')).toBe(false);
  });
});

test('a lower region is seen by its own office, a unit by itself; neither sees the other', () => {
  const region = { kind: 'region', regionCode: '530925', unitId: 'office' } as const;
  const unit = { kind: 'unit', regionCode: '5309', unitId: 'mine' } as const;
  const office = scopeOf(somebody(position('officeStaff', '530925')));
  const liaison = scopeOf(somebody(position('liaison', '5309', 'mine')));
  expect([seesSubject(office, region), seesSubject(office, unit)]).toEqual([true, false]);
  expect([seesSubject(liaison, region), seesSubject(liaison, unit)]).toEqual([false, true]);
});

test('a system administrator manages accounts in the region and below, and sees no business content', () => {
  const scope = scopeOf(somebody(position('systemAdministrator', '5309')));
  expect(scope).toEqual({ regions: [], seats: [], units: [], accountRegions: ['5309'], proxied: [] });
});

test('several positions add up, and a region within another one is not said twice', () => {
  const scope = scopeOf(
    somebody(
      position('officeStaff', '530925'),
      position('groupMember', '5309'),
      position('auditor', '5401'),
      position('liaison', '5401', 'mine'),
    ),
  );
  expect(scope).toEqual({
    regions: ['5309', '5401'],
    seats: ['5309', '530925', '5401'],
    units: ['mine'],
    accountRegions: [],
    proxied: [],
  });
});

test('whom somebody stands for gives no role and no scope of its own, only what that position was asked', () => {
  const leader = position('groupLeader', '530925', 'group');
  const agent = {
    ...somebody(position('liaison', '530925', 'mine')),
    proxied: [{ ...leader, actingFor: { personId: 'l', personName: '' }, kinds: ['needItem'] }],
  };
  const scope = scopeOf(agent);
  expect([...rolesOf(agent)]).toEqual(['liaison']);
  expect(seesRegion(scope, '530925')).toBe(false);
  expect(unitsSeen(scope, 'needItem')).toEqual(['mine', 'group']);
  expect(unitsSeen(scope, 'dualList')).toEqual(['mine']);
  expect(signerOf(agent).positions).toHaveLength(1);
  expect(signerIn(agent, 'dualList').positions).toHaveLength(1);
  expect(signerIn(agent, 'needItem').positions.map(({ id }) => id)).toEqual([
    'liaison@530925',
    'groupLeader@530925',
  ]);
  const reader = { ...agent, positions: [position('auditor', '530925')] };
  expect(isReadOnly(reader)).toBe(true);
});

test('nobody without a position sees anything, or counts as a reader', () => {
  expect(scopeOf(somebody())).toEqual({ regions: [], seats: [], units: [], accountRegions: [], proxied: [] });
  expect(isReadOnly(somebody())).toBe(false);
});

test('only who is an auditor and nothing else is a reader', () => {
  expect(isReadOnly(somebody(position('auditor', '53'), position('auditor', '54')))).toBe(true);
  expect(isReadOnly(somebody(position('auditor', '53'), position('liaison', '54')))).toBe(false);
});

test('positions become roles', () => {
  const held = somebody(
    position('officeDeputy', '53'),
    position('deputyLeader', '53'),
    position('officeStaff', '53'),
  );
  expect([...rolesOf(held)].sort()).toEqual(['leader', 'office']);
});
