import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { positionId as seedPosition } from '../../database/seeds/seed-id.js';
import { addDays, civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { PASSWORD } from '../http/api.js';
import { api, get, newUnit, openAssignment, outcome, post, start, unit } from './organisation-client.js';

const today = civilDateOf(new Date());
const reason = '退休';

beforeAll(start, 120_000);
afterAll(() => api.stop());

interface Story {
  unitId: string;
  liaison: string;
  position: string;
  assignmentId: string;
  processId: string;
}

/** A unit whose liaison owes something. */
async function owing(name: string): Promise<Story> {
  const { id: unitId, liaison, position } = await newUnit(name);
  const assignmentId = await openAssignment(unitId, position);
  const [row]: { process_id: string }[] = await api.dataSource.query(
    `select process_id from assignment where id = $1`,
    [assignmentId],
  );
  return { unitId, liaison, position, assignmentId, processId: row!.process_id };
}

/** Somebody of the county. */
async function colleague(unitName: string, name: string): Promise<string> {
  const { id } = await newUnit(unitName);
  const [[row]]: [{ id: string }[], number] = await api.dataSource.query(
    `update person set name = $2 where id = (select ap.person_id from appointment ap join position o on o.id = ap.position_id where o.unit_id = $1)
     returning id`,
    [id, name],
  );
  return row!.id;
}

const depart = (login: string, personId: string, body: object) =>
  post(login, `people/${personId}/departure`, { on: today, successors: [], reason, ...body });
const holders = async (unitId: string, on: CivilDate) =>
  (await get('office', `units/${unitId}?on=${on}`)).body.positions[0].holders;

describe('a departure', () => {
  it('hands over posts and work, disables, ends sessions and proxies, and is on record', async () => {
    const { unitId, liaison, position, assignmentId, processId } = await owing('离岗局');
    const successor = await colleague('接岗局', '接任甲');
    await api.dataSource.query(`update assignment set acknowledged_at = now() where id = $1`, [assignmentId]);
    await api.send('PUT', `/api/v1/people/${liaison}/account`, {
      token: await api.token('admin'),
      body: { login: 'leaving.one', password: PASSWORD },
    });
    const session = await api.login('leaving.one');
    const proxy = {
      agentId: await api.personId('deputy'),
      from: today,
      to: addDays(today, 9),
      reason: '休假',
    };
    expect((await post('leaving.one', 'proxies', proxy)).status).toBe(201);

    const { body: duties } = await get('office', `people/${liaison}/responsibilities`);
    expect(duties).toMatchObject({
      appointments: [{ positionId: position }],
      openAssignments: [{ assignmentId, state: 'open' }],
      proxies: [{ principalId: liaison, state: 'inForce' }],
    });

    const done = await depart('office', liaison, {
      successors: [{ positionId: position, personId: successor }],
    });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      ended: [{ positionId: position, validTo: addDays(today, -1) }],
      appointed: [{ positionId: position, personId: successor, validFrom: today, validTo: null }],
      handedOver: 1,
      proxiesEnded: 1,
    });
    expect(await holders(unitId, today)).toMatchObject([{ personId: successor }]);
    expect(await holders(unitId, addDays(today, -1))).toMatchObject([{ personId: liaison }]);
    expect((await api.send('GET', '/api/v1/me', { token: session.accessToken })).status).toBe(401);
    await expect(api.login('leaving.one')).rejects.toThrow('401');

    const { body: history } = await get('office', `processes/${processId}/history?kind=positionHandedOver`);
    expect(history.items).toHaveLength(1);
    expect(history.items[0].sentence).toMatch(
      /将离岗局联络员离岗局甲名下的 1 项未办任务移交接任甲，理由：退休。$/,
    );
    const [facts] = await api.dataSource.query(
      `select body from audit_entry where process_id = $1 and kind = 'positionHandedOver'`,
      [processId],
    );
    expect(facts.body).toMatchObject({
      positionId: position,
      successorId: null,
      personId: liaison,
      successorPersonId: successor,
      assignmentIds: [assignmentId],
      unitIds: [unitId],
    });
    const [assignment] = await api.dataSource.query(`select * from assignment where id = $1`, [assignmentId]);
    expect(assignment).toMatchObject({ state: 'open', position_id: position, acknowledged_at: null });
    const told = await api.dataSource.query(
      `select kind from notice where person_id = $1 and assignment_id = $2`,
      [successor, assignmentId],
    );
    expect(told).toEqual([{ kind: 'assigned' }]);
    expect(await verifyAudit(api.dataSource.manager)).toMatchObject({ problem: null });
  });

  it('leaves a post vacant only if it owes nothing, what still waits included', async () => {
    const { liaison, position, assignmentId } = await owing('欠账局');
    const refused = await depart('office', liaison, {});
    expect(outcome(refused)).toEqual([409, 'POSITION_OWES_WORK']);
    expect(refused.body.detail).toContain('1 项');
    await api.dataSource.query(`update assignment set state = 'waiting' where id = $1`, [assignmentId]);
    expect(outcome(await depart('office', liaison, {}))).toEqual([409, 'POSITION_OWES_WORK']);
    const [{ valid_to: unchanged }] = await api.dataSource.query(
      `select valid_to from appointment where position_id = $1`,
      [position],
    );
    expect(unchanged).toBeNull();
    await api.dataSource.query(`update assignment set state = 'cancelled' where id = $1`, [assignmentId]);
    expect((await depart('office', liaison, {})).body).toMatchObject({ appointed: [], handedOver: 0 });
  });

  it('needs no successor where somebody else holds the post too', async () => {
    const office = unit('双拥工作领导小组办公室');
    const staff = seedPosition(office, 'officeStaff', '工作人员');
    const made = await post('admin', `positions/${staff}/appointments`, {
      person: { name: '第二名工作人员' },
      from: addDays(today, -10),
    });
    expect(made.status).toBe(201);
    await openAssignment(office, staff);
    expect((await depart('admin', made.body.personId, {})).body).toMatchObject({
      handedOver: 1,
      appointed: [],
    });
  });

  it('takes all posts at once, those yet to come as well', async () => {
    const { liaison, position } = await newUnit('兼职局');
    const other = await newUnit('兼任局');
    const later = { personId: liaison, from: addDays(today, 30) };
    await post('office', `units/${other.id}/liaison`, later);
    const successor = await colleague('兼接局', '接任乙');
    const done = await depart('office', liaison, {
      successors: [position, other.position].map((positionId) => ({ positionId, personId: successor })),
    });
    expect(done.body.appointed).toMatchObject([{ validFrom: today }, { validFrom: addDays(today, 30) }]);
    expect(await holders(other.id, addDays(today, 30))).toMatchObject([{ personId: successor }]);
    expect((await get('office', `people/${liaison}/responsibilities`)).body).toMatchObject({
      disabled: true,
    });
  });

  it('gives a post that begins today back on the same day', async () => {
    const { id, liaison } = await newUnit('一日局');
    await post('office', `units/${id}/liaison`, { person: { name: '一日甲' }, from: today });
    const [{ personId: short }] = await holders(id, today);
    const [{ id: position }] = await api.dataSource.query(`select id from position where unit_id = $1`, [id]);
    expect(outcome(await depart('office', short, { on: addDays(today, -1) }))).toEqual([
      400,
      'ENDS_BEFORE_START',
    ]);
    const successors = [{ positionId: position, personId: liaison }];
    expect((await depart('office', short, { successors })).status).toBe(200);
    expect(await holders(id, today)).toMatchObject([{ personId: liaison }]);
  });

  it('leaves exactly one liaison when the next one is known already', async () => {
    const { id, liaison, position } = await newUnit('接续局');
    await post('office', `units/${id}/liaison`, { person: { name: '下任' }, from: addDays(today, 20) });
    const successor = await colleague('临时局', '临时接任');
    const done = await depart('office', liaison, {
      successors: [{ positionId: position, personId: successor }],
    });
    expect(done.body.appointed).toMatchObject([{ validTo: addDays(today, 19) }]);
    for (const day of [0, 19, 20, 40]) expect(await holders(id, addDays(today, day))).toHaveLength(1);
  });
});

