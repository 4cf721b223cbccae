import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inspectionEffects } from '../../../database/inspections/inspection.effects.js';
import { inspectionOf } from '../../../database/inspections/inspection.store.js';
import { targetsOf } from '../../../database/inspections/target.store.js';
import { pauseProcess } from '../../../database/pauses/pause-process.js';
import { resumeProcess } from '../../../database/pauses/resume-process.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { plannedAt } from '../../../database/processes/planned.js';
import { actorOf } from '../../../database/steps/acting.js';
import { openStep } from '../../../database/steps/open-step.js';
import { handOver } from '../../../database/steps/participants.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';

// What happens to an inspection while it runs: dates that move, a clock that stands still, a target that is abolished.

const CITY = '6404';
const now = at('2027-09-01 09:00');
let world: World;
let id: string;
const [A, B, C] = ['市科技局', '市工信局', '市民政局'];

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.stop());

const leader = async (title: string): Promise<string> =>
  (
    await world.one<{ id: string }>(
      `select o.id from position o join unit u on u.id = o.unit_id where u.region_code = $1 and o.title = $2`,
      CITY,
      title,
    )
  ).id;

async function launch(change: object = {}): Promise<string> {
  const signer = await world.as('guyuan.office');
  const form = {
    title: '秋季双拥工作督查',
    basis: '年度工作安排',
    ...{ materialDueDate: '2027-09-15', fromDate: '2027-09-20', toDate: '2027-09-22' },
    requirements: '如实准备。',
    dimensions: [],
    teams: [{ name: '第一组', leaderPositionId: await leader('副组长（军分区）'), members: [] }],
    targets: [
      { regionCode: '640422', team: 1, method: 'visit' },
      ...(await Promise.all(
        [A, B, C].map(async (name) => ({ unitId: await world.unit(name), team: 1, method: 'material' })),
      )),
    ],
    ...change,
  };
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      { kind: 'inspection', businessKey: randomUUID(), regionCode: CITY, year: 2027, title: form.title },
      { form, unitId: null },
      actorOf(signer, signer.positions[0]!),
      now,
    ),
  );
  return process!.id;
}

/** Opens a step and decides it as its owner. */
async function pass(login: string, key: string, decision: string, form?: object, when = now): Promise<void> {
  const step = await world.open(id, key, when);
  await world.sign(login, step, decide(decision, form), when);
}

beforeEach(async () => {
  id = await launch();
});

const approved = async (when = now) => pass('guyuan.leader1', 'approve', 'approved', undefined, when);
const dates = async () => {
  const { materialDueDate, fromDate, toDate } = await inspectionOf(world.dataSource.manager, id);
  return [materialDueDate, fromDate, toDate];
};
const deadline = async (step: string) =>
  formatInstant(
    (await world.one<{ at: Date }>(`select deadline_at as at from step where id = $1`, step)).at,
  ).slice(0, 10);

async function order(changes: object[], when = now): Promise<void> {
  const signer = await world.as('guyuan.office');
  const form = { processId: id, title: '督查改期', reason: '汛期', changes };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      { kind: 'changeOrder', businessKey: randomUUID(), regionCode: CITY, year: 2027, title: form.title },
      { form, unitId: null },
      actorOf(signer, signer.positions[0]!),
      when,
    ),
  );
  const approve = await world.open(started!.id, 'approve', when);
  const { outcome } = await world.sign('guyuan.director', approve, decide('approved'), when);
  expect(outcome).toBe('approved');
}

describe('a plan whose days change', () => {
  it('by a 变更单: the due date with the open collection, the visits before they begin and their end after', async () => {
    await approved();
    const submit = await world.open(id, 'submit', now);
    await order([
      { type: 'planned', key: 'material', fromDate: '2027-09-18' },
      { type: 'planned', key: 'visits', fromDate: '2027-09-25', toDate: '2027-09-27' },
    ]);
    expect(await dates()).toEqual(['2027-09-18', '2027-09-25', '2027-09-27']);
    expect(await deadline(submit)).toBe('2027-09-18');
    expect((await plannedAt(world.dataSource.manager, id, 'visits')).at).toEqual(at('2027-09-25 09:00'));

    const begun = at('2027-09-25 09:00');
    const visit = await world.open(id, 'visit', begun);
    await order([{ type: 'planned', key: 'visits', toDate: '2027-09-29' }], begun);
    expect([await deadline(visit), (await dates())[2]]).toEqual(['2027-09-29', '2027-09-29']);
    const moved = order([{ type: 'planned', key: 'visits', fromDate: '2027-09-26' }], begun);
    expect(await codeOf(moved)).toBe('CHANGE_CONFLICT');
  });

  it('a deadline that somebody moves is the plan’s day too', async () => {
    await approved();
    const submit = await world.open(id, 'submit', now);
    await order([{ type: 'deadline', stepId: submit, toDate: '2027-09-17' }]);
    expect((await dates())[0]).toBe('2027-09-17');
  });

  it('stands still and goes on: open deadlines once, what has not begun by as many days', async () => {
    await approved();
    const submit = await world.open(id, 'submit', now);
    await world.dataSource.transaction((tx) =>
      pauseProcess(tx, {
        ...{ processId: id, reason: '抗洪', withChildren: true, actor: null },
        now: at('2027-09-06 09:00'),
      }),
    );
    expect(await plannedAt(world.dataSource.manager, id, 'visits')).toMatchObject({
      pausedBy: expect.any(String),
    });
    await world.dataSource.transaction((tx) =>
      resumeProcess(tx, {
        ...{ processId: id, reason: '退水', keepLegalDates: false, actor: null },
        now: at('2027-09-16 09:00'),
      }),
    );
    expect(await deadline(submit)).toBe('2027-09-25');
    expect(await dates()).toEqual(['2027-09-25', '2027-09-30', '2027-10-02']);
    await world.verified();
  });

  it('a plan that lay until its days were over is not approved but sent back', async () => {
    const late = at('2027-09-16 09:00');
    expect(await codeOf(approved(late))).toBe('INVALID_FIELD');
    const step = await world.one<{ id: string }>(`select id from step where process_id = $1`, id);
    await world.sign('guyuan.leader1', step.id, decide('returned', undefined, '改期'), late);
  });
});

