import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MatterTask } from '../../../domain/coordination/forms.js';
import type { Urgency } from '../../../domain/coordination/urgency.js';
import { actorOf } from '../../../database/steps/acting.js';
import { openStep } from '../../../database/steps/open-step.js';
import { handOver } from '../../../database/steps/participants.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { launchedAs } from './coordination-world.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;
let id: string;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

/** The night of the Spring Festival, 2028: a public holiday, and a leap year. */
const NIGHT = '2028-01-26T02:00:00';

async function raise(urgency: Urgency, now: string): Promise<void> {
  id = await launchedAs(world, 'coordinationMatter', at(now), {
    form: { title: '道路抢通', detail: '雨后塌方，车辆不能通行。', urgency },
    unitId: await world.unit('驻军部队'),
  });
  await world.messages();
}
const task = async (unit: string, limit: MatterTask['limit']): Promise<MatterTask> => ({
  unitId: await world.unit(unit),
  task: `${unit}的任务`,
  limit,
});
const acted = async (
  login: string,
  stepId: string,
  input: Parameters<World['act']>[2],
  now: string,
  unit: string,
) => {
  const owed = await world.owed(stepId, { unit });
  await world.act(login, owed, { action: 'acknowledge' }, at(now));
  return world.act(login, owed, input, at(now));
};
const report = decide('reported', { report: '已抢通' });
const fired = async (kind: string) =>
  (await world.facts(id, kind)).map(({ body }) => [body['checkpoint'], body['dueAt']]);
const due = (...entries: [string, string][]) => entries.map(([key, when]) => [key, at(when).toISOString()]);

describe('特急 at two in the night of a public holiday', () => {
  beforeEach(() => raise('flash', NIGHT));

  it('the whole office is asked, for a quarter of an hour; silence climbs in minutes', async () => {
    const triage = await world.open(id, 'urgentTriage', at(NIGHT));
    expect(
      await world.one(
        `select count(*)::int as n, max(deadline_at) as by from assignment where step_id = $1`,
        triage,
      ),
    ).toEqual({ n: 3, by: at('2028-01-26T02:15:00') });
    await world.serve(at('2028-01-26T02:16:00'));
    expect(await fired('overdue')).toEqual(due(['overdue', '2028-01-26T02:15:00.001']));
    await world.serve(at('2028-01-26T03:46:00'));
    expect(await fired('escalated')).toEqual(
      due(
        ['rung:1', '2028-01-26T02:20:00'],
        ['rung:2', '2028-01-26T02:25:00'],
        ['rung:3', '2028-01-26T02:35:00'],
        ['rung:4', '2028-01-26T02:55:00'],
        ['rung:5', '2028-01-26T03:45:00'],
      ),
    );
    for (const { body } of await world.facts(id, 'escalated'))
      expect((body['told'] as { people: string[] }[])[0]?.people.length).toBeGreaterThan(0);
    await world.verified();
  });

  it('two of the office triage at once: one outcome, the other hears who was first', async () => {
    const triage = await world.open(id, 'urgentTriage', at(NIGHT));
    const now = at('2028-01-26T02:03:00');
    const [office, deputy] = [
      await world.owed(triage, { login: 'office' }),
      await world.owed(triage, { login: 'deputy' }),
    ];
    const codes = await Promise.all([
      codeOf(
        world.act(
          'office',
          office,
          decide('flash', { tasks: [await task('县公安局', { minutes: 30 })] }),
          now,
        ),
      ),
      codeOf(
        world.act('deputy', deputy, decide('urgent', { tasks: [await task('县公安局', { hours: 6 })] }), now),
      ),
    ]);
    expect(codes.sort()).toEqual(['ALREADY_DECIDED', 'done']);
    expect(await world.rows(`select 1 from coordination_task where matter_id = $1`, id)).toHaveLength(1);
    await world.verified();
  });

  it('each unit has the limit of its own task, and is chased by it around the clock', async () => {
    const triage = await world.open(id, 'urgentTriage', at(NIGHT));
    await world.sign(
      'office',
      triage,
      decide('flash', {
        tasks: [await task('县公安局', { minutes: 30 }), await task('县交通运输局', { hours: 3 })],
      }),
      at('2028-01-26T02:05:00'),
    );
    const tasks = await world.open(id, 'flashTasks', at('2028-01-26T02:05:00'));
    expect(
      await world.rows(
        `select u.short_name as unit, a.deadline_at as by from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by 2`,
        tasks,
      ),
    ).toEqual([
      { unit: '县公安局', by: at('2028-01-26T02:35:00') },
      { unit: '县交通运输局', by: at('2028-01-26T05:05:00') },
    ]);
    const police = await world.owed(tasks, { unit: '县公安局' });
    expect(await codeOf(world.urge('liaison.garrison', police, at('2028-01-26T02:20:00')))).toBe('done');
    expect(await codeOf(world.urge('liaison.armed', police, at('2028-01-26T02:20:00')))).toBe('NOT_FOUND');
    await acted('liaison.transport', tasks, report, '2028-01-26T02:30:00', '县交通运输局');
    await world.serve(at('2028-01-26T02:41:00'));
    expect(await fired('remindedToAcknowledge')).toEqual([]);
    expect(await fired('escalated')).toEqual(due(['rung:1', '2028-01-26T02:40:00']));
    const answer = await acted('liaison.police', tasks, report, '2028-01-26T02:42:00', '县公安局');
    expect(answer.outcome).toBe('reported');
    expect(
      await world.rows(`select state, late from assignment where step_id = $1 order by late`, tasks),
    ).toEqual([
      { state: 'done', late: false },
      { state: 'done', late: true },
    ]);
    await world.verified();
  });
});

