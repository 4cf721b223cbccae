import { expect, test } from 'vitest';
import { launchRegion } from './launching.js';

const office = { kind: 'officeStaff', unitKind: 'office', regionCode: '530925' };
const military = { kind: 'militaryLiaison', unitKind: 'military', regionCode: '530925' };
const liaison = { kind: 'liaison', unitKind: 'member', regionCode: '530925' };

test('the office launches, the army raises coordination matters, nobody launches what a process does', () => {
  expect(launchRegion([liaison, office], 'topicalConsultation')).toBe('530925');
  expect(launchRegion([military], 'coordinationMatter')).toBe('530925');
  expect(launchRegion([military], 'circular')).toBeUndefined();
  expect(launchRegion([liaison], 'coordinationMatter')).toBeUndefined();
  expect(launchRegion([office], 'decidedMatter')).toBeUndefined();
});
