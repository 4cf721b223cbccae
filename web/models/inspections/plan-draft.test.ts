import { expect, test } from 'vitest';
import {
  emptyPlan,
  planForm,
  regionKey,
  targetsInWords,
  unitKey,
  withAll,
  withoutTeam,
} from './plan-draft.js';

const REGIONS = ['640402', '640422', '640423'].map((regionCode) => ({
  ...{ key: regionKey(regionCode), name: regionCode, regionCode },
}));
const UNITS = ['a', 'b'].map((unitId) => ({ key: unitKey(unitId), name: unitId, unitId }));
const ALL = [...REGIONS, ...UNITS];

test('regions are dealt out over the teams, of units the papers are read; one team less moves its targets', () => {
  const plan = emptyPlan();
  plan.targets = withAll(plan, REGIONS, 'visit');
  plan.targets = withAll(plan, UNITS, 'material');
  plan.teams[0]!.members = '督查室、双拥办，督查室';
  plan.teams[0]!.leaderPositionId = 'p1';
  expect(targetsInWords(plan, ALL)).toBe('3 个下级地区、2 个单位；实地督查 3 个');
  expect(planForm(plan, ALL)).toMatchObject({
    teams: [{ name: '第一组', leaderPositionId: 'p1', members: ['督查室', '双拥办'] }, { name: '第二组' }],
    targets: [
      { regionCode: '640402', team: 1, method: 'visit' },
      { regionCode: '640422', team: 2, method: 'visit' },
      { regionCode: '640423', team: 1, method: 'visit' },
      { unitId: 'a', team: 2, method: 'material' },
      { unitId: 'b', team: 2, method: 'material' },
    ],
  });
  Object.assign(plan, withoutTeam(plan, 1));
  expect(plan.teams).toHaveLength(1);
  expect(new Set(Object.values(plan.targets).map(({ team }) => team))).toEqual(new Set([1]));
  // What was not filled in is the API's to ask for, not an empty text.
  expect(planForm(plan, ALL)).not.toHaveProperty('title');
});
