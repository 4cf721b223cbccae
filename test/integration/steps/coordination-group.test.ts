import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lastDayOfAppointment } from '../../../database/organisation/last-day.js';
import { effectsOf } from '../../../database/processes/effects.js';
import { openStep } from '../../../database/steps/open-step.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { launchedAs, positionOf, seats } from './coordination-world.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;
let id: string;
let compose: string;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  id = await launchedAs(world, 'coordinationGroup', at('2027-01-04T09:00:00'));
  compose = await world.open(id, 'compose', at('2027-01-04T09:00:00'));
  await world.messages();
});

// A region has one group a year: those of earlier tests are over.
afterEach(() => world.rows(`update process set state = 'ended' where id = $1`, id));

const problemsOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return '';
  } catch (error) {
    const { code, params, field } = error as { code: string; params: { problems: string }; field: string };
    expect([code, field]).toEqual(['COMPOSITION_INCOMPLETE', 'form.seats']);
    return params.problems;
  }
};
const composed = async (change: Parameters<typeof seats>[1] = {}, now = '2027-01-05T09:00:00') =>
  world.sign('office', compose, decide('composed', await seats(world, change)), at(now));
const approve = async (round = 1, now = '2027-01-06T09:00:00') =>
  world.sign('leader1', await world.open(id, 'approve', at(now), round), decide('approved'), at(now));
const standing = (): Promise<{ seat: string }[]> =>
  world.rows(
    `select seat from coordination_seat where process_id = $1 and state = 'standing' order by seat`,
    id,
  );
const appointmentOf = (unit: string, kind: string): Promise<{ id: string; positionId: string }> =>
  world.one(
    `select a.id, o.id as "positionId" from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
     where u.short_name = $1 and o.kind = $2 and a.valid_to is null`,
    unit,
    kind,
  );
const leaves = async (
  unit: string,
  kind: string,
  on: string,
  now: string,
): Promise<() => Promise<unknown>> => {
  const post = await appointmentOf(unit, kind);
  await world.dataSource.transaction((tx) => lastDayOfAppointment(tx, post, on as CivilDate, at(now)));
  return () => world.rows(`update appointment set valid_to = null where id = $1`, post.id);
};
const notices = async () =>
  (await world.messages()).filter(({ name }) => name === 'notice').map(({ body }) => body);

describe('composing', () => {
  it('is refused with everything that is missing or wrong, and leaves nothing', async () => {
    const problems = await problemsOf(
      composed({
        deputyLeader: ['县领导小组', 'deputyLeader', '县委）'],
        veteransMember: null,
        officeLiaison: ['县双拥办', 'officeDeputy', ''],
      }),
    );
    expect(problems).toContain('副组长应由政府分管领导担任');
    expect(problems).toContain('成员（退役军人事务局）空缺');
    expect(problems).toContain('不能同时担任办公室副主任（双拥办）和联络员（双拥办）');
    expect(await world.rows(`select 1 from coordination_seat where process_id = $1`, id)).toEqual([]);
  });

  it('knows a position that is vacant today, and a holder who is known to leave', async () => {
    const back = await leaves('县人武部', 'militaryLiaison', '2027-01-04', '2027-01-04T10:00:00');
    expect(await problemsOf(composed())).toContain('目前无人任职');
    await back();
    const again = await leaves('县人武部', 'militaryLiaison', '2027-06-30', '2027-01-04T10:00:00');
    expect(await problemsOf(composed())).toContain('任职至2027-06-30，须另选');
    await again();
    await composed();
  });
});