describe('a departure is refused', () => {
  it('to oneself, to units, to offices of elsewhere, and to auditors', async () => {
    const { liaison } = await newUnit('拒绝局');
    expect(outcome(await depart('office', await api.personId('office'), {}))).toEqual([
      403,
      'SELF_DEPARTURE',
    ]);
    expect(outcome(await depart('liaison.health', liaison, {}))).toEqual([403, 'FORBIDDEN']);
    expect(outcome(await depart('auditor', liaison, {}))).toEqual([403, 'READ_ONLY_ROLE']);
    expect(outcome(await depart('office', await api.personId('city.office'), {}))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect(outcome(await depart('office', await api.personId('admin'), {}))).toEqual([403, 'FORBIDDEN']);
  });

  it('for what does not fit', async () => {
    const { liaison, position } = await newUnit('不符局');
    const successor = await colleague('接不局', '接任丙');
    const named = (positionId: string, personId: string) => ({ successors: [{ positionId, personId }] });
    const cases: [object, [number, string]][] = [
      [{ on: addDays(today, 1) }, [400, 'INVALID_FIELD']],
      [{ on: '2027-02-29' }, [400, 'INVALID_DATE']],
      [{ on: '2024-12-31' }, [400, 'ENDS_BEFORE_START']],
      [{ reason: '绝密★长期' }, [400, 'CLASSIFIED_CONTENT']],
      [named(randomUUID(), successor), [400, 'INVALID_FIELD']],
      [named(position, liaison), [400, 'INVALID_FIELD']],
      [named(position, await api.personId('office')), [403, 'SELF_APPOINTMENT']],
      [named(position, randomUUID()), [404, 'NOT_FOUND']],
      [named(position, await api.personId('city.office')), [404, 'NOT_FOUND']],
    ];
    for (const [body, expected] of cases) {
      const { status, body: answer } = await depart('office', liaison, body);
      expect([body, status, answer.errors?.[0]?.code ?? answer.code]).toEqual([body, ...expected]);
    }
    const twice = { positionId: position, personId: successor };
    expect(outcome(await depart('office', liaison, { successors: [twice, twice] }))).toEqual([
      400,
      'INVALID_FIELD',
    ]);
    await api.dataSource.query(`update person set disabled_at = now() where id = $1`, [successor]);
    expect(outcome(await depart('office', liaison, named(position, successor)))).toEqual([
      409,
      'PERSON_DISABLED',
    ]);
  });
});

describe('at the same instant', () => {
  it('two administrators: one departure', async () => {
    const { id, liaison, position } = await newUnit('同时局');
    await openAssignment(id, position);
    const people = [await colleague('同接一', '同接甲'), await colleague('同接二', '同接乙')];
    const answers = await Promise.all(
      people.map((personId, at) =>
        depart(at === 0 ? 'office' : 'deputy', liaison, { successors: [{ positionId: position, personId }] }),
      ),
    );
    expect(answers.map(outcome).sort()).toEqual([
      [200, undefined],
      [409, 'ALREADY_DEPARTED'],
    ]);
    expect(await holders(id, today)).toHaveLength(1);
  });

  it('two who leave to each other: one of them stays', async () => {
    const [a, b] = [await newUnit('互接一'), await newUnit('互接二')];
    const answers = await Promise.all([
      depart('office', a.liaison, { successors: [{ positionId: a.position, personId: b.liaison }] }),
      depart('deputy', b.liaison, { successors: [{ positionId: b.position, personId: a.liaison }] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('a departure and another change of liaison: exactly one liaison', async () => {
    const { id, liaison, position } = await newUnit('并行局');
    const successor = await colleague('并接局', '并接甲');
    await Promise.all([
      depart('office', liaison, { successors: [{ positionId: position, personId: successor }] }),
      post('deputy', `units/${id}/liaison`, { person: { name: '并接乙' }, from: today }),
    ]);
    expect(await holders(id, today)).toHaveLength(1);
  });
});
