import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAnnualCycleActivities } from '../../activities/annual-cycles/annual-cycle.activities.js';
import { followSchedules } from '../../activities/annual-cycles/follow-schedules.js';
import { annualScheduleId } from '../../contracts/processes/annual-cycles.js';
import { progressQuery } from '../../contracts/processes/processes.js';
import { batchCounts, insertBatch } from '../../database/annual-cycles/batch.store.js';
import { wantNextYear } from '../../database/annual-cycles/schedule.repository.js';
import { launchProcess } from '../../database/processes/launch-process.js';
import { tellRescheduled } from '../../database/processes/tell-rescheduled.js';
import { loadOrganisation } from '../../database/seeds/load-organisation.js';
import { buildCounty } from '../../database/seeds/synthetic-county.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { createWorker } from '../../src/worker/create-worker.js';
import { decide } from '../integration/steps/world.js';
import { COUNTY } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { PRODUCT, record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;
const THIS_YEAR = new Date().getFullYear();

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

async function launch(year: number, entries: PlanEntry[]): Promise<string> {
  const process = await stand.world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind: 'annualCycle', businessKey: randomUUID(), regionCode: COUNTY, year },
        title: `双江自治县${year}年年度工作`,
      },
      { form: { entries }, unitId: null },
      null,
      new Date(),
    ),
  );
  return process!.id;
}

const circular = (key: string, date: string): PlanEntry => ({
  ...{ key, kind: 'circular', title: '重点工作通报', date: date as PlanEntry['date'] },
  form: { title: '重点工作通报', circularKind: 'keyWork' },
});
const states = async (id: string) =>
  Object.fromEntries(
    (
      await stand.world.rows<{ key: string; state: string }>(
        `select key, state from annual_plan_entry where process_id = $1 order by key`,
        id,
      )
    ).map(({ key, state }) => [key, state]),
  );

describe('a year on a real server', () => {
  it('launched late, starts everything at once, has a refused one mended, and comes to its end', async () => {
    const gone = await stand.world.unit('县财政局');
    await stand.world.rows(`update unit set active_to = '2026-06-30' where id = $1`, gone);
    const year = THIS_YEAR - 1;
    const meeting: PlanEntry = {
      ...{ key: 'meeting', kind: 'topicalConsultation', title: '专题会议', date: `${year}-03-08` },
      form: {
        ...{ title: '专题会议', agenda: ['议题'], leaderPositionIds: [], unitIds: [gone] },
        ...{ startsAt: `${year}-03-18T09:00+08:00`, place: '会议室', reason: '需要。' },
      },
    };
    const id = await launch(year, [circular('late', `${year}-02-01`), meeting]);
    const mend = await stand.stepOf(id, 'mend');
    expect(await states(id)).toEqual({ late: 'started', meeting: 'failed' });
    // The main line has gone on to the year's end meanwhile.
    await stand.sign('office', id, 'ledger', decide('issued', { summary: '全年平稳。' }));
    const early = stand.sign('office', id, 'carryOver', decide('carried'));
    await expect(early).rejects.toMatchObject({ code: 'ENTRIES_UNMENDED' });
    const entries = [{ key: 'meeting', remedy: 'skip', reason: '单位已撤并' }];
    await stand.world.sign('office', mend, decide('mended', { entries }), new Date());
    await stand.sign('office', id, 'carryOver', decide('carried'));
    expect(await stand.ended(id, 'annualCycle')).toEqual({ outcome: 'finished' });
    const child = await stand.world.one<{ state: string; carried: boolean }>(
      `select p.state, exists (select 1 from annual_carried where item_id = p.id) as carried from process p where p.parent_id = $1`,
      id,
    );
    expect(child).toEqual({ state: 'running', carried: true });
    await record('annual-cycle.launched-late', stand.handle(id, 'annualCycle'));
    await stand.world.verified();
    await stand.world.rows(`update unit set active_to = null where id = $1`, gone);
  });

  it('sleeps until the next date of its plan, survives a restart, and follows a date that moves', async () => {
    const year = THIS_YEAR + 1;
    const id = await launch(year, [circular('spring', `${year}-03-02`), circular('autumn', `${year}-09-01`)]);
    const handle = stand.handle(id, 'annualCycle');
    await until('the year', async () => {
      const asked = await handle.query(progressQuery).catch(() => null);
      return asked !== null && asked.sleepingUntil !== null;
    });
    await stand.stopWorker();
    await stand.startWorker();
    await stand.world.rows(
      `update annual_plan_entry set date = $2 where process_id = $1 and key = 'spring'`,
      id,
      civilDateOf(new Date(Date.now() - 86_400_000)),
    );
    await stand.world.dataSource.transaction((tx) =>
      tellRescheduled(tx, new Date(), { kind: 'annualCycle', id }, 'moved'),
    );
    await until('the start', async () => (await states(id))['spring'] === 'started');
    expect(await states(id)).toEqual({ autumn: 'planned', spring: 'started' });
    expect(await waitsFor(handle)).toEqual([]);
    // Another one comes to a year whose plan is through.
    await stand.world.rows(
      `update annual_plan_entry set state = 'skipped' where process_id = $1 and key = 'autumn'`,
      id,
    );
    await stand.world.dataSource.transaction((tx) =>
      tellRescheduled(tx, new Date(), { kind: 'annualCycle', id }, 'skipped'),
    );
    await stand.world.rows(
      `insert into annual_plan_entry (process_id, key, kind, title, date, form, state)
       select process_id, 'more', kind, title, date, form, 'planned' from annual_plan_entry where process_id = $1 and key = 'spring'`,
      id,
    );
    await stand.world.dataSource.transaction((tx) =>
      tellRescheduled(tx, new Date(), { kind: 'annualCycle', id }, 'added'),
    );
    await until('the added one', async () => (await states(id))['more'] === 'started');
    // At rest: what is recorded ends with a wait.
    await until('the rest', async () =>
      (await handle.query(progressQuery)).noticesAwaited.includes('rescheduled'),
    );
    await record('annual-cycle.moved', handle);
  });
});

