import { describe, expect, test } from '@jest/globals';
import { inspectionProcedure } from '../../workflows/inspection.workflow.js';
import { workPointProcedure } from '../../workflows/work-point.workflow.js';
import { workPointsProcedure } from '../../workflows/work-points.workflow.js';
import { walk } from './walk.js';

const PLAIN = { processId: 'x', year: 2027 };

describe('workPoints, path by path', () => {
  const own = { ...PLAIN, fromAbove: false, drafted: false };
  const delivered = '(receipts) <mattersClosed> [receipts] <receivedBelow>';
  test.each<[string, object, string[], string, string | null]>([
    ['drafted by the office', own, ['drafted', 'approved'], `draft approve ${delivered}`, 'finished'],
    ['launched with its points', { ...own, drafted: true }, ['approved'], `approve ${delivered}`, 'finished'],
    [
      'launched with its points, returned',
      { ...own, drafted: true },
      ['returned', 'drafted', 'approved'],
      `approve draft approve ${delivered}`,
      'finished',
    ],
    [
      'from above, returned to the split',
      { ...own, fromAbove: true },
      ['split', 'returned', 'split', 'approved'],
      `split approve split approve ${delivered}`,
      'finished',
    ],
    ['the draft is taken back', own, ['drafted', 'withdrawn'], 'draft approve draft', null],
    ['nobody to ask today', own, ['nobodyToAsk', 'drafted'], 'draft draft approve', null],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(workPointsProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

describe('workPoint, path by path', () => {
  const begun = { ...PLAIN, begunOn: '2026-12-31', reportsFrom: ['2027-03-17T01:00:00.000Z'] };
  test.each<[string, object, string[], string, string | null]>([
    ['straight', begun, ['completed', 'closed'], '(cooperate) complete review', 'finished'],
    [
      'returned by the office',
      begun,
      ['completed', 'returned', 'completed', 'closed'],
      '(cooperate) complete review (cooperate) complete review',
      'finished',
    ],
    [
      'taken back',
      begun,
      ['completed', 'withdrawn'],
      '(cooperate) complete review (cooperate) complete',
      null,
    ],
    [
      'begun within the last days of a quarter: its report is asked for at once, the next at its time',
      { ...begun, reportsFrom: ['2026-12-17T01:00:00.000Z'] },
      ['completed'],
      '(progress) (cooperate) complete review',
      null,
    ],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(workPointProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

describe('inspection, path by path', () => {
  const begun = 'approve (notified) (submit) visit';
  const signed = 'findings draft review sign issue (receipts) <rectified> [receipts]';
  test.each<[string, string[], string, string | null]>([
    [
      'the straight way',
      ['approved', 'visited', 'entered', 'drafted', 'approved', 'signed', 'issued'],
      `${begun} [submit] ${signed}`,
      'finished',
    ],
    ['not held', ['refused'], 'approve', 'refused'],
    [
      'the plan goes back once',
      ['returned', 'submitted', 'approved', 'visited'],
      'approve plan approve (notified) (submit) visit [submit] findings',
      null,
    ],
    [
      'back to the visits: nobody hands in his material again',
      ['approved', 'recorded', 'return:visit', 'visited'],
      `${begun} [submit] findings visit [submit] findings`,
      null,
    ],
    [
      'the signature finds a fault in the findings',
      ['approved', 'visited', 'entered', 'drafted', 'approved', 'return:findings', 'entered'],
      `${begun} [submit] findings draft review sign findings draft`,
      null,
    ],
  ])('%s', async (_, script, expected, outcome) => {
    const { path, end } = await walk(inspectionProcedure as never, PLAIN, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});
