import { expect, test } from '@jest/globals';
import { namesNobody, withEverybody } from '../../../database/annual-cycles/everybody.js';

const form = (eventKind: string) => ({ eventKind, leaderPositionIds: [], unitIds: [], visitedUnitIds: [] });
const leaders = [{ id: 'leader', kind: 'groupLeader' }];
const unit = (id: string) => ({ id, kind: id });

test.each([
  ['visit', ['military', 'township', 'member'], ['military']],
  ['visit', ['township', 'member'], ['township', 'member']],
  ['supervision', ['military', 'township', 'member'], ['township', 'member']],
  ['jointOffice', ['military', 'township'], []],
])('%s in a region with %j goes to %j', (eventKind, kinds, visited) => {
  const everybody = { leaders, units: kinds.map(unit), below: [] };
  expect(withEverybody('plannedEvent', form(eventKind), everybody)).toMatchObject({
    visitedUnitIds: visited,
  });
});

const units = ['member', 'military', 'township'].map(unit);

test('an inspection of everybody goes to the lower regions and townships, led by a 副组长', () => {
  const both = [...leaders, { id: 'deputy', kind: 'deputyLeader' }];
  const form = { title: '督查', teams: [], targets: [] };
  expect(withEverybody('inspection', form, { leaders: both, units, below: ['530925'] })).toEqual({
    title: '督查',
    teams: [{ name: '第一组', leaderPositionId: 'deputy', members: ['双拥办'] }],
    targets: [
      { regionCode: '530925', team: 1, method: 'visit' },
      { unitId: 'member', team: 1, method: 'material' },
      { unitId: 'township', team: 1, method: 'visit' },
    ],
  });
});

test('an evaluation of everybody is of the lower regions and of who carries out the work, not of the army', () => {
  const form = { regionCodes: [], unitIds: [] };
  expect(withEverybody('evaluation', form, { leaders, units, below: ['530925'] })).toEqual({
    regionCodes: ['530925'],
    unitIds: ['member', 'township'],
  });
  expect(namesNobody({ kind: 'evaluation', form: { regionCodes: ['530925'], unitIds: [] } })).toBe(false);
});
