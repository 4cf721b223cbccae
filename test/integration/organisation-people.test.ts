import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, positionId } from '../../database/seeds/seed-id.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import {
  api,
  cityOffice,
  COUNTY,
  get,
  health,
  namesOf,
  newUnit,
  openAssignment,
  outcome,
  post,
  send,
  start,
  unit,
} from './organisation-client.js';

const today = civilDateOf(new Date());

beforeAll(start, 120_000);
afterAll(() => api.stop());

describe('a liaison', () => {
  it('changes: the former one ends the day before, history stays', async () => {
    const { id, liaison, position } = await newUnit('换人局');
    const changed = await post('office', `units/${id}/liaison`, {
      person: { name: '接任者' },
      from: '2026-09-01',
    });
    expect([changed.status, changed.body.positionId]).toEqual([201, position]);
    const holder = async (on: string) =>
      (await get('office', `units/${id}?on=${on}`)).body.positions[0].holders;
    expect(await holder('2026-08-31')).toMatchObject([{ personId: liaison, validTo: '2026-08-31' }]);
    expect(await holder('2026-09-01')).toMatchObject([{ name: '接任者', validTo: null }]);

    const again = { personId: changed.body.personId, from: '2026-10-01' };
    expect(outcome(await post('office', `units/${id}/liaison`, again))).toEqual([409, 'APPOINTMENT_OVERLAP']);
    const sameDay = { person: { name: '又一人' }, from: '2026-09-01' };
    expect(outcome(await post('office', `units/${id}/liaison`, sameDay))).toEqual([
      409,
      'LIAISON_STARTED_LATER',
    ]);
    expect(outcome(await post('office', `positions/${position}/appointments`, sameDay))).toEqual([
      409,
      'LIAISON_TAKEN',
    ]);
  });

  it('is exactly one, however many change it at once', async () => {
    const { id } = await newUnit('并发局');
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        post('office', `units/${id}/liaison`, { person: { name: `候选${n}` }, from: '2026-09-01' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await get('office', `units/${id}?on=2026-09-01`)).body.positions[0].holders).toHaveLength(1);
  });

  it('takes over on the day what the office held for a unit without one, not a day before', async () => {
    const { id, position } = await newUnit('补员局');
    const { body } = await get('office', `units/${id}`);
    const { appointmentId } = body.positions[0].holders[0];
    await post('office', `appointments/${appointmentId}/end`, { on: addDays(today, -5) });
    const staff = positionId(unit('双拥工作领导小组办公室'), 'officeStaff', '工作人员');
    const assignment = await openAssignment(id, staff);
    const at = async () =>
      (await api.dataSource.query(`select position_id as at from assignment where id = $1`, [assignment]))[0]
        .at;
    const later = { person: { name: '下月甲' }, from: addDays(today, 3), to: addDays(today, 30) };
    expect((await post('office', `positions/${position}/appointments`, later)).status).toBe(201);
    expect(await at()).toBe(staff);
    const now = { person: { name: '今日甲' }, from: today, to: addDays(today, 2) };
    expect((await post('office', `positions/${position}/appointments`, now)).status).toBe(201);
    expect(await at()).toBe(position);
  });

  it('is not for a unit that has none, nor by a liaison', async () => {
    const office = unit('双拥工作领导小组办公室');
    const body = { person: { name: '某某' }, from: '2026-09-01' };
    expect(outcome(await post('office', `units/${office}/liaison`, body))).toEqual([400, 'POSITION_UNFIT']);
    expect(outcome(await post('liaison.health', `units/${health}/liaison`, body))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(outcome(await post('office', `units/${cityOffice}/liaison`, body))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('appointments', () => {
  const leader = positionId(health, 'unitLeader', '分管领导');

  it('refuse the same person twice at a time, and everything that does not fit', async () => {
    const path = `positions/${leader}/appointments`;
    const made = await post('office', path, {
      person: { name: '新副局' },
      from: '2026-03-01',
      to: '2026-08-31',
    });
    expect(made.status).toBe(201);
    const { personId: id } = made.body;
    const twice = { personId: id, from: '2026-08-31' };
    expect(outcome(await post('office', path, twice))).toEqual([409, 'APPOINTMENT_OVERLAP']);
    expect((await post('office', path, { personId: id, from: '2026-09-01' })).status).toBe(201);

    const backwards = { personId: id, from: '2026-09-01', to: '2026-08-01' };
    expect(outcome(await post('office', path, backwards))).toEqual([400, 'ENDS_BEFORE_START']);
    expect(outcome(await post('office', path, { from: '2026-09-01' }))).toEqual([400, 'INVALID_FIELD']);
    const both = { personId: id, person: { name: '某' }, from: '2026-09-01' };
    expect(outcome(await post('office', path, both))).toEqual([400, 'INVALID_FIELD']);
    const nobody = { personId: randomUUID(), from: '2026-09-01' };
    expect(outcome(await post('office', path, nobody))).toEqual([404, 'NOT_FOUND']);
    const early = { person: { name: '早' }, from: '2019-01-01' };
    expect(outcome(await post('office', path, early))).toEqual([409, 'UNIT_NOT_ACTIVE']);
    const foreign = { personId: await api.personId('city.office'), from: '2026-09-01' };
    expect(outcome(await post('office', path, foreign))).toEqual([404, 'NOT_FOUND']);
  });

  it('never give oneself a signature, nor an office the auditor’s or administrator’s post', async () => {
    const self = { personId: await api.personId('office'), from: '2026-09-01' };
    expect(outcome(await post('office', `positions/${leader}/appointments`, self))).toEqual([
      403,
      'SELF_APPOINTMENT',
    ]);
    const office = unit('双拥工作领导小组办公室');
    for (const [kind, title] of [
      ['auditor', '审计员'],
      ['systemAdministrator', '系统管理员'],
    ] as const) {
      const post_ = `positions/${positionId(office, kind, title)}/appointments`;
      const body = { person: { name: '某人' }, from: '2026-09-01' };
      expect(outcome(await post('office', post_, body))).toEqual([403, 'FORBIDDEN']);
      expect((await post('admin', post_, body)).status).toBe(201);
    }
  });

  it('end with word of what is left open, and are not changed after', async () => {
    const { id, position } = await newUnit('离任局');
    const { body: before } = await get('office', `units/${id}`);
    const { appointmentId } = before.positions[0].holders[0];
    await openAssignment(id, position);
    const end = (on: string) => post('office', `appointments/${appointmentId}/end`, { on });
    expect(outcome(await end('2024-01-01'))).toEqual([400, 'ENDS_BEFORE_START']);
    expect((await end(addDays(today, 30))).body).toMatchObject({ vacant: true, openAssignments: 1 });
    expect(outcome(await end(addDays(today, 40)))).toEqual([409, 'APPOINTMENT_ENDED']);
    expect((await end(addDays(today, -1))).body.validTo).toBe(addDays(today, -1));
    expect(outcome(await end(addDays(today, -5)))).toEqual([409, 'APPOINTMENT_ENDED']);
    expect(outcome(await post('liaison.health', `appointments/${appointmentId}/end`, { on: today }))).toEqual(
      [403, 'FORBIDDEN'],
    );
  });
});

describe('people', () => {
  it('are found in one’s scope: the region for the office, the unit for its people', async () => {
    const { name } = (await get('liaison.education', `people/${personId(COUNTY, 'liaison.education')}`)).body;
    expect(namesOf(await get('office', `people?q=${encodeURIComponent(name)}`))).toContain(name);
    expect(namesOf(await get('liaison.health', `people?q=${encodeURIComponent(name)}`))).not.toContain(name);
    expect((await get('liaison.health', 'people?limit=100')).body.items.length).toBeLessThan(10);
    const outside = await api.personId('city.office');
    expect(outcome(await get('office', `people/${outside}`))).toEqual([404, 'NOT_FOUND']);
    expect((await get('province.office', `people/${outside}`)).status).toBe(200);
    expect(outcome(await get('liaison.health', `people/${personId(COUNTY, 'liaison.education')}`))).toEqual([
      404,
      'NOT_FOUND',
    ]);
  });

  it('turn pages, the same name twice included', async () => {
    const { length } = (await get('office', 'people?limit=100')).body.items;
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get('office', `people?limit=9${cursor}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor && seen.length < 200);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(length);
  });

  it('have contact data for the office and themselves, and change their own', async () => {
    const id = personId(COUNTY, 'liaison.health');
    expect((await get('auditor', `people/${id}`)).body.contact).toBeNull();
    expect((await get('office', `people/${id}`)).body.contact.email).toBe('liaison.health@yushui.invalid');
    const own = await send('PATCH', 'liaison.health', `people/${id}`, { phone: '10088888888' });
    expect(own.body.contact).toEqual({ email: 'liaison.health@yushui.invalid', phone: '10088888888' });
    expect(outcome(await send('PATCH', 'liaison.health', `people/${id}`, { name: '改名' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(outcome(await send('PATCH', 'leader.health', `people/${id}`, { phone: '1' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(outcome(await send('PATCH', 'liaison.tax', `people/${id}`, { phone: '1' }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect((await send('PATCH', 'office', `people/${id}`, { phone: ' ' })).body.contact.phone).toBeNull();
  });

  it('are disabled only when nothing is addressed to them any more', async () => {
    const { id, liaison, position } = await newUnit('停用局');
    await openAssignment(id, position);
    const { body: duties } = await get('office', `people/${liaison}/responsibilities`);
    expect(duties).toMatchObject({
      mayBeDisabled: false,
      appointments: [{ positionId: position }],
      openAssignments: [{ positionId: position, stepKey: 'collect' }],
    });
    const refused = await post('office', `people/${liaison}/disable`);
    expect(outcome(refused)).toEqual([409, 'PERSON_HAS_RESPONSIBILITIES']);
    expect(refused.body.detail).toContain('停用局');

    await post('office', `units/${id}/liaison`, { person: { name: '接手' }, from: today });
    expect((await get('office', `people/${liaison}/responsibilities`)).body.mayBeDisabled).toBe(true);
    expect(outcome(await post('liaison.health', `people/${liaison}/disable`))).toEqual([403, 'FORBIDDEN']);
    expect((await post('office', `people/${liaison}/disable`)).body.disabled).toBe(true);
    const again = { personId: liaison, from: today };
    const path = `positions/${positionId(health, 'unitLeader', '分管领导')}/appointments`;
    expect(outcome(await post('office', path, again))).toEqual([409, 'PERSON_DISABLED']);
  });
});
