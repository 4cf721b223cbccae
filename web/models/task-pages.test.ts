import { expect, test } from 'vitest';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { taskPage } from './task-pages.js';

const task = { processId: 'x', unitId: 'u' };
const own = (kind: 'inspection' | 'evaluation') =>
  Object.keys(BLUEPRINTS[kind].steps)
    .filter((step) => taskPage({ ...task, kind, step }))
    .sort();

test('what is no form of fields is done on a page of its own', () => {
  expect(own('inspection')).toEqual(['draft', 'findings', 'plan', 'visit']);
  expect(own('evaluation')).toEqual(['answer', 'object', 'review', 'selfAssess']);
  expect(taskPage({ ...task, kind: 'inspection', step: 'findings' })?.to).toBe('/inspections/x?tab=matrix');
  expect(taskPage({ ...task, kind: 'evaluation', step: 'selfAssess' })?.to).toBe('/evaluations/x/subjects/u');
  expect(taskPage({ ...task, kind: 'circular', step: 'draft' })).toBeUndefined();
});
