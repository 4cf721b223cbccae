import { expect, test } from 'vitest';
import { handOvers, positionChoices, unitGroups, vacancies } from './organisation-tree.js';

test('units stand under their kinds, the leading group first, in their own order', () => {
  const groups = unitGroups([
    { id: '1', kind: 'township' },
    { id: '2', kind: 'member' },
    { id: '3', kind: 'leadingGroup' },
    { id: '4', kind: 'member' },
  ]);
  expect(groups.map(({ label, units }) => [label, units.map(({ id }) => id)])).toEqual([
    ['领导小组', ['3']],
    ['成员单位', ['2', '4']],
    ['乡镇（街道）', ['1']],
  ]);
});

test('a kind of unit offers only its own positions', () => {
  expect(positionChoices('military').map(({ label }) => label)).toEqual(['分管领导', '部队联络员']);
});

test('a position without a holder is vacant', () => {
  const posts = [
    { kind: 'liaison', title: '联络员', holders: [] },
    { kind: 'unitLeader', title: '分管领导', holders: [{}] },
  ];
  expect(vacancies(posts).map(({ title }) => title)).toEqual(['联络员']);
});

test('what is handed over: each position once, with its open work', () => {
  const held = (positionId: string, title: string) => ({ positionId, title, unitName: '县教育局' });
  const open = [{ positionId: 'b' }, { positionId: 'b' }, { positionId: 'x' }];
  expect(handOvers([held('a', '联络员'), held('b', '分管领导'), held('b', '分管领导')], open)).toEqual([
    { positionId: 'a', unitName: '县教育局', title: '联络员', open: 0 },
    { positionId: 'b', unitName: '县教育局', title: '分管领导', open: 2 },
  ]);
});
