import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { previewChanges } from '../../../database/change-orders/write-order.js';
import { startMatters } from '../../../database/meetings/start-matters.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { lockProcess } from '../../../database/steps/step.store.js';
import type { ChangeInput } from '../../../domain/change-orders/forms.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { COUNTY } from '../../support/county.js';
import { conferenceForm, launchMeeting } from '../meetings-world.js';
import { at, createWorld, decide, type World } from '../steps/world.js';
import { approved, point } from '../work-points/points-world.js';

let world: World;
const now = at('2027-03-01 09:00');

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.stop());

/** Written by nobody in particular, approved by the 主任. */
async function change(processId: string, changes: ChangeInput[]): Promise<string | null> {
  const form = { processId, title: '单位变更', reason: '机构改革', changes };
  const process = {
    kind: 'changeOrder',
    businessKey: randomUUID(),
    regionCode: COUNTY,
    year: 2027,
    title: '单位变更',
  };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(tx, process, { form, unitId: null }, null, now),
  );
  const approve = await world.open(started!.id, 'approve', now);
  return (await world.sign('director', approve, decide('approved'), now)).outcome;
}

it('a meeting: who is asked for material is who is invited', async () => {
  const id = await launchMeeting(world, 'liaisonConference', await conferenceForm(world), now);
  const material = await world.open(id, 'material', now);
  const invited = async () =>
    (
      await world.rows<{ name: string }>(
        `select u.short_name as name from meeting_participant m join unit u on u.id = m.unit_id where m.meeting_id = $1 order by m.seq`,
        id,
      )
    ).map(({ name }) => name);
  const owing = async () =>
    (
      await world.rows<{ name: string }>(
        `select u.short_name as name from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 and a.state = 'open' order by 1`,
        material,
      )
    ).map(({ name }) => name);
  const outcome = await change(id, [
    {
      type: 'unit',
      assignmentId: await world.owed(material, { unit: '县财政局' }),
      toUnitId: await world.unit('县民政局'),
    },
    { type: 'addUnit', stepId: material, unitId: await world.unit('县教育体育局'), toDate: '2027-05-08' },
    { type: 'removeUnit', stepId: material, unitId: await world.unit('县住建局') },
  ]);
  expect(outcome).toBe('approved');
  expect(await invited()).toEqual(['县民政局', '县教育体育局']);
  expect(await owing()).toEqual(['县民政局', '县教育体育局'].sort());
  await world.verified();
});

it('an event: who is visited is replaced or left out with the visit, who comes late comes along', async () => {
  const at = async (...names: string[]) => Promise.all(names.map((name) => world.unit(name)));
  const form = {
    ...{ eventKind: 'visit', title: '走访慰问', date: '2027-05-10', purpose: '了解需求。' },
    ...{ leaderPositionIds: [], unitIds: await at('县财政局') },
    visitedUnitIds: await at('县住建局', '县人武部', '县民政局'),
  };
  const process = {
    ...{ kind: 'plannedEvent', businessKey: randomUUID(), regionCode: COUNTY, year: 2027, title: form.title },
  };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(tx, process, { form, unitId: null }, null, now),
  );
  const id = started!.id;
  const notified = await world.open(id, 'notified', now);
  const named = (table: string, key: string) =>
    world.rows<{ name: string }>(
      `select u.short_name as name from ${table} t join unit u on u.id = t.unit_id where t.${key} = $1 order by t.seq`,
      id,
    );
  const [housing, education] = await at('县住建局', '县教育体育局');
  const leave = (unitId: string | undefined): ChangeInput => ({
    type: 'removeUnit',
    stepId: notified,
    unitId: unitId!,
  });
  expect(
    await change(id, [
      {
        type: 'unit',
        assignmentId: await world.owed(notified, { unit: '县民政局' }),
        toUnitId: await world.unit('县卫健局'),
      },
      { type: 'addUnit', stepId: notified, unitId: education! },
      leave(housing),
    ]),
  ).toBe('approved');
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
  expect(names(await named('event_visit', 'event_id'))).toEqual(['县人武部', '县卫健局']);
  expect(names(await named('meeting_participant', 'meeting_id'))).toEqual([
    ...['县财政局', '县人武部', '县卫健局', '县教育体育局'],
  ]);
  // Nobody left to visit is no visit.
  await expect(
    change(id, [leave(await world.unit('县人武部')), leave(await world.unit('县卫健局'))]),
  ).rejects.toMatchObject({ code: 'CHANGE_CONFLICT' });
  await world.verified();
});