describe('a target that is abolished', () => {
  const abolish = async (from: string, to: string) => {
    const signer = await world.as('guyuan.office');
    const [unitId, successorId] = [await world.unit(from), await world.unit(to)];
    return world.dataSource.transaction((tx) =>
      handOver(tx, actorOf(signer, signer.positions[0]!), { unitId, successorId, reason: '机构改革' }, now),
    );
  };
  const targets = () => targetsOf(world.dataSource.manager, id, '2027-09-02');
  const material = { summary: '目录见附件。' };

  it('is answered for by its successor, which hands in, is visited and answers in its place', async () => {
    await approved();
    const submit = await world.open(id, 'submit', now);
    await abolish(A, '市总工会');
    expect((await targets()).map(({ name }) => name)).toEqual(['西吉县', '市总工会', B, C]);
    await world.act(
      'guyuan.liaison.union',
      await world.owed(submit, { unit: '市总工会' }),
      decide('submitted', material),
      now,
    );
    const [row] = await world.rows<{ seq: number }>(
      `select target_seq as seq from inspection_material where process_id = $1`,
      id,
    );
    expect(row).toEqual({ seq: 2 });
  });

  it('into another target: that one answers once for both, and nobody twice', async () => {
    await approved();
    const submit = await world.open(id, 'submit', now);
    await abolish(A, B);
    const [, gone, stays] = await targets();
    expect([gone!.left, gone!.succeededBy, stays!.left]).toEqual([true, 3, false]);
    // It owes its own and the other's; both are its own material.
    const owed = await world.rows<{ id: string }>(
      `select a.id from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 and a.state = 'open' and u.short_name = $2`,
      submit,
      B,
    );
    expect(owed).toHaveLength(2);
    for (const one of owed)
      await world.act('guyuan.liaison.industry', one.id, decide('submitted', material), now);
    await pass('guyuan.leader2', 'visit', 'visited', {
      entries: [{ regionCode: '640422', visitedDate: '2027-09-01', place: '县城', seen: '台账齐全。' }],
    });
    const entered = {
      version: 0,
      findings: [
        {
          ...{
            dimension: 'organisation',
            level: 'units',
            kind: 'problem',
            scope: 'all',
            text: '未列入年度计划',
          },
          ...{ regionCodes: [], unitIds: [], measuresAsked: '列入计划', limitDate: '2027-12-31' },
        },
      ],
      vetoChecks: await Promise.all([
        { regionCode: '640422', result: 'clear' },
        ...[C].map(async (name) => ({ unitId: await world.unit(name), result: 'clear' })),
        world.unit(B).then((unitId) => ({
          ...{ unitId, result: 'found', item: 'dispute', happenedDate: '2027-08-01' },
          account: '与驻军发生纠纷，未妥善处理。',
        })),
      ]),
    };
    await pass('guyuan.office', 'findings', 'entered', entered);
    const composed = `一、基本情况\n{{regions}}{{units}}{{visitedRegions}}{{veto}}{{who.1}}未列入年度计划`;
    await pass('guyuan.office', 'draft', 'drafted', {
      version: 0,
      title: '通报',
      text: composed,
      copyUnitIds: [],
    });
    await pass('guyuan.director', 'review', 'approved');
    await pass('guyuan.leader1', 'sign', 'signed');
    // Both are abolished before it goes out: nobody would mend what was found with them.
    const end = (on: string | null) =>
      world.rows(
        `update unit set active_to = $2 where short_name = any($1::text[]) and region_code = $3`,
        [B, C],
        on,
        CITY,
      );
    await end('2027-08-31');
    const issuing = pass('guyuan.office', 'issue', 'issued');
    await expect(issuing).rejects.toMatchObject({
      code: 'PROBLEM_OF_NOBODY',
      message: expect.stringContaining(
        `${B}、${C}已撤销，没有接替的单位：第 1 条问题、一票否决核查没有人承担`,
      ),
    });
    expect(await world.rows(`select 1 from process where parent_id = $1`, id)).toEqual([]);
    await end(null);
    await pass('guyuan.office', 'issue', 'issued');
    const subjects = await world.rows<{ name: string; kind: string }>(
      `select u.short_name as name, p.kind from process p left join rectification r on r.id = p.id
         left join veto_event v on v.id = p.id join unit u on u.id = coalesce(r.subject_unit_id, v.subject_unit_id)
       where p.parent_id = $1 order by p.kind, u.short_name`,
      id,
    );
    expect(subjects).toEqual([
      { name: B, kind: 'rectification' },
      { name: C, kind: 'rectification' },
      { name: B, kind: 'vetoEvent' },
    ]);
    const { manager } = world.dataSource;
    const { documentId } = await inspectionOf(manager, id);
    const recipients = await world.rows<{ name: string; role: string }>(
      `select u.short_name as name, r.role from document_recipient r join unit u on u.id = r.unit_id where r.document_id = $1 order by r.role desc, 1`,
      documentId,
    );
    expect(recipients.filter(({ role }) => role === 'main')).toHaveLength(3);
    const { content } = await world.one<{ content: { recipients: string[] } }>(
      `select content from document where id = $1`,
      documentId,
    );
    // Some of the members only: each by its name.
    expect(content.recipients).toEqual([
      '西吉县双拥工作领导小组办公室',
      '固原市工业和信息化局',
      '固原市民政局',
    ]);
    expect(recipients.some(({ name, role }) => name === '市领导小组' && role === 'copy')).toBe(true);
    await world.verified();
  });
});

