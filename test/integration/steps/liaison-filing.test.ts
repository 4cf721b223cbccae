import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { effectsOf } from '../../../database/processes/effects.js';
import { openStep } from '../../../database/steps/open-step.js';
import type { Act } from '../../../database/steps/act.js';
import { actorOf } from '../../../database/steps/acting.js';
import { handOver, joinCollection, leaveCollection } from '../../../database/steps/participants.js';
import { COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;
let id: string;
let file: string;

const unchanged = decide('filed', { unchanged: true });
const named = (name: string, from: string, rest: object = {}): Act =>
  decide('filed', { name, from, ...rest });
const confirmed = (returned: { unitId: string; reason: string }[] = []): Act =>
  decide('confirmed', { returned });

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());
beforeEach(() => launch(at('2027-01-04T09:00:00'), 2027));

async function launch(now: Date, year: number): Promise<void> {
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind: 'liaisonFiling',
        businessKey: randomUUID(),
        regionCode: COUNTY,
        year,
        title: `双江${year}年联络员备案`,
      },
      { form: undefined, unitId: null },
      null,
      now,
    ),
  );
  id = process?.id ?? '';
  file = await world.open(id, 'file', now);
  await world.messages();
}

const liaisons = (unit: string): Promise<{ name: string; from: string; to: string | null }[]> =>
  world.rows(
    `select p.name, a.valid_from::text as "from", a.valid_to::text as "to" from appointment a join person p on p.id = a.person_id
     join position o on o.id = a.position_id join unit u on u.id = o.unit_id
     where u.short_name = $1 and o.kind in ('liaison', 'militaryLiaison') order by a.valid_from`,
    unit,
  );
const filings = (unit: string): Promise<{ state: string; late: boolean }[]> =>
  world.rows(
    `select f.state, f.late from liaison_filing f join unit u on u.id = f.unit_id where f.process_id = $1 and u.short_name = $2
     order by f.filed_at`,
    id,
    unit,
  );
const rounds = (unit: string): Promise<{ round: number; state: string; deadline_at: Date }[]> =>
  world.rows(
    `select a.round, a.state, a.deadline_at from assignment a join unit u on u.id = a.unit_id
     where a.step_id = $1 and u.short_name = $2 order by a.round`,
    file,
    unit,
  );
const fileOf = (login: string, unit: string, input: Act, now: string) =>
  world.sign(login, file, input, at(now), unit);
const notices = async () =>
  (await world.messages()).filter(({ name }) => name === 'notice').map(({ body }) => body['name']);

it('asks every unit once, until the last instant of May; launched later, for ten working days', async () => {
  expect(
    await world.one(
      `select count(*)::int as n, min(deadline_at) as first, max(deadline_at) as last from assignment where step_id = $1`,
      file,
    ),
  ).toEqual({ n: 32, first: at('2027-05-31T23:59:59.999'), last: at('2027-05-31T23:59:59.999') });
  await launch(at('2028-06-01T00:00:00'), 2028);
  expect((await rounds('县教育体育局'))[0]?.deadline_at).toEqual(at('2028-06-15T23:59:59.999'));
});

it('a change takes effect when the office confirms it: one liaison, no day without one, work stays with the position', async () => {
  await fileOf(
    'liaison.education',
    '县教育体育局',
    named('接任甲', '2028-02-29', {}),
    '2027-03-01T09:00:00',
  ).then(
    () => Promise.reject(new Error('a year too early')),
    ({ code }) => expect(code).toBe('INVALID_FIELD'),
  );
  await launch(at('2028-01-04T09:00:00'), 2028);
  await fileOf(
    'liaison.education',
    '县教育体育局',
    named('接任甲', '2028-02-29', { phone: '10000' }),
    '2028-02-25T09:00:00',
  );
  await fileOf('liaison.health', '县卫健局', named('接任乙', '2028-03-01'), '2028-02-25T09:00:00');
  await fileOf('liaison.civil', '县民政局', unchanged, '2028-02-25T09:00:00');
  expect((await liaisons('县教育体育局')).at(-1)?.to).toBeNull();

  await world.serve(at('2028-06-01T00:00:00'));
  const confirm = await world.open(id, 'confirm', at('2028-06-01T09:00:00'));
  await world.sign('office', confirm, confirmed(), at('2028-06-02T09:00:00'));

  expect((await liaisons('县教育体育局')).slice(-2)).toMatchObject([
    { to: '2028-02-28' },
    { name: '接任甲', from: '2028-02-29', to: null },
  ]);
  expect((await liaisons('县卫健局')).slice(-2)).toMatchObject([
    { to: '2028-02-29' },
    { name: '接任乙', from: '2028-03-01', to: null },
  ]);
  expect(await liaisons('县民政局')).toHaveLength(1);
  expect(await filings('县民政局')).toEqual([{ state: 'confirmed', late: false }]);
  expect((await world.facts(id, 'liaisonChanged')).map(({ body }) => body['from']).sort()).toEqual([
    '2028-02-29',
    '2028-03-01',
  ]);
  expect((await world.facts(id, 'liaisonsConfirmed'))[0]?.body['unitIds']).toHaveLength(3);
  await world.verified();
  // The tests after this one know the county as it was seeded.
  await world.rows(`delete from appointment where valid_from >= '2028-02-01'`);
  await world.rows(`update appointment set valid_to = null where valid_to in ('2028-02-28', '2028-02-29')`);
});

