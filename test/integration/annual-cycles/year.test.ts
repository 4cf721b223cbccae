import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plannedAt } from '../../../database/processes/planned.js';
import { effectsOf, type EffectContext } from '../../../database/processes/effects.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { rehearsalEvents } from '../../../database/rehearsal/rehearsal-events.js';
import { openStep } from '../../../database/steps/open-step.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { COUNTY } from '../../support/county.js';
import { at, decide } from '../steps/world.js';
import { createYearWorld, type YearWorld } from './year-world.js';

let world: YearWorld;
beforeAll(async () => {
  world = await createYearWorld();
});
afterAll(() => world.stop());

const next = async (id: string) =>
  (await plannedAt(world.dataSource.manager, id, 'next')).at?.toISOString() ?? null;

const within = <T>(id: string, now: Date, work: (context: EffectContext) => Promise<T>): Promise<T> =>
  world.dataSource.transaction(async (manager) => {
    const process = (await lockProcess(manager, id)) as ProcessRow;
    return work({ manager, now, process, actor: null, record: () => undefined });
  });

const circular = (key: string, date: string, title = '重点工作通报'): PlanEntry => ({
  ...{ key, kind: 'circular', title, date: date as PlanEntry['date'] },
  form: { title, circularKind: 'keyWork' },
});

const meeting = (unitIds: string[], date = '2027-03-08'): PlanEntry => ({
  ...{ key: 'meeting', kind: 'topicalConsultation', title: '专题会议', date: date as PlanEntry['date'] },
  form: {
    ...{ title: '专题会议', agenda: ['议题'], leaderPositionIds: [], unitIds },
    ...{ startsAt: '2027-03-18T09:00+08:00', place: '会议室', reason: '需要。' },
  },
});

describe('a year', () => {
  let id: string;

  it('is launched once for a region and year; nothing of it has started', async () => {
    id = (await world.launchYear(at('2026-12-28T10:00')))!;
    expect(await world.launchYear(at('2026-12-28T11:00'))).toBeNull();
    expect(new Set(Object.values(await world.states(id)))).toEqual(new Set(['planned']));
    expect(await world.rows(`select 1 from process where parent_id = $1`, id)).toEqual([]);
    expect(await next(id)).toBe('2027-01-04T01:00:00.000Z');
    const [message] = (await world.messages()).filter(({ workflowId }) => workflowId === `annualCycle:${id}`);
    expect(message?.body).toEqual({ processId: id, year: 2027, mends: 0 });
  });

  it('starts each child at its date, as its parent; asked twice, once', async () => {
    const now = at('2027-01-04T09:00');
    expect(await world.startDue(id, at('2027-01-03T23:59'))).toEqual({ started: 0, failed: 0 });
    expect(await world.startDue(id, now)).toEqual({ started: 1, failed: 0 });
    expect(await world.startDue(id, now)).toEqual({ started: 0, failed: 0 });
    const child = await world.one<{ title: string }>(
      `select kind, parent_id, business_key, title, launched_by from process where parent_id = $1`,
      id,
    );
    expect(child).toEqual({
      ...{ kind: 'dualList', parent_id: id, business_key: `dualList:${COUNTY}:2027`, launched_by: null },
      title: '双江自治县2027年“双清单”制度',
    });
    const told = await rehearsalEvents(world.dataSource.manager);
    expect(told.find(({ kind }) => kind === 'entryStarted')?.detail).toBe(child.title);
    const [, second] = await world.plan2027();
    expect(await next(id)).toBe(at(`${second?.date}T09:00`).toISOString());
  });

  it('links what was launched by hand before', async () => {
    const byHand = await world.dataSource.transaction((tx) =>
      launchProcess(
        tx,
        {
          ...{ kind: 'coordinationGroup', businessKey: `coordinationGroup:${COUNTY}:2027` },
          ...{ regionCode: COUNTY, year: 2027, title: '军地协调小组' },
        },
        { form: undefined, unitId: null },
        null,
        at('2027-01-05T09:00'),
      ),
    );
    expect(await world.startDue(id, at('2027-01-11T09:00'))).toMatchObject({ failed: 0 });
    const entry = await world.one(
      `select state, started_process_id as process from annual_plan_entry where process_id = $1 and key = 'coordinationGroup'`,
      id,
    );
    expect(entry).toEqual({ state: 'linked', process: byHand?.id });
    const linked = (await world.facts(id, 'entryStarted')).filter(({ body }) => body['linked'] === true);
    expect(linked.map(({ body }) => body['key'])).toEqual(['coordinationGroup']);
  });

  it('asks everybody in office to a meeting for which nobody was named, as far away as it was planned', async () => {
    // Two days late: whoever was to start it was not there.
    await world.startDue(id, at('2027-03-10T15:00'));
    const { started } = await world.one<{ started: string }>(
      `select started_process_id as started from annual_plan_entry where process_id = $1 and key = 'leadingGroupMeeting'`,
      id,
    );
    const [asked] = await world.rows<{ leaders: number; units: number }>(
      `select count(position_id)::int as leaders, count(*) filter (where position_id is null)::int as units
       from meeting_participant where meeting_id = $1`,
      started,
    );
    expect(asked?.leaders).toBeGreaterThan(1);
    expect(asked?.units).toBeGreaterThan(5);
    const plan = (await world.plan2027()).find(({ key }) => key === 'leadingGroupMeeting');
    const { starts_at } = await world.one<{ starts_at: Date }>(
      `select starts_at from meeting where id = $1`,
      started,
    );
    expect(starts_at.getTime()).toBeGreaterThan(new Date(plan?.form?.['startsAt'] as string).getTime());
    await world.verified();
  });

  it('issues its ledger and carries over what is open, but not before everything planned is settled', async () => {
    const now = at('2027-12-02T09:00');
    const ledger = await world.open(id, 'ledger', now);
    await world.sign('office', ledger, decide('issued', { summary: '全年平稳。' }), now);
    const [document] = await world.rows<{ title: string; content: { annexes: { blocks: unknown[] }[] } }>(
      `select title, content from document where process_id = $1`,
      id,
    );
    expect(document?.title).toContain('2027年双拥工作落实情况的通报');
    expect(JSON.stringify(document?.content)).toContain('“双清单”制度');

    const carryOver = await world.open(id, 'carryOver', at('2027-12-20T09:00'));
    const carry = () => world.sign('office', carryOver, decide('carried'), at('2027-12-21T09:00'));
    await expect(carry()).rejects.toMatchObject({ code: 'ENTRIES_LEFT' });
    await world.startDue(id, at('2027-12-21T08:00'));
    await carry();
    const carried = await world.rows<{ kind: string; to_year: number }>(
      `select distinct p.kind, c.to_year from annual_carried c join process p on p.id = c.item_id where c.process_id = $1 order by 1`,
      id,
    );
    for (const kind of ['circular', 'liaisonConference', 'topicalConsultation'])
      expect(carried).toContainEqual({ kind, to_year: 2028 });
    const { item_id } = await world.one<{ item_id: string }>(
      `select item_id from annual_carried where process_id = $1 limit 1`,
      id,
    );
    const [fact] = await world.facts(item_id, 'carriedOver');
    expect(fact?.body).toEqual({ from: 2027, to: 2028 });
    await world.verified();
  });
});