describe('schedules and batches on a real server', () => {
  const taskQueue = `years-${randomUUID()}`;
  let worker: { shutdown(): Promise<void> };

  beforeAll(async () => {
    const { dataSource } = stand.world;
    const created = await createWorker({
      ...{ address: testTemporalAddress(), namespace: PRODUCT, taskQueue },
      activities: createAnnualCycleActivities({ dataSource }),
    });
    const running = created.worker.run();
    worker = {
      async shutdown() {
        created.worker.shutdown();
        await running;
        await created.close();
      },
    };
  });
  afterAll(async () => {
    await wantNextYear(stand.world.dataSource.manager, [COUNTY], false, new Date());
    await follow();
    await worker.shutdown();
  });

  const follow = () => followSchedules(stand.world.dataSource.manager, stand.client, taskQueue);
  const listed = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { scheduleId } of stand.client.schedule.list()) ids.push(scheduleId);
    return ids;
  };
  const schedule = () => stand.client.schedule.getHandle(annualScheduleId(COUNTY));

  it('a wanted next year has a schedule: December 20, nine in Shanghai, made up for a month', async () => {
    await wantNextYear(stand.world.dataSource.manager, [COUNTY], true, new Date());
    await follow();
    await follow();
    const { spec, policies, action } = await schedule().describe();
    expect(spec.calendars).toMatchObject([
      {
        month: [{ start: 'DECEMBER' }],
        dayOfMonth: [{ start: 20 }],
        hour: [{ start: 9 }],
        minute: [{ start: 0 }],
      },
    ]);
    expect(spec.timezone).toBe('Asia/Shanghai');
    expect(policies).toMatchObject({ catchupWindow: 30 * 86_400_000, overlap: 'SKIP' });
    expect(action).toMatchObject({ workflowType: 'launchYear', args: [{ regionCode: COUNTY }] });
    const [next] = (await schedule().describe()).info.nextActionTimes;
    expect(next?.toISOString()).toMatch(/-12-20T01:00:00.000Z$/);
  });

  it('its action launches the year after the one it was scheduled in, once', async () => {
    const key = `annualCycle:${COUNTY}:${THIS_YEAR + 1}`;
    const years = () =>
      stand.world.rows<{ id: string }>(`select id from process where business_key = $1`, key);
    for (const n of [1, 2]) {
      await schedule().trigger('BUFFER_ALL');
      await until(`the action ${n}`, async () => {
        const { info } = await schedule().describe();
        return info.numActionsTaken >= n && info.runningActions.length === 0;
      });
      await until('the year', async () => (await years())[0]);
    }
    expect(await years()).toHaveLength(1);
    const [entry] = await stand.world.rows<{ date: string }>(
      `select date::text from annual_plan_entry where process_id = $1 order by date limit 1`,
      (await years())[0]?.id,
    );
    expect(entry?.date).toMatch(new RegExp(`^${THIS_YEAR + 1}-`));
  });

  it('a schedule that is no longer wanted goes; one that somebody deleted comes back', async () => {
    await schedule().delete();
    await until('the list', async () => !(await listed()).includes(annualScheduleId(COUNTY)));
    expect(await follow()).toMatchObject({ created: 1 });
    await wantNextYear(stand.world.dataSource.manager, [COUNTY], false, new Date());
    await until('the removal', async () => (await follow()).removed > 0);
    await expect(schedule().describe()).rejects.toThrow();
  });

  it('a batch is worked through by its workflow, the years’ workflows start', async () => {
    const { manager } = stand.world.dataSource;
    const codes = ['990101', '990102', '990103'];
    for (const regionCode of codes) {
      const county = buildCounty({ regionCode, name: `测试县${regionCode.slice(-1)}`, units: 4 });
      await loadOrganisation(manager, county.data);
    }
    const signer = await stand.world.as('office');
    const batchId = randomUUID();
    await stand.world.dataSource.transaction((tx) =>
      insertBatch(
        tx,
        {
          ...{ id: batchId, regionCode: '9901', year: THIS_YEAR + 1, plan: null },
          ...{ acknowledgeWarnings: true, launchNextYear: false },
          launchedBy: {
            ...{ personId: signer.personId, personName: signer.personName, positionId: randomUUID() },
            ...{ positionTitle: '主任', unitId: randomUUID(), unitName: '市双拥办' },
          },
        },
        codes,
        new Date(),
      ),
    );
    await until('the batch', async () => (await batchCounts(manager, batchId)).waiting === 0);
    await stand.client.workflow.getHandle(`launchYears:${batchId}:1`).result();
    expect(await batchCounts(manager, batchId)).toMatchObject({ waiting: 0, launched: 3 });
    const ids = await stand.world.rows<{ id: string }>(
      `select id from process where kind = 'annualCycle' and region_code = any($1)`,
      codes,
    );
    for (const { id } of ids)
      await until('the workflow', async () => {
        // Until the dispatcher has started it, there is none.
        const described = await stand
          .handle(id, 'annualCycle')
          .describe()
          .catch(() => null);
        return described?.status.name === 'RUNNING';
      });
  });
});