describe('what is no filing', () => {
  it.each<[string, object, string]>([
    ['nothing said', {}, 'FORM_REQUIRED'],
    ['no day', { name: '甲' }, 'FORM_REQUIRED'],
    ['a day that is none', { name: '甲', from: '2027-02-29' }, 'INVALID_DATE'],
    ['both', { unchanged: true, name: '甲' }, 'INVALID_FIELD'],
    ['a year too late', { name: '甲', from: '2028-01-01' }, 'INVALID_FIELD'],
    ['before the present one began', { name: '甲', from: '2001-01-01' }, 'LIAISON_STARTED_LATER'],
    ['nobody of the unit', { personId: randomUUID(), from: '2027-03-01' }, 'NOT_FOUND'],
    ['a secrecy mark', { name: '甲（机密★10年）', from: '2027-03-01' }, 'CLASSIFIED_CONTENT'],
  ])('%s', async (_, form, code) => {
    expect(
      await codeOf(fileOf('liaison.education', '县教育体育局', decide('filed', form), '2027-03-01T09:00:00')),
    ).toMatch(code === 'LIAISON_STARTED_LATER' ? /LIAISON_STARTED_LATER|UNIT_NOT_ACTIVE/ : code);
    expect(await filings('县教育体育局')).toEqual([]);
  });

  it('“unchanged” by a unit that has no liaison', async () => {
    const [post] = await world.rows<{ id: string }>(
      `select a.id from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
       where u.short_name = '县司法局' and o.kind = 'liaison'`,
    );
    await world.rows(`update appointment set valid_to = '2027-01-31' where id = $1`, post?.id);
    await launch(at('2027-02-01T09:00:00'), 2027);
    expect(await codeOf(fileOf('leader.justice', '县司法局', unchanged, '2027-03-01T09:00:00'))).toBe(
      'LIAISON_NONE',
    );
    await fileOf('leader.justice', '县司法局', named('新任', '2027-03-01'), '2027-03-01T09:00:00');
    await world.rows(`update appointment set valid_to = null where id = $1`, post?.id);
  });
});

