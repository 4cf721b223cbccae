import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import { figuresAt } from '../../../database/circulars/freeze-figures.js';
import { joinCollection, leaveCollection, handOver } from '../../../database/steps/participants.js';
import { actorOf, type Signer } from '../../../database/steps/acting.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { countsByUnit, countsOf } from '../../../domain/circulars/figures.js';
import type { IssuedContent } from '../../../domain/documents/document.js';
import { at, codeOf, createWorld, decide, filed, itemOfArmy, zero, type World } from '../steps/world.js';
import { launchCircular, signStep } from './circular-world.js';

let world: World;
let education: string;
let housing: string;
let circular: string;
let listId: string;

/** The county's year until August 1: lists filed in and out of time, one item closed, one overdue, one nobody claimed. */
beforeAll(async () => {
  world = await createWorld();
  education = await world.unit('县教育体育局');
  housing = await world.unit('县住建局');
  const year = await world.launch(at('2027-01-11T09:00'));
  listId = year.listId;
  await world.sign(
    'liaison.garrison',
    year.collect,
    itemOfArmy('子女入学', '家属就业', '道路整修'),
    at('2027-01-12T09:00'),
  );
  await world.sign('liaison.education', year.collect, zero, at('2027-02-01T09:00'));
  await world.serve(at('2027-03-01T09:00'));
  await world.sign('liaison.housing', year.collect, zero, at('2027-03-05T09:00'));
  const compile = await world.open(listId, 'compile', at('2027-03-08T09:00'));
  const nothing = { merge: [], classify: [], propose: [] };
  await world.sign('office', compile, decide('compiled', nothing), at('2027-03-09T09:00'));
  await solve(await itemId('子女入学'), 'leader2', { limitDate: '2027-06-30' }, true);
  await solve(await itemId('家属就业'), 'leader3', { limitDate: '2027-05-31' }, false);
  circular = await launchCircular(
    world,
    'office',
    { title: '上半年重点工作通报', circularKind: 'keyWork' },
    at('2027-08-02T09:00'),
  );
});
afterAll(() => world.stop());

const itemId = async (title: string) =>
  (await world.one<{ id: string }>(`select id from need_item where title = $1`, title)).id;

async function solve(id: string, leader: string, plan: object, done: boolean): Promise<void> {
  const claim = await world.open(id, 'claim', at('2027-03-10T09:00'));
  await world.sign(leader, claim, decide('claimed', await world.plan(plan)), at('2027-03-11T09:00'));
  const step = await world.open(id, 'solve', at('2027-03-11T09:00'));
  if (!done) return;
  await world.sign('liaison.education', step, decide('solved', { result: '已办成' }), at('2027-07-05T09:00'));
  const confirm = await world.open(id, 'confirm', at('2027-07-05T09:00'));
  await world.sign('liaison.garrison', confirm, decide('satisfied'), at('2027-07-06T09:00'));
  const close = await world.open(id, 'close', at('2027-07-06T09:00'));
  await world.act(
    'office',
    await world.owed(close, { login: 'office' }),
    decide('closed'),
    at('2027-07-07T09:00'),
  );
  await world.end(id, 'finished', at('2027-07-07T09:00'));
}

const cutOff = at('2027-07-31T23:59:59.999');
async function figures(instant: Date) {
  return world.dataSource.transaction(async (manager) => {
    const process = (await lockProcess(manager, circular)) as ProcessRow;
    return figuresAt({ manager, process }, instant);
  });
}

test('counts what was filed, solved, late and open at the cut-off, and for whom', async () => {
  const { rows } = await figures(cutOff);
  const total = countsOf(rows);
  expect(total).toMatchObject({
    asked: 32,
    filed: 3,
    filedLate: 1,
    missing: 29,
    missingLate: 29,
    items: 3,
    closed: 1,
    closedLate: 1,
    open: 2,
    overdue: 1,
    reportedUp: 0,
  });
  const byUnit = countsByUnit(rows);
  expect(byUnit.get(education)).toMatchObject({ items: 2, closed: 1, overdue: 1, filed: 1, missing: 0 });
  expect(byUnit.get(housing)).toMatchObject({ items: 0, filed: 1, filedLate: 1 });
});

test('an earlier cut-off sees less: before the compilation there are no items, before a deadline nothing is late', async () => {
  expect(countsOf((await figures(at('2027-02-15T18:00'))).rows)).toMatchObject({
    filed: 2,
    missing: 30,
    missingLate: 0,
    items: 0,
  });
  expect(countsOf((await figures(at('2027-07-04T18:00'))).rows)).toMatchObject({
    items: 3,
    closed: 0,
    open: 3,
    overdue: 2,
  });
});

