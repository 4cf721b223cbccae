import { describe, expect, test } from '@jest/globals';
import { coordinationGroupProcedure } from '../../workflows/coordination-group.workflow.js';
import { coordinationMatterProcedure } from '../../workflows/coordination-matter.workflow.js';
import { liaisonFilingProcedure } from '../../workflows/liaison-filing.workflow.js';
import { walk } from './walk.js';

describe('coordinationMatter, path by path', () => {
  const of = (urgency: string) => ({ processId: 'x', year: 2027, urgency });
  test.each<[string, object, string[], string, string | null]>([
    [
      'the straight way, at night',
      of('flash'),
      ['flash', 'reported', 'satisfied', 'reviewed'],
      'urgentTriage flashTasks confirm review',
      'finished',
    ],
    [
      'proposed as ordinary, found urgent',
      of('ordinary'),
      ['urgent', 'reported', 'returned'],
      'triage urgentTasks confirm urgentTriage',
      null,
    ],
    [
      'proposed as 特急, found ordinary; handed out again in working days',
      of('flash'),
      ['ordinary', 'unable', 'returned', 'ordinary'],
      'urgentTriage ordinaryTasks confirm triage ordinaryTasks',
      null,
    ],
    [
      'the 组长 decides',
      of('urgent'),
      ['referred', 'urgent', 'released', 'closedByOffice', 'reviewed'],
      'urgentTriage urgentDirect urgentTasks confirm review',
      'finished',
    ],
    ['refused', of('ordinary'), ['refused', 'accepted'], 'triage refusal', 'refused'],
    ['refused, and nobody answers', of('ordinary'), ['refused', 'unanswered'], 'triage refusal', 'refused'],
    [
      'refused at night, taken to the 组长',
      of('flash'),
      ['refused', 'appealed', 'flash'],
      'urgentTriage refusal urgentDirect flashTasks',
      null,
    ],
    [
      'confirmed too early, taken back',
      of('ordinary'),
      ['ordinary', 'reported', 'satisfied', 'withdrawn'],
      'triage ordinaryTasks confirm review confirm',
      null,
    ],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(coordinationMatterProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

test('liaisonFiling and coordinationGroup go on until the year is over', async () => {
  const year = { processId: 'x', year: 2027 };
  expect(await walk(liaisonFilingProcedure as never, year, ['deadline', 'confirmed'])).toEqual({
    path: ['file', 'confirm'],
    end: 'finished',
  });
  expect(
    await walk(coordinationGroupProcedure as never, year, ['composed', 'returned', 'composed', 'approved']),
  ).toEqual({ path: ['compose', 'approve', 'compose', 'approve', '(receipts)'], end: 'finished' });
});