describe('the office', () => {
  it('returns some with a reason: owed anew for three working days, the rest stands', async () => {
    await fileOf('liaison.education', '县教育体育局', named('写错的人', '2027-03-01'), '2027-05-28T09:00:00');
    await fileOf('liaison.health', '县卫健局', unchanged, '2027-05-28T09:00:00');
    await world.serve(at('2027-06-01T00:00:00'));
    await world.messages();
    const confirm = await world.open(id, 'confirm', at('2027-06-01T09:00:00'));
    const education = await world.unit('县教育体育局');
    expect(
      await codeOf(
        world.sign(
          'office',
          confirm,
          confirmed([{ unitId: await world.unit('县民政局'), reason: '无' }]),
          at('2027-06-01T10:00:00'),
        ),
      ),
    ).toBe('INVALID_FIELD');
    await world.sign(
      'office',
      confirm,
      confirmed([{ unitId: education, reason: '请写全名' }]),
      at('2027-06-01T10:00:00'),
    );

    expect(await rounds('县教育体育局')).toMatchObject([
      { round: 1, state: 'returned' },
      { round: 2, state: 'open', deadline_at: at('2027-06-04T23:59:59.999') },
    ]);
    expect(await liaisons('县教育体育局')).toHaveLength(1);
    expect(await filings('县教育体育局')).toEqual([{ state: 'returned', late: false }]);
    expect(await filings('县卫健局')).toEqual([{ state: 'confirmed', late: false }]);
    await world.messages();

    // Filed again: the workflow is told, and the office has this one before it.
    await fileOf('liaison.education', '县教育体育局', unchanged, '2027-06-03T09:00:00');
    expect(await notices()).toEqual(['filed']);
    const again = await world.open(id, 'confirm', at('2027-06-03T09:01:00'), 2);
    await world.sign('office', again, confirmed(), at('2027-06-03T10:00:00'));
    expect((await filings('县教育体育局')).map(({ state }) => state)).toEqual(['returned', 'confirmed']);
    await world.verified();
  });

  it('confirms what it was shown: what is filed meanwhile waits for the next list, what is taken back is out', async () => {
    await fileOf('liaison.education', '县教育体育局', unchanged, '2027-05-28T09:00:00');
    const health = await fileOf('liaison.health', '县卫健局', unchanged, '2027-05-28T09:00:00');
    await world.serve(at('2027-06-01T00:00:00'));
    const confirm = await world.open(id, 'confirm', at('2027-06-01T09:00:00'));
    await fileOf('liaison.civil', '县民政局', unchanged, '2027-06-01T09:30:00');
    await world.act('liaison.health', health.assignmentId, { action: 'withdraw' }, at('2027-06-01T09:40:00'));
    await world.sign('office', confirm, confirmed(), at('2027-06-01T10:00:00'));
    expect(await filings('县教育体育局')).toMatchObject([{ state: 'confirmed' }]);
    expect(await filings('县民政局')).toEqual([{ state: 'filed', late: true }]);
    expect(await filings('县卫健局')).toMatchObject([{ state: 'withdrawn' }]);
    const told = await effectsOf('liaisonFiling').noticesOf?.(world.dataSource.manager, id);
    expect(told).toHaveLength(1);
    await world.open(id, 'confirm', at('2027-06-01T10:01:00'), 2);
    expect(await filings('县民政局')).toMatchObject([{ state: 'listed' }]);
  });

  it('is not asked when nothing new was filed', async () => {
    await world.serve(at('2027-06-01T00:00:00'));
    expect(
      await openStep(world.dataSource.manager, {
        processId: id,
        key: 'confirm',
        round: 1,
        now: at('2027-06-01T09:00:00'),
      }),
    ).toMatchObject({ outcome: 'nobodyToAsk' });
  });

  it('does not confirm “unchanged” over a liaison who was changed meanwhile', async () => {
    await fileOf('liaison.education', '县教育体育局', unchanged, '2027-05-28T09:00:00');
    await world.serve(at('2027-06-01T00:00:00'));
    const confirm = await world.open(id, 'confirm', at('2027-06-01T09:00:00'));
    const post = await world.one<{ id: string }>(
      `select a.id from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
       where u.short_name = '县教育体育局' and o.kind = 'liaison'`,
    );
    await world.rows(`update appointment set valid_to = '2027-05-30' where id = $1`, post.id);
    expect(await codeOf(world.sign('office', confirm, confirmed(), at('2027-06-01T10:00:00')))).toBe(
      'LIAISON_MOVED',
    );
    await world.rows(`update appointment set valid_to = null where id = $1`, post.id);
  });

  it('two of the office at the same instant: one list, one outcome', async () => {
    await fileOf('liaison.education', '县教育体育局', unchanged, '2027-05-28T09:00:00');
    await world.serve(at('2027-06-01T00:00:00'));
    const confirm = await world.open(id, 'confirm', at('2027-06-01T09:00:00'));
    const owed = await world.owed(confirm);
    const now = at('2027-06-01T10:00:00');
    const both = await Promise.all([
      codeOf(world.act('office', owed, confirmed(), now)),
      codeOf(
        world.act(
          'office',
          owed,
          confirmed([{ unitId: await world.unit('县教育体育局'), reason: '再核' }]),
          now,
        ),
      ),
    ]);
    expect(both.sort()).toEqual(['ALREADY_DECIDED', 'done']);
    await world.verified();
  });
});