describe('handing out', () => {
  it.each<[Urgency, string, object, RegExp]>([
    ['flash', '县公安局', { workingDays: 1 }, /不用工作日/u],
    ['flash', '县公安局', { hours: 25 }, /1至24小时/u],
    ['urgent', '县公安局', { minutes: 30, hours: 1 }, /只填一种/u],
    ['ordinary', '县公安局', { minutes: 30 }, /不用分钟/u],
    ['ordinary', '县公安局', {}, /只填一种/u],
    ['ordinary', '县领导小组', { workingDays: 5 }, /不承办任务/u],
    ['ordinary', '临沧市双拥办', { workingDays: 5 }, /不在本地区/u],
  ])('%s to %s within %j is refused', async (urgency, unit, limit, said) => {
    await raise('ordinary', '2027-03-01T09:00:00');
    const triage = await world.open(id, 'triage', at('2027-03-01T09:00:00'));
    const work = world.sign(
      'office',
      triage,
      decide(urgency, { tasks: [await task(unit, limit)] }),
      at('2027-03-01T10:00:00'),
    );
    const error = await work.then(
      () => null,
      (one: { params: { reason: string } }) => one,
    );
    expect(error?.params.reason).toMatch(said);
    expect(await world.rows(`select 1 from coordination_task where matter_id = $1`, id)).toEqual([]);
  });

  it('one unit, one task', async () => {
    await raise('ordinary', '2027-03-01T09:00:00');
    const triage = await world.open(id, 'triage', at('2027-03-01T09:00:00'));
    const twice = [await task('县公安局', { hours: 5 }), await task('县公安局', { hours: 6 })];
    expect(
      await codeOf(
        world.sign('office', triage, decide('ordinary', { tasks: twice }), at('2027-03-01T10:00:00')),
      ),
    ).toBe('INVALID_FIELD');
  });
});