it('is the same to the byte for the same cut-off: asked twice, and after everything has moved on', async () => {
  const before = await figures(cutOff);
  expect(canonicalize((await figures(cutOff)).rows)).toBe(canonicalize(before.rows));

  const later = at('2027-08-10T09:00');
  const collect = (
    await world.one<{ id: string }>(`select id from step where process_id = $1 and key = 'collect'`, listId)
  ).id;
  // Filed, more time given, left, joined, returned, solved, handed over, reported on, carried over: all of it after the cut-off.
  await world.sign('liaison.health', collect, filed('联合义诊'), later);
  const insured = await world.owed(collect, { unit: '县医保局' });
  const request = await world.extend('liaison.insurance', insured, '2027-09-30', later);
  await world.sign('office', request, decide('approved'), later);
  const signer: Signer = await world.as('office');
  const office = actorOf(signer, signer.positions[0] as Signer['positions'][number]);
  const tx = world.dataSource.transaction.bind(world.dataSource);
  const youth = await world.unit('团县委');
  await tx((manager) => leaveCollection(manager, office, listId, youth, '机构改革', later));
  await tx((manager) => joinCollection(manager, office, listId, { unitId: youth }, later));
  const { id: zeroFiling } = await world.one<{ id: string }>(
    `select id from assignment where step_id = $1 and unit_id = $2 and state = 'done'`,
    collect,
    education,
  );
  await world.act('office', zeroFiling, { action: 'returnFiling', opinion: '请补充' }, later);
  const open = await itemId('家属就业');
  const { id: solveStep } = await world.one<{ id: string }>(
    `select id from step where process_id = $1 and key = 'solve'`,
    open,
  );
  await tx((manager) =>
    handOver(manager, office, { unitId: education, successorId: housing, reason: '分工调整' }, later),
  );
  await world.sign('liaison.housing', solveStep, decide('solved', { result: '已办成' }), later, '县住建局');
  await world.open(open, 'confirm', later);
  const compile = await world.open(listId, 'compile', later, 2);
  await world.sign('office', compile, decide('compiled', { merge: [], classify: [], propose: [] }), later);
  const carry = await world.open(listId, 'carryOver', at('2027-12-20T09:00'));
  await world.sign('office', carry, decide('carried'), at('2027-12-20T09:00'));
  await world.end(listId, 'finished', at('2027-12-21T09:00'));
  await world.rows(`update unit set name = name || '（改名）' where id = $1`, housing);

  const after = await figures(cutOff);
  expect(canonicalize(after.rows)).toBe(canonicalize(before.rows));
  expect(after.sha256.equals(before.sha256)).toBe(true);
  // It is not that nothing would ever be seen.
  const now = await figures(at('2027-12-31T09:00'));
  expect(countsOf(now.rows)).toMatchObject({ items: 4, overdue: 0, filed: 3 });
  expect(countsByUnit(now.rows).get(housing)).toMatchObject({ items: 1, closedLate: 1 });
});

test('compiling freezes the lists; the circular has them as its annex, and another cut-off replaces them', async () => {
  const now = at('2027-12-22T09:00');
  const form = { text: '现将完成情况通报如下。', recipientUnitIds: [education, housing] };
  const step = await world.open(circular, 'compile', now);
  const compile = (more: object) =>
    codeOf(world.sign('office', step, decide('compiled', { ...form, ...more }), now));
  expect(await compile({ cutOffDate: '2027-12-22' })).toBe('CUT_OFF_IN_FUTURE');
  expect(await compile({ cutOffDate: '2027-12-22', cutOffTime: '09:00' })).toBe('CUT_OFF_IN_FUTURE');
  expect(await compile({ cutOffDate: '2027-07-31' })).toBe('done');
  const again = await world.open(circular, 'compile', now, 2);
  await world.sign('office', again, decide('compiled', { ...form, cutOffDate: '2027-07-31' }), now);

  const frozen = await world.facts(circular, 'figuresFrozen');
  expect(frozen).toHaveLength(2);
  expect(frozen[0]?.body).toEqual(frozen[1]?.body);
  const { sha256, rows } = await figures(cutOff);
  expect(frozen[0]?.body['sha256']).toBe(sha256.toString('hex'));
  const [{ n }] = (await world.rows(
    `select count(*)::int as n from circular_figure_row where process_id = $1`,
    circular,
  )) as [{ n: number }];
  expect(n).toBe(rows.length);
  expect(await codeOf(world.rows(`update circular_figure_row set value = '{}'`))).not.toBe('done');
  expect(await codeOf(world.rows(`delete from circular_figure_set`))).not.toBe('done');

  await signStep(world, 'director', circular, 'review', 'approved', undefined, now);
  const present = await world.open(circular, 'present', now);
  const meeting = { meeting: 'plenary', meetingTitle: '第二次全体会议' };
  const presented = (heldDate: string) =>
    codeOf(world.sign('office', present, decide('presented', { ...meeting, heldDate }), now));
  expect(await presented('2027-12-23')).toBe('DATE_IN_FUTURE');
  expect(await presented('2027-12-22')).toBe('done');
  await signStep(world, 'office', circular, 'issue', 'issued', undefined, now);
  const { content } = await world.one<{ content: IssuedContent }>(
    `select content from document where process_id = $1`,
    circular,
  );
  expect(content.number).toMatch(/^双双拥办通〔2027〕\d+号$/);
  const [table] = content.annexes[0]?.blocks ?? [];
  if (table?.type !== 'table') throw new Error('the annex is no table');
  expect(table.rows[0]).toEqual(['合计', '3', '1', '1', '2', '1', '0', '3', '1', '29']);
  expect(table.rows.length).toBe(1 + countsByUnit(rows).size);
  expect(table.note).toContain('2027年7月31日24时');
  await world.verified();
});