describe('hand-ins', () => {
  it('that come late are taken, and what was returned is owed again', async () => {
    await approved();
    const submit = await world.open(id, 'submit', now);
    const late = at('2027-09-16 09:00');
    await world.serve(late);
    expect(await world.one(`select state, outcome from step where id = $1`, submit)).toEqual({
      ...{ state: 'closed', outcome: 'due' },
    });
    await world.act(
      'guyuan.liaison.science',
      await world.owed(submit, { unit: A }),
      decide('submitted', { summary: '补报。' }),
      late,
    );
    const count = () =>
      world.one<{ n: number; late: boolean | null }>(
        `select count(*)::int as n, bool_and(late) as late from inspection_material where process_id = $1`,
        id,
      );
    expect(await count()).toEqual({ n: 1, late: true });
    const done = await world.one<{ id: string }>(
      `select id from assignment where step_id = $1 and state = 'done'`,
      submit,
    );
    await world.act('guyuan.office', done.id, { action: 'returnFiling', opinion: '没有佐证' }, late);
    expect(await count()).toEqual({ n: 0, late: null });
    await world.act(
      'guyuan.liaison.science',
      await world.owed(submit, { unit: A }),
      decide('submitted', { summary: '再报。' }),
      late,
    );
    expect((await count()).n).toBe(1);
  });

  it('where only papers are read, nobody sets out', async () => {
    id = await launch({
      targets: [{ unitId: await world.unit(A), team: 1, method: 'material' }],
    });
    await approved();
    const { outcome } = await openStep(world.dataSource.manager, {
      processId: id,
      key: 'visit',
      round: 1,
      now,
    });
    expect(outcome).toBe('visited');
  });
});

it('with nothing to put right, the process is told at once, and told again when it begins anew', async () => {
  await approved();
  const step = async (login: string, key: string, decision: string, form?: object) =>
    pass(login, key, decision, form);
  await pass('guyuan.leader2', 'visit', 'visited', {
    entries: [{ regionCode: '640422', visitedDate: '2027-09-01', place: '县城', seen: '很好。' }],
  });
  const all = await targetsOf(world.dataSource.manager, id, '2027-09-01');
  await step('guyuan.office', 'findings', 'entered', {
    version: 0,
    findings: [],
    vetoChecks: all.map(({ kind, regionCode, unitId }) => ({
      ...(kind === 'region' ? { regionCode } : { unitId }),
      result: 'clear',
    })),
  });
  await step('guyuan.office', 'draft', 'drafted', {
    ...{ version: 0, title: '督查通报', copyUnitIds: [], receiptDate: '2027-09-08' },
    text: '{{regions}}{{units}}{{visitedRegions}}{{visitedUnits}}{{veto}}',
  });
  await step('guyuan.director', 'review', 'approved');
  await step('guyuan.leader1', 'sign', 'signed');
  await world.messages();
  expect(await inspectionEffects.noticesOf!(world.dataSource.manager, id)).toEqual([]);
  await step('guyuan.office', 'issue', 'issued');
  const told = (await world.messages()).filter(({ workflowId }) => workflowId === `inspection:${id}`);
  expect(told.map(({ body }) => body['name'])).toContain('rectified');
  expect(await inspectionEffects.noticesOf!(world.dataSource.manager, id)).toEqual([
    { name: 'rectified', id },
  ]);
  const receipts = await world.open(id, 'receipts', now);
  expect(await deadline(receipts)).toBe('2027-09-08');
  const asked = await world.rows(`select 1 from assignment where step_id = $1`, receipts);
  expect(asked).toHaveLength(4);
});