describe('an ordinary matter', () => {
  let tasks: string;
  beforeEach(async () => {
    await raise('ordinary', '2028-02-28T09:00:00');
    const triage = await world.open(id, 'triage', at('2028-02-28T09:00:00'));
    await world.sign(
      'office',
      triage,
      decide('ordinary', {
        tasks: [await task('县公安局', { workingDays: 1 }), await task('县住建局', { workingDays: 3 })],
      }),
      at('2028-02-28T10:00:00'),
    );
    tasks = await world.open(id, 'ordinaryTasks', at('2028-02-28T10:00:00'));
  });

  it('counts working days through February 29', async () => {
    expect(
      (
        await world.rows<{ by: Date }>(
          `select deadline_at as by from assignment where step_id = $1 order by 1`,
          tasks,
        )
      ).map(({ by }) => by),
    ).toEqual([at('2028-02-29T23:59:59.999'), at('2028-03-02T23:59:59.999')]);
  });

  it('is seen by who raised it and who has a task in it, and by no other unit', async () => {
    const viewer = async (unit: string) => ({ regions: [], units: [await world.unit(unit)] });
    const { manager } = world.dataSource;
    await world.rows(
      `update process set raising_unit_id = $2 where id = $1`,
      id,
      await world.unit('驻军部队'),
    );
    for (const unit of ['驻军部队', '县公安局', '县住建局'])
      await expect(visibleProcess(manager, await viewer(unit), id)).resolves.toMatchObject({ id });
    for (const unit of ['县教育体育局', '县人武部'])
      expect(await codeOf(visibleProcess(manager, await viewer(unit), id))).toBe('NOT_FOUND');
  });

  it('everybody reported: the raiser confirms, the office reviews', async () => {
    await acted('liaison.police', tasks, report, '2028-02-29T09:00:00', '县公安局');
    const answer = await acted('liaison.housing', tasks, report, '2028-02-29T10:00:00', '县住建局');
    expect(
      await codeOf(
        world.act('liaison.housing', answer.assignmentId, { action: 'withdraw' }, at('2028-02-29T10:05:00')),
      ),
    ).toBe('NOTHING_TO_WITHDRAW');
    const confirm = await world.open(id, 'confirm', at('2028-02-29T10:00:00'));
    expect(
      await codeOf(
        world.sign('liaison.armed', confirm, decide('satisfied'), at('2028-02-29T11:00:00'), '驻军部队'),
      ),
    ).not.toBe('done');
    await world.sign('liaison.garrison', confirm, decide('satisfied'), at('2028-02-29T11:00:00'));
    const review = await world.open(id, 'review', at('2028-02-29T11:00:00'));
    await world.sign(
      'office',
      review,
      decide('reviewed', { summary: '响应及时' }),
      at('2028-03-01T09:00:00'),
    );
    expect(await world.one(`select review from coordination_matter where id = $1`, id)).toEqual({
      review: '响应及时',
    });
    await world.verified();
  });

  it('a unit that can’t: no confirmation, the office hands out anew', async () => {
    await acted('liaison.police', tasks, report, '2028-02-29T09:00:00', '县公安局');
    await acted(
      'liaison.housing',
      tasks,
      decide('unable', undefined, '没有设备'),
      '2028-02-29T10:00:00',
      '县住建局',
    );
    const confirm = { processId: id, key: 'confirm', round: 1, now: at('2028-02-29T10:00:00') };
    expect(await openStep(world.dataSource.manager, confirm)).toMatchObject({ outcome: 'returned' });
    const again = await world.open(id, 'triage', at('2028-02-29T10:00:00'), 2);
    await world.sign(
      'deputy',
      again,
      decide('ordinary', { tasks: [await task('县应急管理局', { workingDays: 2 })] }),
      at('2028-02-29T11:00:00'),
    );
    const second = await world.open(id, 'ordinaryTasks', at('2028-02-29T11:00:00'), 2);
    await acted('liaison.emergency', second, report, '2028-03-01T09:00:00', '县应急管理局');
    await world.open(id, 'confirm', at('2028-03-01T09:00:00'), 2);
    expect(
      (
        await world.rows<{ state: string }>(
          `select state from coordination_task where matter_id = $1 order by round, state`,
          id,
        )
      ).map(({ state }) => state),
    ).toEqual(['reported', 'unable', 'reported']);
  });

  it('a silent unit is let go by the office with a reason; the raiser’s silence likewise', async () => {
    await acted('liaison.police', tasks, report, '2028-02-29T09:00:00', '县公安局');
    const housing = await world.owed(tasks, { unit: '县住建局' });
    await world.act('liaison.housing', housing, { action: 'acknowledge' }, at('2028-02-29T09:00:00'));
    const release = decide('released', undefined, '任务已由他单位承担');
    expect(await codeOf(world.act('liaison.housing', housing, release, at('2028-03-03T09:00:00')))).toBe(
      'NOT_YOURS',
    );
    expect(await codeOf(world.act('office', housing, decide('released'), at('2028-03-03T09:00:00')))).toBe(
      'OPINION_REQUIRED',
    );
    await world.act('office', housing, release, at('2028-03-03T09:00:00'));
    const confirm = await world.open(id, 'confirm', at('2028-03-03T09:00:00'));
    await world.serve(at('2028-03-20T12:00:00'));
    expect((await world.facts(id, 'escalated')).length).toBeGreaterThan(3);
    const owed = await world.owed(confirm);
    await world.act(
      'office',
      owed,
      decide('closedByOffice', undefined, '多次催办未答复'),
      at('2028-03-21T09:00:00'),
    );
    await world.verified();
  });

  it('nobody reports before he has signed for his task; the office can let go even who never signed', async () => {
    const police = await world.owed(tasks, { unit: '县公安局' });
    expect(await codeOf(world.act('liaison.police', police, report, at('2028-02-29T09:00:00')))).toBe(
      'ACKNOWLEDGE_FIRST',
    );
    await world.act(
      'office',
      police,
      decide('released', undefined, '改由他单位承担'),
      at('2028-03-03T09:00:00'),
    );
    expect(await world.one(`select state from assignment where id = $1`, police)).toEqual({ state: 'done' });
  });

  it('a report that the office returns is owed anew; another unit takes over who leaves', async () => {
    await acted('liaison.police', tasks, report, '2028-02-29T09:00:00', '县公安局');
    const done = await world.one<{ id: string }>(
      `select id from assignment where step_id = $1 and state = 'done'`,
      tasks,
    );
    await world.act(
      'office',
      done.id,
      { action: 'returnFiling', opinion: '请写明时间' },
      at('2028-02-29T10:00:00'),
    );
    const states = () =>
      world.rows<{ unit: string; state: string }>(
        `select u.short_name as unit, t.state from coordination_task t join unit u on u.id = t.unit_id where t.matter_id = $1 order by 1`,
        id,
      );
    expect((await states()).map(({ state }) => state)).toEqual(['assigned', 'assigned']);
    const office = await world.as('office');
    const change = {
      unitId: await world.unit('县住建局'),
      successorId: await world.unit('县交通运输局'),
      reason: '机构改革',
    };
    await world.dataSource.transaction((tx) =>
      handOver(tx, actorOf(office, office.positions[0] as never), change, at('2028-03-01T09:00:00')),
    );
    await acted('liaison.transport', tasks, report, '2028-03-01T10:00:00', '县交通运输局');
    expect(await states()).toEqual([
      { unit: '县交通运输局', state: 'reported' },
      { unit: '县公安局', state: 'assigned' },
    ]);
    await world.verified();
  });

  it('more time is the office’s to give, for one unit alone', async () => {
    const police = await world.owed(tasks, { unit: '县公安局' });
    const request = await world.extend('liaison.police', police, '2028-03-10', at('2028-02-29T09:00:00'));
    await world.sign('office', request, decide('approved'), at('2028-02-29T10:00:00'));
    expect(await world.one(`select deadline_at as by from assignment where id = $1`, police)).toEqual({
      by: at('2028-03-10T23:59:59.999'),
    });
  });
});