it('a decided matter: another lead, another unit that cooperates, never both', async () => {
  const meeting = await launchMeeting(world, 'liaisonConference', await conferenceForm(world), now);
  const [lead, other, third] = [
    await world.unit('县住建局'),
    await world.unit('县财政局'),
    await world.unit('县民政局'),
  ];
  const [id] = await world.dataSource.transaction(async (tx) => {
    const process = (await lockProcess(tx, meeting))!;
    return startMatters({ manager: tx, now, process, actor: null, record: () => undefined }, [
      {
        ...{ title: '整治排洪沟', leadUnitId: lead, cooperatingUnitIds: [other] },
        ...{ measures: '勘察、施工。', limitDate: '2027-06-30' },
      },
    ]);
  });
  const cooperate = await world.open(id!, 'cooperate', now);
  const solve = await world.open(id!, 'solve', now);
  const owed = await world.owed(solve);
  await expect(change(id!, [{ type: 'unit', assignmentId: owed, toUnitId: other }])).rejects.toMatchObject({
    code: 'CHANGE_CONFLICT',
  });
  expect(
    await change(id!, [
      { type: 'unit', assignmentId: await world.owed(cooperate), toUnitId: third },
      { type: 'unit', assignmentId: owed, toUnitId: other },
      { type: 'deadline', stepId: solve, toDate: '2027-07-31' },
    ]),
  ).toBe('approved');
  const { lead_unit_id, cooperating_unit_ids, limit_at } = await world.one<{
    lead_unit_id: string;
    cooperating_unit_ids: string[];
    limit_at: Date;
  }>(`select lead_unit_id, cooperating_unit_ids, limit_at from matter where id = $1`, id);
  expect([lead_unit_id, cooperating_unit_ids]).toEqual([other, [third]]);
  expect(formatInstant(limit_at)).toBe('2027-07-31T23:59:59.999+08:00');
  await world.verified();
});

it('a preview says all that would be different, and leaves nothing behind', async () => {
  const { itemId, solve } = await world.claimed(now, { limitDate: '2027-03-31' });
  const before = await world.rows(`select count(*) from audit_entry`);
  const { differences, conflicts } = await previewChanges(
    world.dataSource.manager,
    {
      ...{ id: randomUUID(), title: '预览', reason: '预览', processId: itemId },
      changes: [
        { type: 'deadline', stepId: solve, toDate: '2027-05-31' },
        { type: 'unit', assignmentId: await world.owed(solve), toUnitId: await world.unit('县卫健局') },
        { type: 'step', stepId: randomUUID(), action: 'skip', outcome: 'x' },
        { type: 'planned', key: 'stage:1', fromDate: '2027-05-01' },
      ],
    },
    { actor: null, now },
  );
  expect(differences.owed).toHaveLength(1);
  expect(differences.owed[0]).toMatchObject({
    before: { unit: '县教育体育局' },
    after: { unit: '县卫健局' },
  });
  expect(conflicts.map(({ number }) => number)).toEqual([3, 4]);
  expect(await world.rows(`select count(*) from audit_entry`)).toEqual(before);
  expect(
    formatInstant(
      (await world.one<{ at: Date }>(`select deadline_at as at from step where id = $1`, solve)).at,
    ),
  ).toBe('2027-03-31T23:59:59.999+08:00');
});

it('a work point: another unit leads, and answers for the point from then on; who supports cannot lead as well', async () => {
  const set = { points: [await point(world, '1', ['县教育体育局'], ['县住建局'])] };
  const { points } = await approved(world, '', set, now);
  const id = points[0] as string;
  const complete = await world.open(id, 'complete', now);
  const to = async (unit: string): Promise<ChangeInput> => ({
    type: 'unit',
    assignmentId: await world.owed(complete, { unit: '县教育体育局' }),
    toUnitId: await world.unit(unit),
  });
  await expect(change(id, [await to('县住建局')])).rejects.toMatchObject({ code: 'CHANGE_CONFLICT' });
  await change(id, [await to('县财政局')]);
  const { leads } = await world.one<{ leads: string[] }>(
    `select lead_unit_ids as leads from work_point where id = $1`,
    id,
  );
  expect(leads).toEqual([await world.unit('县财政局')]);
  expect(await world.owed(complete, { unit: '县财政局' })).toBeTruthy();
});
