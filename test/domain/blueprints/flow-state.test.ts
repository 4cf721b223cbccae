import { describe, expect, test } from '@jest/globals';
import type { ProcessBlueprint } from '../../../domain/blueprints/blueprint.js';
import { flowState, type StepRound } from '../../../domain/blueprints/flow-state.js';
import { flowEdges, flowNodes } from '../../../domain/blueprints/flow.js';
import { BLUEPRINTS, type ProcessKind } from '../../../domain/blueprints/index.js';

const day = (n: number): Date => new Date(Date.UTC(2027, 0, n));

/** `claim 2-5 claimed`: opened on the 2nd, closed on the 5th with this outcome; `solve 6`: open since the 6th. */
function standingOf(kind: ProcessKind, rounds: string[], ended?: [at: number, outcome: string]) {
  const blueprint = BLUEPRINTS[kind] as ProcessBlueprint;
  const nodes = flowNodes(blueprint);
  const edges = flowEdges(blueprint);
  const steps = rounds.map((text, at): StepRound => {
    const [key = '', span = '', outcome = null] = text.split(' ');
    const [from, to] = span.split('-');
    return {
      id: String(at),
      key,
      openedAt: day(Number(from)),
      closedAt: to === undefined ? null : day(Number(to)),
      outcome,
    };
  });
  const state = flowState(nodes, edges, {
    launchedAt: day(1),
    endedAt: ended ? day(ended[0]) : null,
    outcome: ended?.[1] ?? null,
    steps,
  });
  const keys = (wanted: string): string[] =>
    nodes.filter(({ key }) => state.nodes.get(key) === wanted).map(({ key }) => key);
  return {
    keys,
    way: edges.filter((_, at) => state.taken[at]).map(({ from, to }) => `${from}→${to}`),
  };
}

describe('needItem', () => {
  test('being solved: what is lit, what lies ahead, what it will not see', () => {
    const { keys, way } = standingOf('needItem', ['claim 1-2 claimed', 'cooperate 2', 'solve 2']);
    expect(keys('current')).toEqual(['solve', 'cooperate']);
    expect(keys('done')).toEqual(['begin', 'claim']);
    expect(keys('notTaken')).toEqual(
      ['receive', 'claim', 'propose', 'assign'].filter((key) => key !== 'claim'),
    );
    expect(keys('notYet')).toEqual(expect.arrayContaining(['confirm', 'close', 'end:finished']));
    expect(way).toEqual(['begin→claim', 'claim→solve', 'solve→cooperate']);
  });

  test('reported up, it waits for an answer that no step of its own is open for', () => {
    const { keys } = standingOf('needItem', [
      'claim 1-2 claimed',
      'solve 2-3 cannotSolve',
      'reportUp 3-4 reported',
    ]);
    expect(keys('current')).toEqual(['answered']);
  });

  test('answered, and sent round again: the answer has come, each way was taken', () => {
    const { keys, way } = standingOf('needItem', [
      'claim 1-2 claimed',
      'solve 2-3 cannotSolve',
      'reportUp 3-4 reported',
      'relay 5-6 continued',
      'solve 6',
    ]);
    expect(keys('current')).toEqual(['solve']);
    expect(keys('done')).toEqual(expect.arrayContaining(['answered', 'relay', 'reportUp']));
    expect(way).toEqual([
      'begin→claim',
      'claim→solve',
      'solve→reportUp',
      'reportUp→answered',
      'relay→solve',
      'answered→relay',
    ]);
  });

  test('taken back, it did not come the way that is no decision', () => {
    const { way } = standingOf('needItem', ['claim 1-2 claimed', 'solve 2-3 withdrawn', 'claim 3']);
    expect(way).toEqual(['begin→claim', 'claim→solve']);
  });

  test('closed: nothing lies ahead any more', () => {
    const { keys, way } = standingOf(
      'needItem',
      ['claim 1-2 claimed', 'solve 2-3 solved', 'confirm 3-4 satisfied', 'close 4-5 closed'],
      [5, 'finished'],
    );
    expect(keys('done')).toEqual(['begin', 'claim', 'solve', 'confirm', 'close', 'end:finished']);
    expect([...keys('current'), ...keys('notYet')]).toEqual([]);
    expect(way).toContain('close→end:finished');
    expect(way).not.toContain('solve→answer');
  });
});

describe('dualList', () => {
  test('between its steps nothing is lit, and the rest of the year lies ahead', () => {
    const { keys } = standingOf('dualList', ['collect 1-2 deadline', 'compile 2-3 compiled']);
    expect(keys('current')).toEqual([]);
    expect(keys('notYet')).toEqual(['circular', 'carryOver', 'filedLate', 'end:finished']);
  });

  test('late lists show once they are compiled', () => {
    const { keys, way } = standingOf('dualList', [
      'collect 1-2 deadline',
      'compile 2-3 compiled',
      'compile 8',
    ]);
    expect(keys('current')).toEqual(['compile']);
    expect(keys('done')).toContain('filedLate');
    expect(way).toEqual(expect.arrayContaining(['compile→filedLate', 'filedLate→compile']));
  });
});

test('a campaign has as many steps lit as it has stages under way', () => {
  const { keys } = standingOf('campaign', [
    'mobilise 1-2 confirmed',
    'closeMobilise 2',
    'visit 2',
    'inspect 3',
  ]);
  expect(keys('current')).toEqual(['closeMobilise', 'visit', 'inspect']);
});
