import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchProcess } from '../../database/processes/launch-process.js';
import { openMattersByUnit } from '../../database/meetings/matter-account.repository.js';
import { listMatters } from '../../database/meetings/matter-list.repository.js';
import { listMeetings } from '../../database/meetings/meeting-list.repository.js';
import { replaceInMeeting } from '../../database/meetings/replace-unit.js';
import { effectsOf } from '../../database/processes/effects.js';
import type { PlannedEventForm } from '../../domain/meetings/event-forms.js';
import { lightOf } from '../../domain/time/light.js';
import { COUNTY } from '../support/county.js';
import { allPresent, consultationForm, launchMeeting, matters, positionOf, told } from './meetings-world.js';
import { at, codeOf, createWorld, decide, type World } from './steps/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const APRIL = at('2027-04-20T09:00:00');
const JUNE = at('2027-06-28T09:00:00');
const AFTER = at('2027-07-28T17:00:00');
const NEXT = at('2027-07-29T10:00:00');
const RETURNED = decide('returned', undefined, '再议');
const everything = { regions: [COUNTY], units: [] };

async function launched(change: Partial<PlannedEventForm> = {}, now = JUNE): Promise<string> {
  const form: PlannedEventForm = {
    eventKind: 'visit',
    title: '八一走访慰问',
    date: '2027-07-28',
    purpose: '了解驻地部队需要协调的事项。',
    leaderPositionIds: [await positionOf(world, 'leader1')],
    unitIds: [await world.unit('县财政局')],
    visitedUnitIds: [await world.unit('县人武部'), await world.unit('县住建局')],
    ...change,
  };
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind: 'plannedEvent',
        businessKey: `plannedEvent:${COUNTY}:${randomUUID()}`,
        regionCode: COUNTY,
        year: 2027,
        title: form.title,
      },
      { form, unitId: null },
      null,
      now,
    ),
  );
  return (process as { id: string }).id;
}

const plan = async (change: object = {}) =>
  decide('prepared', {
    startsAt: '2027-07-28T08:30+08:00',
    place: '县政府广场集合',
    arrangements: ['上午到县人武部', '下午到县住建局'],
    leaderPositionIds: [await positionOf(world, 'leader1')],
    unitIds: [await world.unit('县财政局')],
    visitedUnitIds: [await world.unit('县人武部'), await world.unit('县住建局')],
    ...change,
  });

async function carriedOut(id: string): Promise<void> {
  await world.sign('office', await world.open(id, 'prepare', JUNE), await plan(), JUNE);
  const hold = await world.open(id, 'hold', JUNE);
  await world.sign('office', hold, await allPresent(world, id), AFTER);
}

const record = async (problems: object[], visits?: object[]) =>
  decide('recorded', {
    summary: '走访了两个单位。',
    visits: visits ?? [
      { unitId: await world.unit('县人武部'), found: '训练场道路破损。' },
      { unitId: await world.unit('县住建局'), found: '正常。' },
    ],
    problems,
  });

const problem = async (unit: string, title: string, limitDate = '2027-09-30') => ({
  title,
  leadUnitId: await world.unit(unit),
  cooperatingUnitIds: [],
  measures: '现场踏勘，列入计划。',
  limitDate,
});

const documents = (id: string) =>
  world.rows<{ title: string; recipients: number }>(
    `select d.title, count(r.*)::int as recipients from document d join document_recipient r on r.document_id = d.id
     where d.process_id = $1 group by d.id order by d.serial`,
    id,
  );

