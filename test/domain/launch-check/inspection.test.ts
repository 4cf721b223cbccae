import { expect, it } from '@jest/globals';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { checkPlan } from '../../../domain/launch-check/check-plan.js';
import { projectPlan } from '../../../domain/launch-check/project-plan.js';
import { FACTS, given } from './fixtures.js';

const [leader] = FACTS.positions;
const inspection = (form: object = {}): PlanEntry =>
  ({
    ...{ key: 'inspection', kind: 'inspection', date: '2024-09-02', title: '督查' },
    form: {
      ...{ title: '督查', basis: '安排', requirements: '如实准备。', dimensions: [] },
      ...{ materialDueDate: '2024-09-13', fromDate: '2024-09-18', toDate: '2024-09-20' },
      teams: [{ name: '第一组', leaderPositionId: leader!.id, members: [] }],
      targets: [
        { regionCode: '53092501', team: 1, method: 'visit' },
        { unitId: 'finance', team: 1, method: 'material' },
      ],
      ...form,
    },
  }) as unknown as PlanEntry;

it('an inspection is foreseen: material and visits by the plan’s days, what follows at the latest', () => {
  const { obligations } = projectPlan(given({ entries: [inspection()] }));
  const asked = obligations.map(({ step, opens, due }) => `${step} ${opens.slice(5)} ${due?.slice(5)}`);
  expect(asked).toContain('approve 09-02 09-05');
  expect(asked).toContain('submit 09-05 09-13');
  expect(asked).toContain('visit 09-18 09-20');
  expect(asked.at(-1)).toMatch(/^receipts /u);
});

it('who its teams and targets name is looked at like everybody a form names, at his place', () => {
  const found = (form: object) =>
    checkPlan(given({ entries: [inspection(form)] })).map(({ code, where }) => `${code} ${where}`);
  expect(found({})).not.toContain('positionUnknown entries[0].form.teams[0].leaderPositionId');
  const team = { name: '第一组', members: [], leaderPositionId: 'liaison@finance' };
  expect(found({ teams: [team] })).toContain('positionUnknown entries[0].form.teams[0].leaderPositionId');
  const targets = [
    { regionCode: '53092501', team: 1, method: 'visit' },
    { unitId: 'elsewhere', team: 1, method: 'visit' },
  ];
  expect(found({ targets })).toContain('unitUnknown entries[0].form.targets[1].unitId');
  // Whatever stands there: nothing of it throws.
  expect(() => found({ teams: 7, targets: [null, 'x', { unitId: 3 }] })).not.toThrow();
});
