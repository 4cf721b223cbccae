import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAlarms, openAlarms } from '../../../database/annual-cycles/alarm.store.js';
import { entriesOf } from '../../../database/annual-cycles/entry.store.js';
import { launchNextYear } from '../../../database/annual-cycles/launch-next-year.js';
import { wantNextYear } from '../../../database/annual-cycles/schedule.repository.js';
import { watchYears } from '../../../database/annual-cycles/watch-years.js';
import { COUNTY } from '../../support/county.js';
import { at } from '../steps/world.js';
import { createYearWorld, type YearWorld } from './year-world.js';

let world: YearWorld;
let id: string;
beforeAll(async () => {
  world = await createYearWorld();
  id = (await world.launchYear(at('2027-01-02T09:00')))!;
});
afterAll(() => world.stop());

const watch = (now: string) => watchYears(world.dataSource.manager, at(now));
const alarms = async (open = true) =>
  (await listAlarms(world.dataSource.manager, ['53'], { open, limit: 100, after: null })).map(
    ({ kind, title }) => `${kind} ${title}`,
  );
const notices = () =>
  world.rows<{ login: string; body: { process: string; step: string } }>(
    `select a.login, n.body from notice n join account a on a.person_id = n.person_id where n.kind = 'alarm' order by n.created_at, a.login`,
  );

describe('what should have started and did not', () => {
  it('is given an hour', async () => {
    expect(await watch('2027-01-04T09:59')).toEqual({ raised: 0, cleared: 0, standing: 0 });
  });

  it('raises the alarm once, to the office’s 主任', async () => {
    expect(await watch('2027-01-04T10:00')).toEqual({ raised: 1, cleared: 0, standing: 1 });
    expect(await watch('2027-01-04T11:00')).toEqual({ raised: 0, cleared: 0, standing: 1 });
    expect(await alarms()).toEqual(['entryNotStarted 双江自治县2027年“双清单”制度']);
    expect(await notices()).toMatchObject([
      {
        login: 'director',
        body: { process: '双江自治县2027年“双清单”制度', step: '到期一小时仍未自行启动' },
      },
    ]);
    expect(await openAlarms(world.dataSource.manager)).toBe(1);
  });

  it('is cleared when it has started after all', async () => {
    await world.startDue(id, at('2027-01-04T12:00'));
    expect(await watch('2027-01-04T13:00')).toEqual({ raised: 0, cleared: 1, standing: 0 });
    expect(await alarms()).toEqual([]);
    expect(await alarms(false)).toHaveLength(1);
    expect(await notices()).toHaveLength(1);
  });

  it('tells of entries that nobody mends, and of batches that stand still', async () => {
    await world.rows(
      `update annual_plan_entry set state = 'failed', code = 'X', reason = '单位已撤销', settled_at = $2 where process_id = $1 and key = 'keyWork:1'`,
      id,
      at('2027-01-05T09:00'),
    );
    await world.rows(
      `insert into annual_batch (id, region_code, year, acknowledge_warnings, launch_next_year, launched_by, created_at, runs, progressed_at)
       values (gen_random_uuid(), '5309', 2027, true, false, '{}', $1, 1, $1)`,
      at('2027-01-05T09:00'),
    );
    expect(await watch('2027-01-05T09:30')).toMatchObject({ standing: 0 });
    expect(await watch('2027-01-05T10:00')).toMatchObject({ raised: 2 });
    expect((await alarms()).sort().map((alarm) => alarm.split(' ')[0])).toEqual([
      'batchStuck',
      'entryFailed',
    ]);
    await world.rows(`update annual_batch set finished_at = $1`, at('2027-01-05T11:00'));
    await world.rows(`update annual_plan_entry set state = 'skipped' where state = 'failed'`);
    expect(await watch('2027-01-05T11:00')).toMatchObject({ cleared: 2, standing: 0 });
  });
});

describe('a next year that launches itself', () => {
  const launch = (year: number, now: string) =>
    launchNextYear(world.dataSource.manager, { regionCode: COUNTY, year }, at(now));

  it('is not launched where nobody wants it', async () => {
    expect(await launch(2028, '2027-12-20T09:00')).toBe('unwanted');
    expect(await watch('2027-12-21T09:00')).toMatchObject({ standing: expect.any(Number) });
    expect((await alarms()).filter((alarm) => alarm.startsWith('yearNotLaunched'))).toEqual([]);
  });

  it('raises the alarm when it should have been launched and was not', async () => {
    await wantNextYear(world.dataSource.manager, [COUNTY], true, at('2027-06-01T09:00'));
    const missing = async () => (await alarms()).filter((alarm) => alarm.startsWith('yearNotLaunched'));
    await watch('2027-12-20T09:30');
    expect(await missing()).toEqual([]);
    await watch('2027-12-20T10:00');
    await watch('2028-01-15T10:00');
    expect(await missing()).toEqual(['yearNotLaunched 双江自治县2028年年度工作']);
  });

  it('does not launch what is not ready: the alarm says why', async () => {
    await world.rows(`update annual_alarm set cleared_at = raised_at where cleared_at is null`);
    const leader = `select po.id from position po join unit u on u.id = po.unit_id where po.kind = 'groupLeader' and u.region_code = '${COUNTY}'`;
    await world.rows(`update appointment set valid_to = '2027-12-01' where position_id in (${leader})`);
    expect(await launch(2028, '2027-12-20T09:00')).toBe('refused');
    const [alarm] = await listAlarms(world.dataSource.manager, [COUNTY], {
      open: true,
      limit: 1,
      after: null,
    });
    expect(alarm).toMatchObject({ kind: 'yearNotLaunched', year: 2028 });
    expect(alarm?.detail).toContain('领导小组没有组长');
    await world.rows(`update appointment set valid_to = null where position_id in (${leader})`);
  });

  it('has this year’s plan on the next year’s dates, once', async () => {
    await world.rows(
      `update annual_plan_entry set date = '2027-09-15' where process_id = $1 and key = 'keyWork:2'`,
      id,
    );
    expect(await launch(2028, '2027-12-20T09:00')).toBe('launched');
    expect(await launch(2028, '2027-12-20T09:05')).toBe('already');
    const next = await world.one<{ id: string; title: string }>(
      `select id, title from process where business_key = $1`,
      `annualCycle:${COUNTY}:2028`,
    );
    expect(next.title).toBe('双江自治县2028年年度工作');
    const plan = await entriesOf(world.dataSource.manager, next.id);
    expect(plan.find(({ key }) => key === 'keyWork:2')).toMatchObject({
      ...{ date: '2028-09-15', title: '双江自治县2028年双拥重点工作完成情况通报', state: 'planned' },
      form: { title: '双江自治县2028年双拥重点工作完成情况通报' },
    });
    expect(await watch('2027-12-20T11:00')).toMatchObject({ cleared: 1 });
    await world.verified();
  });
});