describe('an event', () => {
  it('is planned, told of, carried out and recorded; its problems stay on account until the last is struck off', async () => {
    const id = await launched();
    const prepare = await world.open(id, 'prepare', JUNE);
    const { deadline_at } = await world.one<{ deadline_at: Date }>(
      `select deadline_at from step where id = $1`,
      prepare,
    );
    expect(deadline_at).toEqual(at('2027-07-23T23:59:59.999'));
    await world.sign('office', prepare, await plan(), JUNE);
    // Two units that are visited, one that goes along, and the group for its leader.
    expect(await documents(id)).toEqual([{ title: '关于开展“八一走访慰问”的通知', recipients: 4 }]);
    const notified = await world.open(id, 'notified', JUNE);
    await world.sign('liaison.armed', notified, decide('received'), JUNE);

    const hold = await world.open(id, 'hold', JUNE);
    expect(await codeOf(world.sign('office', hold, await allPresent(world, id), JUNE))).toBe(
      'MEETING_NOT_BEGUN',
    );
    await world.sign('office', hold, await allPresent(world, id), AFTER);

    const writing = await world.open(id, 'record', AFTER);
    const seen = [{ unitId: await world.unit('县住建局'), found: '正常。' }];
    const gap = world.sign('office', writing, await record([], seen), AFTER);
    await expect(gap).rejects.toThrow(/县人武部/);
    const late = await problem('县住建局', '修路', '2027-07-01');
    await expect(world.sign('office', writing, await record([late]), AFTER)).rejects.toMatchObject({
      code: 'DATE_IN_PAST',
      field: 'form.problems[0].limitDate',
    });
    await world.sign(
      'office',
      writing,
      await record([await problem('县住建局', '训练场道路整修'), await problem('县财政局', '整修资金')]),
      AFTER,
    );
    expect(await matters(world, id)).toEqual([]);
    await world.sign('director', await world.open(id, 'confirm', NEXT), decide('confirmed'), NEXT);
    const [road, money] = await matters(world, id);
    expect([road?.title, money?.title]).toEqual(['训练场道路整修', '整修资金']);
    expect(await told(world, 'mattersClosed')).toEqual([]);
    for (const [matter, login] of [
      [road, 'liaison.housing'],
      [money, 'liaison.finance'],
    ] as const) {
      const solve = await world.open(matter!.id, 'solve', NEXT);
      await world.sign(login, solve, decide('done', { result: '已办成' }), NEXT);
      await world.sign('office', await world.open(matter!.id, 'review', NEXT), decide('closed'), NEXT);
      await world.end(matter!.id, 'finished', NEXT);
    }
    expect(await told(world, 'mattersClosed')).toEqual([`plannedEvent:${id}`]);
    expect(await effectsOf('plannedEvent').noticesOf?.(world.dataSource.manager, id)).toEqual([
      { name: 'mattersClosed', id },
    ]);
    await world.verified();
  });

  it('without problems it asks nobody to hand anything out, and is over', async () => {
    const id = await launched();
    await carriedOut(id);
    await world.sign('office', await world.open(id, 'record', AFTER), await record([]), AFTER);
    await expect(world.open(id, 'confirm', AFTER)).rejects.toThrow('confirm is over already: confirmed');
    expect(
      await world.one(`select state, outcome from step where process_id = $1 and key = 'confirm'`, id),
    ).toMatchObject({ outcome: 'confirmed' });
    expect(await told(world, 'mattersClosed')).toEqual([`plannedEvent:${id}`]);
  });

  it('called off before its notice, nobody hears of it; after it, everybody who was told is told', async () => {
    const quiet = await launched();
    const off = decide('calledOff', undefined, '并入下一次');
    await world.sign('office', await world.open(quiet, 'prepare', JUNE), off, JUNE);
    expect(await documents(quiet)).toEqual([]);

    const id = await launched();
    await world.sign('office', await world.open(id, 'prepare', JUNE), await plan(), JUNE);
    const hold = await world.open(id, 'hold', JUNE);
    expect(await codeOf(world.sign('office', hold, decide('calledOff'), JUNE))).toBe('OPINION_REQUIRED');
    await world.sign('office', hold, decide('calledOff', undefined, '防汛应急'), JUNE);
    expect(await documents(id)).toEqual([
      { title: '关于开展“八一走访慰问”的通知', recipients: 4 },
      { title: '关于取消“八一走访慰问”的通知', recipients: 4 },
    ]);
  });

  it('put off, everybody gets a new notice and the new hour counts', async () => {
    const id = await launched();
    await world.sign('office', await world.open(id, 'prepare', JUNE), await plan(), JUNE);
    const later = decide('postponed', { startsAt: '2027-08-03T09:00+08:00' }, '组长外出');
    await world.sign('office', await world.open(id, 'hold', JUNE), later, JUNE);
    const titles = (await documents(id)).map(({ title }) => title);
    expect(titles).toEqual(['关于开展“八一走访慰问”的通知', '关于“八一走访慰问”改期的通知']);
    const again = await world.open(id, 'hold', JUNE, 2);
    expect(await codeOf(world.sign('office', again, await allPresent(world, id), AFTER))).toBe(
      'MEETING_NOT_BEGUN',
    );
  });

  it.each<[string, Partial<PlannedEventForm>, string]>([
    ['for a day that is over', { date: '2027-06-27' }, 'DATE_IN_PAST form.date'],
    ['to nobody', { visitedUnitIds: [] }, 'INVALID_FIELD form.visitedUnitIds'],
    ['合署办公 to units', { eventKind: 'jointOffice' }, 'INVALID_FIELD form.visitedUnitIds'],
    ['to a unit that is none', { unitIds: [randomUUID()] }, 'INVALID_FIELD form.unitIds'],
    [
      'with nobody',
      { eventKind: 'jointOffice', visitedUnitIds: [], unitIds: [], leaderPositionIds: [] },
      'PARTICIPANTS_MISSING form.unitIds',
    ],
  ])('is not launched %s', async (_, change, expected) => {
    const refused = await launched(change).catch(
      (error: unknown) => error as { code: string; field: string },
    );
    expect(typeof refused === 'string' ? refused : `${refused.code} ${refused.field}`).toBe(expected);
  });

  it('a successor is visited in the place of a unit that is gone, once', async () => {
    const id = await launched();
    const [housing, finance, armed] = await Promise.all(
      ['县住建局', '县财政局', '县人武部'].map((name) => world.unit(name)),
    );
    await replaceInMeeting(world.dataSource.manager, id, housing!, finance!);
    const visited = () =>
      world.rows<{ unit_id: string }>(`select unit_id from event_visit where event_id = $1 order by seq`, id);
    expect(await visited()).toEqual([{ unit_id: armed }, { unit_id: finance }]);
    await replaceInMeeting(world.dataSource.manager, id, armed!, finance!);
    expect(await visited()).toEqual([{ unit_id: finance }]);
  });
});

