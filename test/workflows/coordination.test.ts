import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reconcile } from '../../activities/reconcile.js';
import { lastDayOfAppointment } from '../../database/organisation/last-day.js';
import { outboxBacklog } from '../../database/processes/outbox.repository.js';
import type { Act } from '../../database/steps/act.js';
import { addDays, civilDateOf, yearOf } from '../../domain/time/zone.js';
import { launchedAs, seats } from '../integration/steps/coordination-world.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;
const year = yearOf(new Date());

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const delivered = () =>
  until('an empty outbox', async () => (await outboxBacklog(stand.world.dataSource.manager)).waiting === 0);
const terminate = async (id: string): Promise<void> => {
  await stand.world.end(id, 'terminated', new Date());
};
const unchanged = decide('filed', { unchanged: true });
const confirmed = (returned: object[] = []) => decide('confirmed', { returned });

/** Everybody who still owes something in a step. */
async function everybody(stepId: string, input: Act): Promise<void> {
  const { world } = stand;
  const owed = await world.rows<{ id: string; login: string }>(
    `select distinct on (a.id) a.id, ac.login from assignment a join appointment ap on ap.position_id = a.position_id
     join account ac on ac.person_id = ap.person_id where a.step_id = $1 and a.state = 'open'`,
    stepId,
  );
  for (const { id, login } of owed) await world.act(login, id, input, new Date());
}

describe('liaisonFiling', () => {
  let id: string;
  it('all file, one is returned and files again: confirmed in a round of its own', async () => {
    const { world } = stand;
    id = await launchedAs(world, 'liaisonFiling', new Date(), { year });
    await everybody(await stand.stepOf(id, 'file'), unchanged);
    const education = await world.unit('县教育体育局');
    await stand.sign('office', id, 'confirm', confirmed([{ unitId: education, reason: '请再核' }]));
    await stand.sign('liaison.education', id, 'file', unchanged);
    await stand.sign('office', id, 'confirm', confirmed(), 2);
    await delivered();
    await until(
      'the workflow to rest',
      async () => (await waitsFor(stand.handle(id, 'liaisonFiling'))).length === 0,
    );
    expect(await stand.path(id)).toEqual(['file 1 filed', 'confirm 1 confirmed', 'confirm 2 confirmed']);
    await record('liaison-filing.returned', stand.handle(id, 'liaisonFiling'));
  });

  it('a workflow that begins anew goes on where the tables stand: the next filing is confirmed, nothing twice', async () => {
    const { world } = stand;
    await stand.handle(id, 'liaisonFiling').terminate('lost');
    await delivered();
    await reconcile(world.dataSource.manager, stand.client, new Date(Date.now() + 10 * 60_000));
    await delivered();
    const [again] = await world.rows<{ id: string }>(
      `select a.id from assignment a join unit u on u.id = a.unit_id join step s on s.id = a.step_id
       where s.process_id = $1 and s.key = 'file' and a.state = 'done' and u.short_name = '县卫健局'`,
      id,
    );
    await world.act('office', again?.id ?? '', { action: 'returnFiling', opinion: '请更新' }, new Date());
    await stand.sign('liaison.health', id, 'file', unchanged);
    await stand.sign('office', id, 'confirm', confirmed(), 3);
    await delivered();
    expect(await stand.path(id)).toEqual([
      'file 1 filed',
      'confirm 1 confirmed',
      'confirm 2 confirmed',
      'confirm 3 confirmed',
    ]);
    await world.verified();
    await terminate(id);
  });

  it('a year that is over is over', async () => {
    const past = await launchedAs(stand.world, 'liaisonFiling', new Date(), { year: year - 1 });
    await delivered();
    expect(await stand.ended(past, 'liaisonFiling')).toEqual({ outcome: 'finished' });
    await record('liaison-filing.over', stand.handle(past, 'liaisonFiling'));
  });
});

describe('coordinationGroup', () => {
  it('is returned, approved, issued; somebody leaves, and it is composed anew', async () => {
    const { world } = stand;
    const id = await launchedAs(world, 'coordinationGroup', new Date(), { year });
    const complete = decide('composed', await seats(world));
    await stand.sign('office', id, 'compose', complete);
    await stand.sign('leader1', id, 'approve', decide('returned', undefined, '联络员另选'));
    await stand.sign('office', id, 'compose', complete, 2);
    await stand.sign('leader1', id, 'approve', decide('approved'), 2);
    await stand.sign('liaison.education', id, 'receipts', decide('received'), 1, '县教育体育局');

    const post = await world.one<{ id: string; positionId: string }>(
      `select a.id, o.id as "positionId" from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
       where u.short_name = '县人武部' and o.kind = 'militaryLiaison'`,
    );
    const yesterday = addDays(civilDateOf(new Date()), -1);
    await world.dataSource.transaction((tx) => lastDayOfAppointment(tx, post, yesterday, new Date()));
    await stand.stepOf(id, 'compose', 3);
    await world.rows(`update appointment set valid_to = null where id = $1`, post.id);
    await stand.sign('office', id, 'compose', complete, 3);
    await stand.sign('leader1', id, 'approve', decide('approved'), 3);
    await stand.stepOf(id, 'receipts', 2);
    expect(await stand.path(id)).toEqual([
      'compose 1 composed',
      'approve 1 returned',
      'compose 2 composed',
      'approve 2 approved',
      'receipts 1 open',
      'compose 3 composed',
      'approve 3 approved',
      'receipts 2 open',
    ]);
    await record('coordination-group.vacated', stand.handle(id, 'coordinationGroup'));
    await world.verified();
    await terminate(id);
  });
});

