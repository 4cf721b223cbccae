import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  SENDING,
  SIGNING,
  type ProcessBlueprint,
  type SignRule,
  type StepAction,
} from '../../domain/blueprints/blueprint.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { LEDGER_STATES } from '../../domain/blueprints/need-item.blueprint.js';
import { CATALOGUE } from '../../domain/errors/catalogue.js';
import { FACT_KINDS } from '../../domain/history/fact-kinds.js';
import { ITEM_KINDS } from '../../domain/needs/item-kinds.js';
import { POSITION_KINDS, UNIT_KINDS } from '../../domain/organisation/kinds.js';

// Prettier pads the cells of its tables.
const glossary = readFileSync('docs/glossary.md', 'utf8').replace(/ +\|/g, ' |');

/** Total: a new sign rule does not compile until it stands here, and then fails until it stands in the glossary. */
const SIGN_RULES: Record<SignRule, true> = {
  single: true,
  claim: true,
  all: true,
  any: true,
  share: true,
  order: true,
  collect: true,
};

const processes: ProcessBlueprint[] = Object.values(BLUEPRINTS);

/** Words that are not there as `code`. */
function missing(words: readonly string[], text = glossary): string[] {
  return words.filter((word) => !text.includes(`\`${word}\``));
}

/** What a step offers and its row does not say, each by its name or by the word for what is offered throughout. */
function notOffered(actions: readonly StepAction[], row: string): string[] {
  const sets = { signing: SIGNING, sending: SENDING };
  const said = Object.entries(sets).flatMap(([word, set]) => (row.includes(`\`${word}\``) ? set : []));
  return missing(
    actions.filter((action) => !said.includes(action)),
    row,
  );
}

/** The lines between the heading that names the process and the next heading. */
function sectionOf(kind: string): string {
  const section = glossary.split(/^## /m).find((part) => part.split('\n')[0]?.includes(`\`${kind}\``));
  if (section === undefined) throw new Error(`docs/glossary.md has no heading with \`${kind}\``);
  return section;
}

test.each(processes.map((blueprint) => [blueprint.kind, blueprint] as const))(
  '%s: each step in a row with its label, owner, rule, decisions and actions',
  (kind, blueprint) => {
    const rows = sectionOf(kind).split('\n');
    for (const [key, step] of Object.entries(blueprint.steps)) {
      const row = rows.find((line) => line.startsWith(`| ${step.label} | \`${key}\` |`)) ?? '';
      const outcome = step.atDeadline ? [step.atDeadline.outcome] : [];
      const words = [step.owner, step.rule, ...Object.keys(step.decisions), ...outcome];
      const left = [...missing(words, row), ...notOffered(step.actions, row)];
      expect({ key, missing: left }).toEqual({ key, missing: [] });
    }
    expect(missing(Object.keys(blueprint.outcomes), sectionOf(kind))).toEqual([]);
  },
);

test('no step is told of that the blueprints do not have', () => {
  for (const { kind, steps } of processes) {
    const told = [...sectionOf(kind).matchAll(/^\| [^|]+ \| `(\w+)` \| `\w+`, `\w+` \|/gm)].map(
      ([, key]) => key,
    );
    expect(told.sort()).toEqual(Object.keys(steps).sort());
  }
});

test('every ledger state stands with its word', () => {
  const absent = Object.entries(LEDGER_STATES).filter(
    ([state, word]) => !glossary.includes(`| ${word} | \`${state}\` |`),
  );
  expect(absent).toEqual([]);
});

test.each([
  ['kinds of positions', POSITION_KINDS],
  ['kinds of units', UNIT_KINDS],
  ['sign rules', Object.keys(SIGN_RULES)],
  ['kinds of items', Object.values(ITEM_KINDS).flatMap((kinds) => Object.keys(kinds))],
  ['kinds of refusals', [...new Set(Object.values(CATALOGUE).map(({ kind }) => kind))]],
  ['facts in the record', FACT_KINDS],
] as const)('all %s are in the glossary', (_, words) => {
  expect(missing(words)).toEqual([]);
});

test('every error code that is named exists', () => {
  const codes = [...glossary.matchAll(/`([A-Z][A-Z_]+)(\*?)`/g)].map(([, name = '', star = '']) => ({
    name,
    star,
  }));
  const known = Object.keys(CATALOGUE);
  const unknown = codes.filter(({ name, star }) =>
    star === ''
      ? !known.includes(name) && name !== 'URGENT_LADDER'
      : !known.some((code) => code.startsWith(name)),
  );
  expect(codes.length).toBeGreaterThan(10);
  expect(unknown).toEqual([]);
});
