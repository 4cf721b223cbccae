import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  batchById,
  batchCounts,
  batchRegions,
  insertBatch,
  resumeBatch,
} from '../../../database/annual-cycles/batch.store.js';
import { launchBatch } from '../../../database/annual-cycles/launch-batch.js';
import type { Actor } from '../../../database/audit/audit-log.js';
import { loadOrganisation } from '../../../database/seeds/load-organisation.js';
import { buildCounty } from '../../../database/seeds/synthetic-county.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { at } from '../steps/world.js';
import { createYearWorld, type YearWorld } from './year-world.js';

const NOW = at('2026-12-20T10:00');
const CODES = ['990101', '990102', '990103', '990104', '990105', '990106', '990107'];
/** Its office has nobody. */
const BAD = '990104';

let world: YearWorld;
let actor: Actor;

beforeAll(async () => {
  world = await createYearWorld();
  for (const regionCode of CODES) {
    const county = buildCounty({ regionCode, name: `测试县${regionCode.slice(-1)}`, units: 4 });
    await loadOrganisation(world.dataSource.manager, county.data);
  }
  await emptyOffice(true);
  const person = await world.as('office');
  actor = {
    ...{ personId: person.personId, personName: person.personName, positionId: person.positions[0]!.id },
    ...{ positionTitle: '工作人员', unitId: person.positions[0]!.unitId, unitName: '市双拥办' },
  };
});
afterAll(() => world.stop());

const emptyOffice = (empty: boolean) =>
  world.rows(
    `update appointment a set valid_to = $2 from position po join unit u on u.id = po.unit_id
     where a.position_id = po.id and u.kind = 'office' and u.region_code = $1`,
    BAD,
    empty ? '2026-06-30' : null,
  );

async function newBatch(codes = CODES, plan: PlanEntry[] | null = null): Promise<string> {
  const id = randomUUID();
  const settings = { acknowledgeWarnings: true, launchNextYear: false, launchedBy: actor };
  await world.dataSource.transaction((tx) =>
    insertBatch(tx, { id, regionCode: '9901', year: 2027, plan, ...settings }, codes, NOW),
  );
  return id;
}
const work = (id: string, atOnce?: number) => launchBatch(world.dataSource.manager, id, NOW, atOnce);
const counts = (id: string) => batchCounts(world.dataSource.manager, id);
const years = () =>
  world.rows<{ code: string; n: number }>(
    `select region_code as code, count(*)::int as n from process where kind = 'annualCycle' and region_code like '9901%' group by 1 order by 1`,
  );

