import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { followLiaisons } from '../../../database/organisation/follow-liaisons.js';
import { moveWorkToLiaison } from '../../../database/organisation/move-work.js';
import { MAY, TUESDAY, WEDNESDAY, directorOf, leaveNothingOpen } from './stories.js';
import { at, createWorld, decide, zero, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.stop();
});
afterEach(() => leaveNothingOpen(world));

/** Nobody holds these posts any more, from that day on; or somebody does again. */
const vacate = (...logins: string[]) =>
  world.rows(
    `update appointment set valid_to = '2027-01-31' where person_id in (select person_id from account where login = any($1))`,
    logins,
  );
const fill = (...logins: string[]) =>
  world.rows(
    `update appointment set valid_to = null where person_id in (select person_id from account where login = any($1))`,
    logins,
  );
const liaisonPosition = async (unit: string): Promise<string> => {
  const row = await world.one<{ id: string }>(
    `select o.id from position o join unit u on u.id = o.unit_id where u.short_name = $1 and o.kind in ('liaison', 'militaryLiaison')`,
    unit,
  );
  return row.id;
};
const move = async (unit: string, butIn?: string) => {
  const [unitId, position, actor] = [
    await world.unit(unit),
    await liaisonPosition(unit),
    await directorOf(world),
  ];
  return world.dataSource.transaction((tx) => moveWorkToLiaison(tx, unitId, position, TUESDAY, actor, butIn));
};
const positionOf = async (assignmentId: string): Promise<string> =>
  (await world.one<{ position_id: string }>(`select position_id from assignment where id = $1`, assignmentId))
    .position_id;