describe('on account', () => {
  it('lists and counts show the light that the law gives, at any instant', async () => {
    const id = await launched();
    await carriedOut(id);
    const problems = [await problem('县住建局', '一'), await problem('县住建局', '二', '2027-08-02')];
    await world.sign('office', await world.open(id, 'record', AFTER), await record(problems), AFTER);
    await world.sign('director', await world.open(id, 'confirm', NEXT), decide('confirmed'), NEXT);
    const [first, second] = await matters(world, id);
    await world.open(first!.id, 'solve', NEXT);
    const solve = await world.open(second!.id, 'solve', NEXT);
    const { manager } = world.dataSource;
    const unit = await world.unit('县住建局');
    const page = { limit: 100, after: null };
    const check = async (now: Date): Promise<string[]> => {
      const all = await listMatters(manager, everything, { unit, now }, page);
      const open = all.filter(({ state }) => state === 'open' || state === 'reviewing');
      const light = (line: (typeof all)[number]) =>
        lightOf({ deadline: line.limitAt, warnAt: line.warnAt, now, closedAt: line.doneAt }).light;
      const counted = (await openMattersByUnit(manager, everything, COUNTY, now)).find(
        (one) => one.unit.id === unit,
      );
      for (const colour of ['green', 'yellow', 'red'] as const) {
        const some = await listMatters(manager, everything, { unit, light: colour, now }, page);
        const expected = open.filter((line) => light(line) === colour).map((line) => line.id);
        expect([colour, some.map((line) => line.id)]).toEqual([colour, expected]);
        expect([colour, counted?.[colour]]).toEqual([colour, expected.length]);
      }
      return open.filter(({ meetingId }) => meetingId === id).map(light);
    };
    expect(await check(NEXT)).toEqual(['yellow', 'green']);
    expect(await check(at('2027-08-02T23:59:59.999'))).toEqual(['yellow', 'green']);
    expect(await check(at('2027-08-03T00:00:00'))).toEqual(['red', 'green']);
    await world.sign('liaison.housing', solve, decide('done', { result: '已办成' }), NEXT);
    expect(await check(at('2027-12-31T00:00:00'))).toEqual(['green', 'red']);
    expect(await openMattersByUnit(manager, { regions: ['11'], units: [] }, null, NEXT)).toEqual([]);
  });

  it('meetings and events stand in one list, by day, each under its own name', async () => {
    const id = await launched();
    const form = await consultationForm(world, { title: '年度部署', meetingKind: 'group' });
    const meeting = await launchMeeting(world, 'topicalConsultation', form, APRIL);
    const plain = await launchMeeting(world, 'topicalConsultation', await consultationForm(world), APRIL);
    const list = (filter: object) =>
      listMeetings(world.dataSource.manager, everything, filter, { limit: 100, after: null });
    const mine = (await list({})).filter((line) => [id, meeting, plain].includes(line.id));
    expect(mine.map(({ meetingKind }) => meetingKind).sort()).toEqual(['group', 'topical', 'visit']);
    expect((await list({ kind: 'group' })).map((line) => line.id)).toEqual([meeting]);
    const july = await list({ from: '2027-07-28', to: '2027-07-28', kind: 'visit' });
    expect(july.map((line) => line.id)).toContain(id);
    expect(await list({ from: '2027-07-29', kind: 'visit' })).toEqual(
      (await list({ kind: 'visit' })).filter(({ startsAt }) => startsAt! >= at('2027-07-29T00:00:00')),
    );
    // Sent back and proposed anew without saying so, it stays a meeting of the group.
    const again = { ...form, meetingKind: undefined };
    await world.sign('leader1', await world.open(meeting, 'approve', APRIL), RETURNED, APRIL);
    await world.sign('office', await world.open(meeting, 'draft', APRIL), decide('requested', again), APRIL);
    expect((await list({ kind: 'group' })).map((line) => line.id)).toEqual([meeting]);
    await world.sign('leader1', await world.open(meeting, 'approve', APRIL, 2), decide('approved'), APRIL);
    expect((await documents(meeting)).map(({ title }) => title)).toEqual([
      '关于召开“年度部署”领导小组会议的通知',
    ]);
  });
});
