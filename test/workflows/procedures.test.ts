import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import ts from 'typescript';
import type { ProcessBlueprint, StepBlueprint } from '../../domain/blueprints/blueprint.js';
import { EXTENSION_STEP } from '../../domain/blueprints/extension.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import * as workflows from '../../workflows/index.js';
import { needItemProcedure } from '../../workflows/need-item.workflow.js';
import { explore, outcomesOf, procedures } from './explore.js';
import { walk } from './walk.js';

/** The object literals of `decided(item, 'key', { outcome: next })` in a workflow's source. */
function mappedIn(file: string): Map<string, string[]> {
  const path = join(process.cwd(), 'workflows', file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, string[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'decided') {
      const [, key, map] = node.arguments;
      if (key && ts.isStringLiteral(key) && map && ts.isObjectLiteralExpression(map))
        found.set(
          key.text,
          map.properties.map((property) => property.name?.getText() ?? ''),
        );
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('every process has its workflow, and every workflow of a process has its blueprint', () => {
  expect(procedures.map(([kind]) => kind).sort()).toEqual(Object.keys(BLUEPRINTS).sort());
  for (const kind of Object.keys(BLUEPRINTS)) expect(workflows).toHaveProperty(kind);
});

describe.each(procedures)('%s', (kind, procedure, inputs) => {
  const blueprint = BLUEPRINTS[kind as keyof typeof BLUEPRINTS] as ProcessBlueprint;

  const explored = async () => {
    const opened = new Set<string>();
    const taken = new Set<string>();
    const ends = new Set<string>();
    for (const input of inputs)
      for (const { path, script, end, choice } of await explore(procedure, blueprint, input)) {
        for (const key of path) if (!/^[<[]/.test(key)) opened.add(key.replace(/[()]/g, ''));
        if (script.length > 0) taken.add(choice);
        if (end !== null) ends.add(end);
      }
    return { opened, taken, ends };
  };

  it('opens only steps of its blueprint, and every one of them on some path', async () => {
    expect(procedure.blueprint).toBe(blueprint);
    const { opened } = await explored();
    // Requests for more time are opened by the step engine itself.
    const own = Object.keys(blueprint.steps).filter((key) => key !== EXTENSION_STEP);
    expect([...opened].sort()).toEqual(own.sort());
  });

  it('takes every decision of every step it waits for, and ends as the blueprint says', async () => {
    const { taken, ends } = await explored();
    for (const [key, step] of Object.entries(blueprint.steps)) {
      // Nobody waits for what runs beside the main line.
      if (step.beside) continue;
      for (const outcome of outcomesOf(step))
        expect(
          [...taken].some((choice) => choice.endsWith(` ${key} ${outcome}`)) && `${key} ${outcome}`,
        ).toBe(`${key} ${outcome}`);
    }
    for (const end of ends) expect(blueprint.outcomes).toHaveProperty(end);
    expect(ends).toContain('finished');
  });
});

test('needItem names, for each step, exactly the outcomes that its blueprint has', () => {
  const mapped = mappedIn('need-item.workflow.ts');
  const waitedFor = Object.entries(BLUEPRINTS.needItem.steps as Record<string, StepBlueprint>).filter(
    ([key]) => key !== EXTENSION_STEP && key !== 'cooperate',
  );
  expect([...mapped.keys()].sort()).toEqual(waitedFor.map(([key]) => key).sort());
  for (const [key, step] of waitedFor)
    expect([key, mapped.get(key)?.sort()]).toEqual([key, outcomesOf(step).sort()]);
});

describe('needItem, path by path', () => {
  const own = { processId: 'x', year: 2027, reportedUp: false };
  const above = { ...own, reportedUp: true };
  test.each<[string, object, string[], string, string | null]>([
    [
      'the straight way',
      own,
      ['claimed', 'solved', 'satisfied', 'closed'],
      'claim (cooperate) solve confirm close',
      'finished',
    ],
    [
      'nobody claims',
      own,
      ['unclaimed', 'proposed', 'assigned'],
      'claim propose assign (cooperate) solve',
      null,
    ],
    [
      'the leader sends the proposal back',
      own,
      ['unclaimed', 'proposed', 'returned', 'proposed'],
      'claim propose assign propose assign',
      null,
    ],
    [
      'the claim is taken back',
      own,
      ['claimed', 'withdrawn', 'claimed'],
      'claim (cooperate) solve claim (cooperate) solve',
      null,
    ],
    [
      'taken back, then nobody claims',
      own,
      ['claimed', 'withdrawn', 'unclaimed'],
      'claim (cooperate) solve claim propose',
      null,
    ],
    [
      'the result is taken back',
      own,
      ['claimed', 'solved', 'withdrawn'],
      'claim (cooperate) solve confirm (cooperate) solve',
      null,
    ],
    [
      'through the government',
      own,
      ['claimed', 'needsGovernment', 'directed'],
      'claim (cooperate) solve government (cooperate) solve',
      null,
    ],
    [
      'through a topical consultation, twice',
      own,
      ['claimed', 'needsConsultation', 'needsConsultation', 'solved'],
      'claim (cooperate) solve <consulted> (cooperate) solve <consulted> (cooperate) solve confirm',
      null,
    ],
    [
      'taken back after the consultation',
      own,
      ['claimed', 'needsConsultation', 'withdrawn', 'solved'],
      'claim (cooperate) solve <consulted> (cooperate) solve <consulted> (cooperate) solve confirm',
      null,
    ],
    [
      'the government cannot either',
      own,
      ['claimed', 'needsGovernment', 'cannotSolve'],
      'claim (cooperate) solve government reportUp',
      null,
    ],
    [
      'reported up and answered',
      own,
      ['claimed', 'cannotSolve', 'reported', 'relayed', 'satisfied'],
      'claim (cooperate) solve reportUp <answered> relay confirm close',
      null,
    ],
    [
      'not reported after all',
      own,
      ['claimed', 'cannotSolve', 'returned'],
      'claim (cooperate) solve reportUp (cooperate) solve',
      null,
    ],
    [
      'the answer is carried out here',
      own,
      ['claimed', 'cannotSolve', 'reported', 'continued'],
      'claim (cooperate) solve reportUp <answered> relay (cooperate) solve',
      null,
    ],
    [
      'returned twice by who raised it',
      own,
      ['claimed', 'solved', 'returned', 'solved', 'returned'],
      'claim (cooperate) solve confirm (cooperate) solve confirm (cooperate) solve',
      null,
    ],
    [
      'closed for a silent unit',
      own,
      ['claimed', 'solved', 'closedByOffice', 'closed'],
      'claim (cooperate) solve confirm close',
      'finished',
    ],
    [
      'the office finds it unfinished',
      own,
      ['claimed', 'solved', 'satisfied', 'returned'],
      'claim (cooperate) solve confirm close (cooperate) solve',
      null,
    ],
    ['above: answered at once', above, ['answered'], 'receive', 'answered'],
    [
      'above: solved here',
      above,
      ['arranged', 'claimed', 'solved', 'answered'],
      'receive claim (cooperate) solve answer',
      'answered',
    ],
    [
      'above: further up',
      above,
      ['cannotSolve', 'relayed', 'answered'],
      'receive <answered> relay answer',
      'answered',
    ],
    [
      'nobody there to ask',
      own,
      ['nobodyToAsk', 'nobodyToAsk', 'claimed'],
      'claim claim claim (cooperate) solve',
      null,
    ],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(needItemProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});