describe('a unit that had no liaison gets one', () => {
  it('what its 分管领导 held in the meantime is his, on record, and he is told', async () => {
    await vacate('liaison.education');
    const { listId, collect } = await world.launch(MAY);
    const assignment = await world.owed(collect, { login: 'leader.education' });
    await world.act('leader.education', assignment, { action: 'acknowledge' }, MAY);
    await fill('liaison.education');

    expect(await move('县教育体育局')).toEqual({ moved: 1 });
    const position = await liaisonPosition('县教育体育局');
    expect(await positionOf(assignment)).toBe(position);
    const [fact] = await world.facts(listId, 'positionHandedOver');
    expect(fact?.body).toMatchObject({
      step: 'collect',
      unitIds: [await world.unit('县教育体育局')],
      successorId: position,
      assignmentIds: [assignment],
    });
    const notices = await world.rows(
      `select 1 from notice n join account ac on ac.person_id = n.person_id
       where n.assignment_id = $1 and ac.login = 'liaison.education' and n.kind = 'assigned'`,
      assignment,
    );
    expect(notices).toHaveLength(1);
    // Nobody has taken note of it at its new place: the reminder to do so comes again.
    const { acknowledged_at: noted } = await world.one<{ acknowledged_at: Date | null }>(
      `select acknowledged_at from assignment where id = $1`,
      assignment,
    );
    expect(noted).toBeNull();
    await world.act('liaison.education', assignment, zero, TUESDAY);
    await expect(world.act('leader.education', assignment, zero, TUESDAY)).rejects.toThrow();
    await world.verified();
  });

  it('what the office held for it as well, and nothing of other units', async () => {
    await vacate('liaison.education', 'leader.education', 'liaison.health');
    const { listId, collect } = await world.launch(MAY);
    const office = await world.owed(collect, { unit: '县教育体育局' });
    const health = await world.owed(collect, { unit: '县卫健局' });
    const before = await positionOf(health);
    await fill('liaison.education', 'leader.education', 'liaison.health');
    expect(await move('县教育体育局', listId)).toEqual({ moved: 0 }); // called in that process's own effects
    expect(await move('县教育体育局')).toEqual({ moved: 1 });
    expect(await positionOf(office)).toBe(await liaisonPosition('县教育体育局'));
    expect(await positionOf(health)).toBe(before);
    expect(await move('县教育体育局')).toEqual({ moved: 0 });
    expect(await world.facts(listId, 'positionHandedOver')).toHaveLength(1);
  });

  it('in every process at once, each with its own record', async () => {
    await vacate('liaison.education');
    const { itemId, solve } = await world.claimed(MAY);
    const { dual_list_id: listId } = await world.one<{ dual_list_id: string }>(
      `select dual_list_id from need_item where id = $1`,
      itemId,
    );
    await fill('liaison.education');
    expect((await move('县教育体育局')).moved).toBe(2);
    for (const process of [itemId, listId])
      expect(await world.facts(process, 'positionHandedOver')).toHaveLength(1);
    await world.sign('liaison.education', solve, decide('solved', { result: '已办' }), WEDNESDAY);
    await world.verified();
  });

  it('but not what the 分管领导 was given on purpose, nor what is done', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    const assignment = await world.owed(solve, { unit: '县教育体育局' });
    const { id: leader } = await world.one<{ id: string }>(
      `select o.id from position o join unit u on u.id = o.unit_id where u.short_name = '县教育体育局' and o.kind = 'unitLeader'`,
    );
    await world.act('liaison.education', assignment, { action: 'transfer', positionId: leader }, MAY);
    expect(await move('县教育体育局')).toEqual({ moved: 0 });
    expect(await positionOf(assignment)).toBe(leader);
    expect(await world.facts(itemId, 'positionHandedOver')).toEqual([]);
  });

  it('owes both where it had a part in the step already', async () => {
    const [education, position] = [await world.unit('县教育体育局'), await liaisonPosition('县教育体育局')];
    await vacate('liaison.education');
    const { collect } = await world.launch(MAY);
    const assignment = await world.owed(collect, { login: 'leader.education' });
    await world.rows(
      `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at)
       select gen_random_uuid(), step_id, process_id, round, $2, $3, 'done', opened_at from assignment where id = $1`,
      assignment,
      position,
      education,
    );
    await fill('liaison.education');
    expect(await move('县教育体育局')).toEqual({ moved: 1 });
    expect(await positionOf(assignment)).toBe(position);
  });

  it('on the first day of one who was appointed beforehand, not before', async () => {
    await vacate('liaison.education');
    const { listId, collect } = await world.launch(at('2028-02-20T09:00:00'), 2028);
    const assignment = await world.owed(collect, { login: 'leader.education' });
    const leader = await positionOf(assignment);
    await world.rows(
      `update appointment set valid_from = '2028-03-01', valid_to = null
       where person_id = (select person_id from account where login = 'liaison.education')`,
    );
    expect(await followLiaisons(world.dataSource.manager, at('2028-02-29T23:59:59'))).toEqual({ moved: 0 });
    expect(await positionOf(assignment)).toBe(leader);
    expect(await followLiaisons(world.dataSource.manager, at('2028-03-01T00:00:00'))).toEqual({ moved: 1 });
    expect(await followLiaisons(world.dataSource.manager, at('2028-03-01T01:00:00'))).toEqual({ moved: 0 });
    expect(await positionOf(assignment)).toBe(await liaisonPosition('县教育体育局'));
    expect(await world.facts(listId, 'positionHandedOver')).toHaveLength(1);
    await world.rows(
      `update appointment set valid_from = '2020-01-01'
       where person_id = (select person_id from account where login = 'liaison.education')`,
    );
  });

  it('while the 分管领导 is just signing: he was first, or the liaison has it', async () => {
    await vacate('liaison.education');
    const { collect, listId } = await world.launch(MAY);
    const assignment = await world.owed(collect, { login: 'leader.education' });
    await fill('liaison.education');
    const [moved, signed] = await Promise.allSettled([
      move('县教育体育局'),
      world.act('leader.education', assignment, zero, TUESDAY),
    ]);
    expect(moved.status).toBe('fulfilled');
    const { state } = await world.one<{ state: string }>(
      `select state from assignment where id = $1`,
      assignment,
    );
    const handed = await world.facts(listId, 'positionHandedOver');
    expect([state, signed.status, handed.length]).toEqual(
      signed.status === 'fulfilled' ? ['done', 'fulfilled', 0] : ['open', 'rejected', 1],
    );
    await world.verified();
  });
});
