import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { letPeopleAct } from '../../../activities/rehearsal/people.js';
import { flowSummary } from '../../../database/rehearsal/flow-summary.js';
import { dualList } from '../../../domain/blueprints/dual-list.blueprint.js';
import { describeReport } from '../../../src/rehearsal/describe-report.js';
import { launchedAs } from './coordination-world.js';
import { at, createWorld, type World } from './world.js';

let world: World;
let listId: string;
let collect: string;

beforeAll(async () => {
  world = await createWorld();
  ({ listId, collect } = await world.launch(at('2027-01-04T09:00:00')));
  // As for an urgent task: work begins when the unit has signed for it.
  dualList.steps.collect.acknowledgeFirst = true;
});
afterAll(async () => {
  delete dualList.steps.collect.acknowledgeFirst;
  await world.stop();
});

const acted = (unit: string): Promise<{ kind: string }[]> =>
  world.rows(
    `select e.kind from audit_entry e join unit u on u.id::text = e.body->>'unitId'
     where e.process_id = $1 and u.short_name = $2 and e.kind in ('acknowledged', 'decided') order by e.seq`,
    listId,
    unit,
  );

it('sign for what asks for it before they act, and leave what is not their turn yet', async () => {
  const [waiting, other] = await world.rows<{ id: string; unit: string }>(
    `select a.id, u.short_name as unit from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by a.id limit 2`,
    collect,
  );
  // He has asked somebody for help who is not there (委派 to a post that fell vacant): until that comes back it is not his turn.
  await world.rows(
    `with post as (insert into position (id, unit_id, kind, title)
       select gen_random_uuid(), unit_id, 'unitLeader', '空缺' from assignment where id = $1 returning id, unit_id),
     held as (update assignment set state = 'waiting' where id = $1)
     insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, slot_id, asked_by, role)
     select gen_random_uuid(), a.step_id, a.process_id, 2, post.id, post.unit_id, 'open', a.opened_at, a.id, a.id, 'helper'
     from assignment a, post where a.id = $1`,
    waiting!.id,
  );

  await world.serve(at('2027-03-03T10:00:00'));
  // Everybody is late or punctual: long after the deadline nobody has anything left to do.
  await letPeopleAct(world.dataSource, 'late', at('2027-06-01T09:00:00'));

  expect(await acted(other!.unit)).toEqual([{ kind: 'acknowledged' }, { kind: 'decided' }]);
  expect(await acted(waiting!.unit)).toEqual([]);
  expect(await world.one(`select state from assignment where id = $1`, waiting!.id)).toEqual({
    state: 'waiting',
  });
  await world.verified();
});

it('are summed up by step: who was asked, what came of it, how they were chased', async () => {
  const summary = await flowSummary(world.dataSource.manager);
  expect(summary.processes).toEqual([{ process: '“双清单”制度', started: 1, running: 1, outcomes: {} }]);
  const [step] = summary.steps;
  expect(step).toMatchObject({ process: '“双清单”制度', step: '清单报送', opened: 1 });
  expect(step?.units).toHaveLength(32);
  expect(step?.done).toBe(31);
  expect(step?.late).toBe(step?.done);
  expect(step?.outcomes).toEqual({ 到期汇总: 1 });
  expect(step?.overdue).toBeGreaterThan(0);
  expect(step?.rungs).toEqual({ 1: step?.overdue, 2: step?.overdue });
  expect(summary.escalations).toBe(2 * summary.overdue);
  // The helper's post is one of a unit that owes its list too.
  expect(Object.values(summary.load).reduce((sum, n) => sum + n, 0)).toBe(33);
  expect(summary.stillOpen).toHaveLength(1);
  expect(describeReport({ events: [], summary })).toContain(
    `“双清单”制度【清单报送】1 次，32 个单位 33 项，已办 31（逾期 31）；到期汇总 1；逾期 31、第1级督办 31、第2级督办 31`,
  );
});

it('ask again on another day, not at each instant, for what is refused as long as nothing changes', async () => {
  const id = await launchedAs(world, 'coordinationGroup', at('2027-06-07T09:00:00'));
  const compose = await world.open(id, 'compose', at('2027-06-07T09:00:00'));
  const head = `from position o join unit u on u.id = o.unit_id
    where a.position_id = o.id and u.short_name = '县退役军人事务局' and o.kind = 'unitLeader'`;
  await world.rows(`update appointment a set valid_to = '2027-06-01' ${head}`);
  const outcomeAfter = async (now: string): Promise<string | null> => {
    await letPeopleAct(world.dataSource, 'punctual', at(now));
    return (await world.one<{ outcome: string | null }>(`select outcome from step where id = $1`, compose))
      .outcome;
  };

  // Signed for at the first of these, which is an entry of the record: asked once more.
  expect(await outcomeAfter('2027-06-28T09:00:00')).toBeNull();
  expect(await outcomeAfter('2027-06-28T10:00:00')).toBeNull();
  await world.rows(`update appointment a set valid_to = null ${head}`);
  expect(await outcomeAfter('2027-06-28T11:00:00')).toBeNull();
  expect(await outcomeAfter('2027-06-29T09:00:00')).toBe('composed');
});