describe('approved', () => {
  it('stands, and goes out as a numbered notice that every unit signs for', async () => {
    await composed();
    await approve();
    expect(await standing()).toHaveLength(8);
    const document = await world.one<{ number: string; n: number; content: { blocks: object[] } }>(
      `select d.number, d.content, (select count(*)::int from document_recipient r where r.document_id = d.id) as n
       from document d where d.process_id = $1`,
      id,
    );
    expect(document.number).toMatch(/^双双拥办发〔2027〕\d+号$/u);
    expect(document.n).toBe(32);
    expect(JSON.stringify(document.content.blocks)).toContain('办公室副主任');
    const receipts = await world.open(id, 'receipts', at('2027-01-06T09:01:00'));
    await world.sign(
      'liaison.education',
      receipts,
      decide('received'),
      at('2027-01-07T09:00:00'),
      '县教育体育局',
    );
    expect(
      await world.rows(
        `select 1 from document_recipient r join document d on d.id = r.document_id where d.process_id = $1 and r.received_at is not null`,
        id,
      ),
    ).toHaveLength(1);
    await world.verified();
  });

  it('is returned, proposed again, and never stands in two versions', async () => {
    await composed();
    const first = await world.open(id, 'approve', at('2027-01-06T09:00:00'));
    await world.sign(
      'leader1',
      first,
      decide('returned', undefined, '联络员另选'),
      at('2027-01-06T09:00:00'),
    );
    compose = await world.open(id, 'compose', at('2027-01-06T10:00:00'), 2);
    await composed({ leader: null }, '2027-01-07T09:00:00');
    await approve(2, '2027-01-08T09:00:00');
    expect(await standing()).toHaveLength(7);
    expect(await world.rows(`select 1 from coordination_seat where process_id = $1`, id)).toHaveLength(7);
  });

  it('not over the head of somebody who left since it was proposed', async () => {
    await composed();
    const step = await world.open(id, 'approve', at('2027-01-06T09:00:00'));
    const back = await leaves('县人武部', 'militaryLiaison', '2027-01-05', '2027-01-06T09:00:00');
    expect(await codeOf(world.sign('leader1', step, decide('approved'), at('2027-01-06T10:00:00')))).toBe(
      'COMPOSITION_INCOMPLETE',
    );
    expect(await world.rows(`select 1 from document where process_id = $1`, id)).toEqual([]);
    await back();
  });
});

describe('somebody leaves', () => {
  beforeEach(async () => {
    await composed();
    await approve();
    await world.messages();
  });

  it('the process is told once, the seat is named, and it is composed anew', async () => {
    const back = await leaves('县人武部', 'unitLeader', '2027-02-28', '2027-02-20T09:00:00');
    const [notice, ...more] = await notices();
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ name: 'seatVacated' });
    const told = await effectsOf('coordinationGroup').noticesOf?.(world.dataSource.manager, id);
    expect(told).toEqual([notice]);
    // One leader held two seats.
    expect((await world.facts(id, 'seatVacated')).map(({ body }) => body['seat']).sort()).toEqual([
      'armedDeputy',
      'armedMember',
    ]);
    compose = await world.open(id, 'compose', at('2027-02-20T09:01:00'), 2);
    expect(await problemsOf(composed({}, '2027-02-22T09:00:00'))).toContain('任职至2027-02-28');
    await back();
    await composed({}, '2027-02-23T09:00:00');
    await approve(2, '2027-02-24T09:00:00');
    expect(await standing()).toHaveLength(8);
    const titles = await world.rows<{ title: string }>(
      `select title from document where process_id = $1 order by serial`,
      id,
    );
    expect(titles.map(({ title }) => title)).toEqual([
      expect.stringContaining('明确'),
      expect.stringContaining('调整'),
    ]);
    await world.verified();
  });

  it('and is replaced in a composition that was under way already: nothing is asked again', async () => {
    const back = await leaves('县人武部', 'militaryLiaison', '2027-02-28', '2027-02-20T09:00:00');
    compose = await world.open(id, 'compose', at('2027-02-20T09:01:00'), 2);
    const other = await leaves('县双拥办', 'officeStaff', '2027-02-28', '2027-02-20T10:00:00');
    expect(await notices()).toHaveLength(2);
    await other();
    await back();
    await composed({}, '2027-02-23T09:00:00');
    await approve(2, '2027-02-24T09:00:00');
    const again = { processId: id, key: 'compose', round: 3, now: at('2027-02-24T09:01:00') };
    expect(await openStep(world.dataSource.manager, again)).toMatchObject({ outcome: 'nobodyToAsk' });
  });

  it('whoever holds no seat leaves without a word, and an ended year hears nothing', async () => {
    const back = await leaves('县教育体育局', 'liaison', '2027-02-28', '2027-02-20T09:00:00');
    expect(await notices()).toEqual([]);
    await back();
    await world.end(id, 'finished', at('2027-12-31T23:59:59'));
    const later = await leaves('县人武部', 'militaryLiaison', '2028-02-29', '2028-02-20T09:00:00');
    expect(await notices()).toEqual([]);
    await later();
  });

  it('an end after the year is no vacancy', async () => {
    const back = await leaves('县人武部', 'militaryLiaison', '2027-12-31', '2027-02-20T09:00:00');
    expect(await notices()).toEqual([]);
    await back();
    expect(await positionOf(world, ['县人武部', 'militaryLiaison', ''])).toBeTruthy();
  });
});