describe('refused', () => {
  it('with a reason the raiser reads and may take to the 组长; his silence ends it', async () => {
    await raise('ordinary', '2027-03-01T09:00:00');
    const triage = await world.open(id, 'triage', at('2027-03-01T09:00:00'));
    expect(await codeOf(world.sign('office', triage, decide('refused'), at('2027-03-01T10:00:00')))).toBe(
      'OPINION_REQUIRED',
    );
    await world.sign(
      'office',
      triage,
      decide('refused', undefined, '不属于协调范围'),
      at('2027-03-01T10:00:00'),
    );
    const told = await world.open(id, 'refusal', at('2027-03-01T10:00:00'));
    await world.sign(
      'liaison.garrison',
      told,
      decide('appealed', undefined, '关系行动安全'),
      at('2027-03-02T09:00:00'),
    );
    const direct = await world.open(id, 'direct', at('2027-03-02T09:00:00'));
    await world.sign(
      'leader1',
      direct,
      decide('refused', undefined, '同意办公室意见'),
      at('2027-03-02T10:00:00'),
    );
    const again = await world.open(id, 'refusal', at('2027-03-02T10:00:00'), 2);
    await world.serve(at('2027-03-10T00:00:00'));
    expect(await world.one(`select outcome from step where id = $1`, again)).toEqual({
      outcome: 'unanswered',
    });
    await world.verified();
  });
});

it('raised by the office, the office confirms', async () => {
  id = await launchedAs(world, 'coordinationMatter', at('2027-03-01T09:00:00'), {
    form: { title: '演练保障', detail: '沿线秩序维护。', urgency: 'urgent' },
  });
  const triage = await world.open(id, 'urgentTriage', at('2027-03-01T09:00:00'));
  await world.sign(
    'director',
    triage,
    decide('urgent', { tasks: [await task('县公安局', { hours: 8 })] }),
    at('2027-03-01T09:30:00'),
  );
  const tasks = await world.open(id, 'urgentTasks', at('2027-03-01T09:30:00'));
  await acted('liaison.police', tasks, report, '2027-03-01T12:00:00', '县公安局');
  const confirm = await world.open(id, 'confirm', at('2027-03-01T12:00:00'));
  await world.sign('office', confirm, decide('satisfied'), at('2027-03-01T13:00:00'));
});