describe('in mid-year', () => {
  const refile = { action: 'refile', opinion: '人员变动' } as const;

  it('a unit files a change by itself: five working days, the office is asked again, the former filing stands until then', async () => {
    const filed = await fileOf('liaison.education', '县教育体育局', unchanged, '2027-05-28T09:00:00');
    expect(
      await codeOf(world.act('liaison.health', filed.assignmentId, refile, at('2027-08-02T09:00:00'))),
    ).toBe('NOT_YOURS');
    await world.serve(at('2027-06-01T00:00:00'));
    const confirm = await world.open(id, 'confirm', at('2027-06-01T09:00:00'));
    await world.sign('office', confirm, confirmed(), at('2027-06-01T10:00:00'));
    await world.messages();

    await world.act('liaison.education', filed.assignmentId, refile, at('2027-08-02T09:00:00'));
    expect((await rounds('县教育体育局')).at(-1)).toMatchObject({
      round: 2,
      state: 'open',
      deadline_at: at('2027-08-09T23:59:59.999'),
    });
    expect(await filings('县教育体育局')).toMatchObject([{ state: 'confirmed' }]);
    await fileOf('liaison.education', '县教育体育局', named('年中接任', '2027-09-01'), '2027-08-03T09:00:00');
    expect(await notices()).toEqual(['filed']);
    const again = await world.open(id, 'confirm', at('2027-08-03T09:01:00'), 2);
    await world.sign('office', again, confirmed(), at('2027-08-04T09:00:00'));
    expect((await liaisons('县教育体育局')).slice(-2)).toMatchObject([
      { to: '2027-08-31' },
      { name: '年中接任', from: '2027-09-01', to: null },
    ]);
    await world.verified();
    await world.rows(`delete from appointment where valid_from = '2027-09-01'`);
    await world.rows(`update appointment set valid_to = null where valid_to = '2027-08-31'`);
  });

  it('work that the 分管领导 holds in a missing liaison’s stead goes to the new one when he is confirmed', async () => {
    const post = await world.one<{ id: string; position: string }>(
      `select a.id, o.id as position from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
       where u.short_name = '县财政局' and o.kind = 'liaison'`,
    );
    await world.rows(`update appointment set valid_to = '2027-01-31' where id = $1`, post.id);
    const { collect } = await world.launch(at('2027-02-01T09:00:00'), 2027);
    await launch(at('2027-02-01T09:00:00'), 2027);
    await fileOf('leader.finance', '县财政局', named('补任', '2027-02-02'), '2027-02-01T10:00:00');
    await world.serve(at('2027-06-01T00:00:00'));
    const confirm = await world.open(id, 'confirm', at('2027-06-01T09:00:00'));
    await world.sign('office', confirm, confirmed(), at('2027-06-01T10:00:00'));
    const held = await world.one<{ position_id: string }>(
      `select a.position_id from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 and u.short_name = '县财政局'`,
      collect,
    );
    expect(held.position_id).toBe(post.position);
    await world.verified();
    await world.rows(
      `delete from appointment where position_id = $1 and valid_from = '2027-02-02'`,
      post.position,
    );
    await world.rows(`update appointment set valid_to = null where id = $1`, post.id);
  });

  it('a unit that joins is asked, one that leaves is not; its filing passes to no successor', async () => {
    const office = actorOf(await world.as('office'), (await world.as('office')).positions[0] as never);
    const [leaving, successor] = [await world.unit('县住建局'), await world.unit('县交通运输局')];
    const change = { unitId: leaving, successorId: successor, reason: '机构改革' };
    await world.dataSource.transaction((tx) => handOver(tx, office, change, at('2027-03-01T09:00:00')));
    await world.dataSource.transaction((tx) =>
      leaveCollection(tx, office, id, leaving, '机构改革', at('2027-03-01T09:00:00')),
    );
    expect(await rounds('县住建局')).toMatchObject([{ state: 'cancelled' }]);
    expect(await rounds('县交通运输局')).toHaveLength(1);
    await world.dataSource.transaction((tx) =>
      joinCollection(tx, office, id, { unitId: leaving }, at('2027-07-01T09:00:00')),
    );
    expect((await rounds('县住建局')).at(-1)).toMatchObject({
      state: 'open',
      deadline_at: at('2027-07-15T23:59:59.999'),
    });
    await world.verified();
  });
});

it('who never files is chased up the ladder all year, and is missed when the year is over', async () => {
  await fileOf('liaison.health', '县卫健局', unchanged, '2027-05-28T09:00:00');
  await world.serve(at('2027-12-31T23:59:00'));
  const rungs = (await world.facts(id, 'escalated')).filter(({ body }) => body['checkpoint'] === 'rung:5');
  expect(rungs).toHaveLength(31);
  await world.end(id, 'finished', at('2028-01-01T00:00:00'));
  expect((await rounds('县教育体育局')).map(({ state }) => state)).toEqual(['missed']);
  expect((await rounds('县卫健局')).map(({ state }) => state)).toEqual(['done']);
  await world.verified();
});