describe('coordinationMatter', () => {
  const raise = async (urgency: string): Promise<string> =>
    launchedAs(stand.world, 'coordinationMatter', new Date(), {
      form: { title: '道路抢通', detail: '塌方。', urgency },
      unitId: await stand.world.unit('驻军部队'),
    });
  const tasks = async (limit: object, ...units: string[]) => ({
    tasks: await Promise.all(
      units.map(async (unit) => ({ unitId: await stand.world.unit(unit), task: `${unit}的任务`, limit })),
    ),
  });
  const reports = async (login: string, id: string, key: string, unit: string, input: Act, round = 1) => {
    const owed = await stand.world.owed(await stand.stepOf(id, key, round), { unit });
    await stand.world.act(login, owed, { action: 'acknowledge' }, new Date());
    await stand.world.act(login, owed, input, new Date());
  };
  const done = decide('reported', { report: '已办' });
  const office = async (id: string, key: string, input: Act, round = 1) =>
    stand.world.act(
      'office',
      await stand.world.owed(await stand.stepOf(id, key, round), { login: 'office' }),
      input,
      new Date(),
    );

  it('特急: one unit can’t, the office hands out anew as 加急; a worker dies in between', async () => {
    const { world } = stand;
    const id = await raise('flash');
    await office(id, 'urgentTriage', decide('flash', await tasks({ minutes: 30 }, '县公安局', '县住建局')));
    await reports('liaison.police', id, 'flashTasks', '县公安局', done);
    await stand.stopWorker();
    await reports('liaison.housing', id, 'flashTasks', '县住建局', decide('unable', undefined, '没有设备'));
    await stand.startWorker();
    await office(id, 'urgentTriage', decide('urgent', await tasks({ hours: 6 }, '县应急管理局')), 2);
    await reports('liaison.emergency', id, 'urgentTasks', '县应急管理局', done);
    await stand.sign('liaison.garrison', id, 'confirm', decide('satisfied'), 2);
    await stand.sign('office', id, 'review', decide('reviewed', { summary: '响应及时' }));
    expect(await stand.ended(id, 'coordinationMatter')).toEqual({ outcome: 'finished' });
    expect(await stand.path(id)).toEqual([
      'urgentTriage 1 flash',
      'flashTasks 1 unable',
      'confirm 1 returned',
      'urgentTriage 2 urgent',
      'urgentTasks 1 reported',
      'confirm 2 satisfied',
      'review 1 reviewed',
    ]);
    await record('coordination-matter.unable', stand.handle(id, 'coordinationMatter'));
    await world.verified();
  });

  it('加急, handed to the 组长, who does not take it on', async () => {
    const id = await raise('urgent');
    await office(id, 'urgentTriage', decide('referred', undefined, '请组长定'));
    await stand.sign('leader1', id, 'urgentDirect', decide('refused', undefined, '由上级统一安排'));
    await stand.sign('liaison.garrison', id, 'refusal', decide('accepted'));
    expect(await stand.ended(id, 'coordinationMatter')).toEqual({ outcome: 'refused' });
    await record('coordination-matter.referred', stand.handle(id, 'coordinationMatter'));
  });

  it('refused, taken to the 组长, ordered after all; returned by the raiser', async () => {
    const id = await raise('ordinary');
    await office(id, 'triage', decide('refused', undefined, '不属于协调范围'));
    await stand.sign('liaison.garrison', id, 'refusal', decide('appealed', undefined, '关系行动安全'));
    await stand.sign(
      'leader1',
      id,
      'direct',
      decide('ordinary', await tasks({ workingDays: 3 }, '县公安局')),
    );
    await reports('liaison.police', id, 'ordinaryTasks', '县公安局', done);
    await stand.sign('liaison.garrison', id, 'confirm', decide('returned', undefined, '还有一段'));
    await stand.stepOf(id, 'triage', 2);
    await office(id, 'triage', decide('referred', undefined, '涉及面广'), 2);
    await stand.sign('leader1', id, 'direct', decide('refused', undefined, '另行安排'), 2);
    await stand.sign('liaison.garrison', id, 'refusal', decide('accepted'), 2);
    expect(await stand.ended(id, 'coordinationMatter')).toEqual({ outcome: 'refused' });
    await record('coordination-matter.refused', stand.handle(id, 'coordinationMatter'));
  });
});