describe('many years at once', () => {
  let id: string;

  it('orders a workflow, and launches nothing by itself', async () => {
    id = await newBatch();
    expect(await world.messages()).toMatchObject([
      { kind: 'start', name: 'launchYears', workflowId: `launchYears:${id}:1`, body: { batchId: id } },
    ]);
    expect(await counts(id)).toEqual({ waiting: 7, launched: 0, already: 0, refused: 0 });
  });

  it('goes on after a crash where the last commit was', async () => {
    expect(await work(id, 2)).toBe(2);
    // The worker dies before its commit.
    const { manager } = world.dataSource;
    const dying = manager.transaction(async (tx) => {
      await launchBatch(tx, id, NOW, 3);
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await counts(id)).toMatchObject({ waiting: 5, launched: 2 });
    expect(await years()).toEqual(CODES.slice(0, 2).map((code) => ({ code, n: 1 })));
  });

  it('one bad county keeps nobody waiting, and says why', async () => {
    while ((await work(id, 3)) > 0);
    expect(await counts(id)).toEqual({ waiting: 0, launched: 6, already: 0, refused: 1 });
    const [bad] = await batchRegions(world.dataSource.manager, id, {
      ...{ state: 'refused', after: null, limit: 10 },
    });
    expect(bad).toMatchObject({ regionCode: BAD, code: 'REGION_NOT_READY', processId: null });
    expect(bad?.message).toContain('双拥办没有在任人员');
    expect((await batchById(world.dataSource.manager, id))?.finishedAt).toEqual(NOW);
  });

  it('is resumed once the county is mended; nobody is launched twice', async () => {
    await emptyOffice(false);
    await world.messages();
    const waiting = await world.dataSource.transaction((tx) => resumeBatch(tx, id, NOW));
    expect(waiting).toBe(1);
    expect(await world.messages()).toMatchObject([{ workflowId: `launchYears:${id}:2` }]);
    while ((await work(id)) > 0);
    expect(await counts(id)).toEqual({ waiting: 0, launched: 7, already: 0, refused: 0 });
    const again = await newBatch();
    while ((await work(again)) > 0);
    expect(await counts(again)).toEqual({ waiting: 0, launched: 0, already: 7, refused: 0 });
    expect(await years()).toEqual(CODES.map((code) => ({ code, n: 1 })));
    await world.verified();
  });

  it('two workers at one batch launch each region once', async () => {
    await world.rows(`delete from annual_batch_region`);
    const other = '990108';
    const county = buildCounty({ regionCode: other, name: '测试县8', units: 4 });
    await loadOrganisation(world.dataSource.manager, county.data);
    const both = await newBatch([other, ...CODES]);
    const through = async () => {
      while ((await work(both, 3)) > 0);
    };
    await Promise.all([through(), through(), through()]);
    expect(await counts(both)).toEqual({ waiting: 0, launched: 1, already: 7, refused: 0 });
  });

  it('what breaks the statement for one is found, and settled alone', async () => {
    const fresh = ['990109', '990110'];
    for (const regionCode of fresh)
      await loadOrganisation(
        world.dataSource.manager,
        buildCounty({ regionCode, name: `测试县${regionCode}`, units: 4 }).data,
      );
    const id2 = randomUUID();
    await world.rows(
      `insert into annual_batch (id, region_code, year, plan, acknowledge_warnings, launch_next_year, launched_by, created_at, runs, progressed_at)
       values ($1, '9901', 2027, null, true, false, $2, $3, 1, $3)`,
      id2,
      JSON.stringify({ ...actor, personId: randomUUID() }),
      NOW,
    );
    await world.rows(
      `insert into annual_batch_region (batch_id, region_code, state) select $1, unnest($2::text[]), 'waiting'`,
      id2,
      fresh,
    );
    // Launched by somebody who isn't there: every insert fails, none for ever.
    while ((await work(id2)) > 0);
    expect(await counts(id2)).toEqual({ waiting: 0, launched: 0, already: 0, refused: 2 });
  });
});

it('writes for many what a launch by hand writes for one', async () => {
  const entries = await world.plan2027();
  const one = await world.launchYear(NOW, { entries }, '/single');
  const regionCode = '990111';
  await loadOrganisation(
    world.dataSource.manager,
    buildCounty({ regionCode, name: '双江自治县', units: 4 }).data,
  );
  const id = await newBatch([regionCode], entries);
  while ((await work(id)) > 0);
  const { many } = await world.one<{ many: string }>(
    `select id as many from process where business_key = $1`,
    `annualCycle:${regionCode}:2027`,
  );
  const written = async (processId: string) => {
    const row = await world.one<Record<string, unknown>>(
      `select to_jsonb(p) - 'id' - 'business_key' - 'region_code' - 'launched_by' - 'audit_hash' as process,
         (select jsonb_agg(to_jsonb(e) - 'process_id' order by e.date, e.key) from annual_plan_entry e where process_id = p.id) as entries,
         (select jsonb_agg(jsonb_build_object('kind', a.kind, 'body', a.body - 'regionCode') order by seq) from audit_entry a where process_id = p.id) as facts,
         (select jsonb_agg(jsonb_build_object('kind', o.kind, 'name', o.name, 'body', o.body - 'processId')) from outbox o where workflow_id = 'annualCycle:' || p.id) as told,
         (select count(*)::int from annual_cycle c where c.process_id = p.id) as cycle
       from process p where p.id = $1`,
      processId,
    );
    return row;
  };
  expect(await written(many)).toEqual(await written(one as string));
});