describe('a child that is refused', () => {
  let id: string;
  let gone: string;

  beforeAll(async () => {
    gone = await world.unit('县财政局');
    const entries = [meeting([gone]), circular('a', '2027-03-08'), circular('b', '2027-06-01')];
    id = (await world.launchYear(at('2027-01-04T09:00'), { entries }, '/1'))!;
    await world.rows(`update unit set active_to = '2027-03-01' where id = $1`, gone);
  });
  afterAll(() => world.rows(`update unit set active_to = null where id = $1`, gone));

  it('waits with the reason; the rest of the year goes on', async () => {
    expect(await world.startDue(id, at('2027-03-08T09:00'))).toEqual({ started: 1, failed: 1 });
    const entry = await world.one(
      `select state, code, reason, started_process_id from annual_plan_entry where process_id = $1 and key = 'meeting'`,
      id,
    );
    expect(entry).toMatchObject({ state: 'failed', started_process_id: null, code: expect.any(String) });
    // Nothing of the refused launch stays.
    const kinds = await world.rows(`select distinct kind from process where parent_id = $1`, id);
    expect(kinds).toEqual([{ kind: 'circular' }]);
    expect(await next(id)).toBe('2027-06-01T01:00:00.000Z');
  });

  it('is mended by the office: refused again at once, or launched', async () => {
    const now = at('2027-03-08T10:00');
    const mend = await world.open(id, 'mend', now);
    const sign = (...entries: object[]) => world.sign('office', mend, decide('mended', { entries }), now);
    const key = 'meeting';
    const kind = 'topicalConsultation';
    await expect(sign({ key, remedy: 'relaunch' })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(sign({ key, remedy: 'skip' })).rejects.toMatchObject({ code: 'FORM_REQUIRED' });
    await expect(sign({ key: 'a', remedy: 'skip', reason: '无' })).rejects.toMatchObject({
      code: 'ENTRY_BEGUN',
    });
    await expect(sign({ key: 'b', remedy: 'skip', reason: '无' })).rejects.toMatchObject({
      field: 'form.entries[0].key',
    });
    // A second round beside the open one has nothing to ask.
    const second = await openStep(world.dataSource.manager, { processId: id, key: 'mend', round: 2, now });
    expect(second.outcome).toBe('alreadyAsked');
    const form = { ...meeting([await world.unit('县住建局')]).form, startsAt: '2027-03-12T09:00+08:00' };
    await sign({ key, remedy: 'relaunch', kind, form });
    expect((await world.states(id))[key]).toBe('started');
    const { starts_at } = await world.one<{ starts_at: Date }>(
      `select m.starts_at from meeting m join annual_plan_entry e on e.started_process_id = m.id where e.process_id = $1`,
      id,
    );
    expect(starts_at).toEqual(at('2027-03-12T09:00'));
    const third = await openStep(world.dataSource.manager, { processId: id, key: 'mend', round: 3, now });
    expect(third.outcome).toBe('nothingToMend');
    await world.verified();
  });

  it('may be put on another day, which wakes the year; every failed one has to be answered', async () => {
    const entries = [
      { ...meeting([gone]), key: 'third' },
      { ...meeting([gone]), key: 'other' },
      circular('d', '2027-06-01'),
    ];
    const other = (await world.launchYear(at('2027-01-04T09:00'), { entries }, '/2'))!;
    await world.startDue(other, at('2027-03-08T09:00'));
    const now = at('2027-03-09T10:00');
    const mend = await world.open(other, 'mend', now);
    const sign = (...mended: object[]) =>
      world.sign('office', mend, decide('mended', { entries: mended }), now);
    const move = { key: 'third', remedy: 'move', date: '2027-04-08', reason: '等候机构调整' };
    await expect(sign(move)).rejects.toMatchObject({ code: 'ENTRIES_UNMENDED' });
    await expect(sign({ ...move, date: '2027-03-01' })).rejects.toMatchObject({
      field: 'form.entries[0].date',
    });
    await expect(sign({ ...move, date: '2028-03-01' })).rejects.toMatchObject({
      field: 'form.entries[0].date',
    });
    await world.messages();
    await sign(move, { key: 'other', remedy: 'skip', reason: '合并召开' });
    expect(await world.states(other)).toEqual({ d: 'planned', third: 'planned', other: 'skipped' });
    expect(await next(other)).toBe('2027-04-08T01:00:00.000Z');
    const told = (await world.messages()).filter(({ name }) => name === 'notice');
    expect(told).toMatchObject([{ workflowId: `annualCycle:${other}`, body: { name: 'rescheduled' } }]);
    const { form } = await world.one<{ form: { startsAt: string } }>(
      `select form from annual_plan_entry where process_id = $1 and key = 'third'`,
      other,
    );
    // 31 days later than March 18, on a working day.
    expect(form.startsAt).toBe('2027-04-19T09:00+08:00');
    const [moved] = await world.facts(other, 'entryMoved');
    expect(moved?.body).toMatchObject({ from: '2027-03-08', to: '2027-04-08', reason: '等候机构调整' });
  });
});

describe('a year that begins late, stands still or changes', () => {
  it('starts at once what is past when it is launched late', async () => {
    const id = (await world.launchYear(at('2027-07-20T15:00'), {}, '/late'))!;
    expect(await next(id)).toBe('2027-01-04T01:00:00.000Z');
    const { started, failed } = await world.startDue(id, at('2027-07-20T15:00'));
    const plan = await world.plan2027();
    expect([started, failed]).toEqual([plan.filter(({ date }) => date <= '2027-07-20').length, 0]);
    const left = plan.find(({ date }) => date > '2027-07-20');
    expect(await next(id)).toBe(at(`${left?.date}T09:00`).toISOString());
  });

  it('lists what may be moved, and moves it', async () => {
    const entries = [circular('e', '2027-03-08'), circular('f', '2027-06-01'), circular('g', '2027-07-01')];
    const id = (await world.launchYear(at('2027-01-04T09:00'), { entries }, '/3'))!;
    await world.startDue(id, at('2027-03-08T09:00'));
    const { plannedItems, rescheduled } = effectsOf('annualCycle');
    const items = await plannedItems!(world.dataSource.manager, id);
    expect(items.map(({ key, begun, from }) => [key, begun, from])).toEqual([
      ['e', true, '2027-03-08'],
      ['f', false, '2027-06-01'],
      ['g', false, '2027-07-01'],
    ]);
    const now = at('2027-04-01T09:00');
    const move = (change: object) => within(id, now, (context) => rescheduled!(context, change as never));
    await expect(move({ key: 'e', from: '2027-05-01' })).rejects.toMatchObject({ code: 'ENTRY_BEGUN' });
    await expect(move({ key: 'f', to: '2027-05-01' })).rejects.toMatchObject({ code: 'INVALID_FIELD' });
    await expect(move({ key: 'z', from: '2027-05-01' })).rejects.toMatchObject({ field: 'key' });
    await move({ key: 'f', from: '2027-08-02' });
    expect(await next(id)).toBe('2027-07-01T01:00:00.000Z');
  });

  it('starts when it goes on what fell into a pause, and leaves the calendar’s days alone', async () => {
    const entries = [circular('a', '2027-03-08'), circular('b', '2027-06-01')];
    const id = (await world.launchYear(at('2027-01-04T09:00'), { entries }, '/4'))!;
    const now = at('2027-04-01T09:00');
    await within(id, now, (context) => effectsOf('annualCycle').resumed!(context, at('2027-03-01T09:00')));
    const rows = await world.rows(
      `select key, date::text from annual_plan_entry where process_id = $1 order by key`,
      id,
    );
    expect(rows).toEqual([
      { key: 'a', date: '2027-04-01' },
      { key: 'b', date: '2027-06-01' },
    ]);
  });
});
