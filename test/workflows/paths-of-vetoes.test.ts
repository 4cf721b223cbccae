import { describe, expect, test } from '@jest/globals';
import { vetoCorrectionProcedure } from '../../workflows/veto-correction.workflow.js';
import { vetoEventProcedure } from '../../workflows/veto-event.workflow.js';
import { vetoWatchProcedure } from '../../workflows/veto-watch.workflow.js';
import { walk } from './walk.js';

const INPUT = { processId: 'x', year: 2027 };

describe('vetoEvent, path by path', () => {
  // A walk has one thing planned: what is frozen is looked at again once.
  const frozen = '(receipts) reconsider settle (receipts) [receipts]';
  test.each<[string, string[], string, string | null]>([
    [
      'frozen, then given back',
      ['confirmed', 'stated', 'proposed', 'confirmed', 'proposed', 'approved'],
      `verify hear propose decide ${frozen}`,
      'finished',
    ],
    ['its subject says nothing', ['confirmed', 'silent', 'proposed'], 'verify hear propose decide', null],
    ['it is none', ['unfounded'], 'verify', 'unfounded'],
    [
      'it does not count',
      ['confirmed', 'stated', 'proposed', 'rejected'],
      'verify hear propose decide',
      'notCounted',
    ],
    [
      'the leader sends the proposal back, the director takes it back',
      ['confirmed', 'stated', 'proposed', 'returned', 'proposed', 'withdrawn', 'proposed'],
      'verify hear propose decide propose decide propose decide',
      null,
    ],
    [
      'sent back as far as the verification',
      ['confirmed', 'stated', 'proposed', 'return:verify', 'confirmed'],
      'verify hear propose decide verify hear',
      null,
    ],
    [
      'the reconsideration is sent back',
      ['confirmed', 'stated', 'proposed', 'confirmed', 'proposed', 'returned'],
      'verify hear propose decide (receipts) reconsider settle reconsider',
      null,
    ],
  ])('%s', async (_, script, expected, outcome) => {
    const { path, end } = await walk(vetoEventProcedure as never, INPUT, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

test.each<[string[], string, string | null]>([
  [['proposed', 'takenBack'], 'review decide (receipts) [receipts]', 'finished'],
  [['proposed', 'refused'], 'review decide', 'refused'],
  [['dropped'], 'review', 'dropped'],
  [['proposed', 'withdrawn', 'dropped'], 'review decide review', 'dropped'],
])('vetoCorrection: %s', async (script, expected, outcome) => {
  const { path, end } = await walk(vetoCorrectionProcedure as never, INPUT, script);
  expect(path.join(' ')).toBe(expected);
  expect(end).toBe(outcome);
});

test('vetoWatch ends when every quarter is declared', async () => {
  const declared = ['declared', 'declared', 'declared', 'declared'];
  const { path, end } = await walk(vetoWatchProcedure as never, INPUT, declared);
  expect([path.sort().join(' '), end]).toEqual(['quarter1 quarter2 quarter3 quarter4', 'finished']);
});
