import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { FACT_KINDS, FACT_LABELS, factLabel } from '../../../domain/history/fact-kinds.js';
import { privateSteps } from '../../../domain/history/private-steps.js';
import { sentenceOfFact, type Fact, type Telling } from '../../../domain/history/sentence.js';

const telling: Telling = {
  blueprint: blueprintOf('needItem'),
  unit: (id) => `〔${id}〕`,
  position: (id) => `〔${id}〕`,
  region: (code) => `〔${code}〕`,
};
const actor = { personName: '李联络', positionTitle: '联络员', unitName: '县教育局' };
const tell = (fact: Partial<Fact> & { kind: string }) =>
  sentenceOfFact({ actor: null, body: {}, ...fact }, telling);

/** Kinds of facts as they stand in the code that writes them. */
function writtenKinds(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync('database', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.includes('seeds') || name.includes('migrations')) continue;
    const code = readFileSync(join('database', name), 'utf8');
    for (const [, kind] of code.matchAll(/kind: '(\w+)',\s*(?:actor\b|body\b)/g)) found.add(kind as string);
    for (const [, table] of code.matchAll(/FACT_KINDS[^=]*= \{([^}]*)\}/g))
      for (const [, kind] of (table as string).matchAll(/: '(\w+)'/g)) found.add(kind as string);
  }
  return [...found];
}

test('every fact the engine writes has a label and a sentence, and nothing else has', () => {
  const written = writtenKinds();
  expect(written.filter((kind) => !Object.hasOwn(FACT_LABELS, kind))).toEqual([]);
  expect(FACT_KINDS.filter((kind) => !written.includes(kind))).toEqual([]);
});

describe('a sentence', () => {
  it.each(FACT_KINDS)('of %s is Chinese and whole even when its fact says nothing', (kind) => {
    const sentence = tell({ kind });
    expect(sentence).toMatch(/^[^a-z{}]*。$/);
    expect(sentence).not.toMatch(/undefined|null|NaN/);
  });

  it('says who decided what, as whom, with which opinion', () => {
    const body = { step: 'confirm', round: 1, decision: 'returned', opinion: '管网没有接通。', unitId: 'u' };
    expect(tell({ kind: 'decided', actor, body })).toBe(
      '县教育局联络员李联络在“提出单位确认”作出“退回再办”，意见：管网没有接通。',
    );
    expect(
      tell({ kind: 'decided', actor: { ...actor, actingFor: '王主任' }, body: { ...body, late: true } }),
    ).toContain('县教育局联络员王主任（李联络代）在“提出单位确认”（补办）');
  });

  it('names who was told of a rung', () => {
    const body = {
      step: 'solve',
      checkpoint: 'rung:2',
      unitIds: ['housing'],
      told: [{ unit: '县双拥办', title: '主任', people: ['张主任'] }],
    };
    expect(tell({ kind: 'escalated', body })).toBe(
      '〔housing〕的“办理”逾期未办，第 2 级督办，已告知县双拥办主任张主任。',
    );
  });

  it('writes a legal day as a day, and an hour as an hour', () => {
    const body = {
      step: 'solve',
      unitId: 'u',
      from: '2027-02-28T15:59:59.999Z',
      to: '2027-03-05T17:30:00+08:00',
    };
    expect(tell({ kind: 'deadlineMoved', body })).toBe(
      '〔u〕“办理”的时限由2027年2月28日改为2027年3月5日 17:30。',
    );
  });

  it('says from whom to whom work went, whether the post stays or another takes it', () => {
    const body = { positionId: 'p', assignmentIds: ['a', 'b'], reason: '退休', successorId: null };
    const names = { personName: '王主任', successorName: '赵主任' };
    expect(tell({ kind: 'positionHandedOver', actor, body: { ...body, ...names } })).toBe(
      '县教育局联络员李联络将〔p〕王主任名下的 2 项未办任务移交赵主任，理由：退休。',
    );
    expect(tell({ kind: 'positionHandedOver', actor, body: { ...body, successorId: 'q' } })).toBe(
      '县教育局联络员李联络将〔p〕名下的 2 项未办任务移交〔q〕，理由：退休。',
    );
  });

  it('shortens a long list of units', () => {
    const owners = Array.from({ length: 29 }, (_, i) => ({ unitId: `u${i}` }));
    expect(tell({ kind: 'stepOpened', body: { step: 'cooperate', owners } })).toContain(
      '〔u0〕、〔u1〕、〔u2〕等 29 个办理',
    );
  });

  it('of a kind this version does not know is readable', () => {
    expect(factLabel('paused')).toBe('其他记录');
    expect(tell({ kind: 'paused', actor, body: { step: 'solve' } })).toBe(
      '县教育局联络员李联络在“办理”有一条本版本不能解读的记录（paused）。',
    );
  });

  it('of a process or step this version no longer has still names them', () => {
    const old: Telling = { ...telling, blueprint: undefined };
    expect(
      sentenceOfFact({ kind: 'stepClosed', actor: null, body: { step: 'vote', outcome: 'passed' } }, old),
    ).toBe('“vote”环节结束：passed。');
  });
});

test('only steps in which units hand in lists are private', () => {
  expect(privateSteps(blueprintOf('dualList'))).toEqual(['collect']);
  expect(privateSteps(blueprintOf('needItem'))).toEqual([]);
});
