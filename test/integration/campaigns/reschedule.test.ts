import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { stageMoves } from '../../../database/campaigns/campaign.repository.js';
import { countyCampaigns } from '../../../database/campaigns/campaign.repository.js';
import { plannedAt, type PlannedMove } from '../../../database/processes/planned.js';
import { effectsOf, type EffectContext } from '../../../database/processes/effects.js';
import { appendAudit, type AuditFact } from '../../../database/audit/audit-log.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { CITY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { arranged, launchCampaign, threeUnits, unmet } from './campaign-world.js';

let world: World;
let id: string;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  id = await launchCampaign(world, { unitIds: await threeUnits(world) });
});

/** As whoever moves something planned calls it: under the process's lock, with its record. */
async function withEffects(
  processId: string,
  now: Date,
  work: (context: EffectContext) => Promise<void>,
): Promise<void> {
  await world.dataSource.transaction(async (manager) => {
    const process = (await lockProcess(manager, processId)) as ProcessRow;
    const facts: AuditFact[] = [];
    const record = (fact: Omit<AuditFact, 'actor'>) => void facts.push({ ...fact, actor: null });
    await work({ manager, now, process, actor: null, record });
    await appendAudit(manager, now, [{ head: process.head, facts }]);
  });
}

const move = (processId: string, planned: PlannedMove, now: Date): Promise<void> =>
  withEffects(processId, now, (context) => effectsOf('campaign').rescheduled!(context, planned));

const begins = async (key: string, processId = id): Promise<string | undefined> =>
  (await plannedAt(world.dataSource.manager, processId, key)).at?.toISOString();

describe('what a campaign has planned', () => {
  it('begins in the morning of its day; there are as many inspections as were planned', async () => {
    expect(await begins('stage:visit')).toBe(at('2027-03-01T09:01:00').toISOString());
    expect(await begins('closing:solve')).toBe(at('2027-11-21T09:22:00').toISOString());
    expect(await begins('inspection:1')).toBe(at('2027-03-22T09:15:00').toISOString());
    expect(await begins('inspection:8')).toBeUndefined();
    expect(await begins('inspection:0')).toBeUndefined();
    expect(await begins('stage:nothing')).toBeUndefined();
  });

  it('is listed in order of time, with what has begun', async () => {
    await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    const items = await effectsOf('campaign').plannedItems!(world.dataSource.manager, id);
    expect(items.slice(0, 4).map(({ key, from, begun }) => [key, from, begun])).toEqual([
      ['stage:inspect', '2027-01-04', false],
      ['stage:mobilise', '2027-01-04', true],
      ['stage:visit', '2027-03-01', false],
      ['inspection:1', '2027-03-22', false],
    ]);
  });
});

describe('rescheduling', () => {
  const NOW = at('2027-01-20T10:00:00');

  it('moves the deadlines of what is open in the stage, and of nothing else', async () => {
    const step = await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    await move(id, { key: 'stage:visit', from: '2027-03-15' }, NOW);
    expect(await world.facts(id, 'deadlineMoved')).toEqual([]);
    await move(id, { key: 'stage:mobilise', to: '2027-03-14' }, NOW);
    const { deadline_at } = await world.one<{ deadline_at: Date }>(
      `select deadline_at from step where id = $1`,
      step,
    );
    // The hand-in keeps its distance to the stage's end.
    expect(deadline_at).toEqual(at('2027-03-01T23:59:59.999'));
    const own = await world.rows<{ deadline_at: Date }>(
      `select deadline_at from assignment where step_id = $1`,
      step,
    );
    expect(own.every((row) => row.deadline_at.getTime() === deadline_at.getTime())).toBe(true);
    expect((await world.facts(id, 'stageRescheduled')).at(-1)?.body).toEqual({
      stage: 'mobilise',
      title: '宣传动员',
      before: { from: '2027-01-04', to: '2027-02-28' },
      after: { from: '2027-01-04', to: '2027-03-14' },
      campaignTo: '2028-12-31',
    });
    expect(await world.facts(id, 'deadlineMoved')).toHaveLength(1);
    await world.verified();
  });

  it.each<[string, PlannedMove, string]>([
    ['into the stage that follows', { key: 'stage:mobilise', to: '2027-03-20' }, 'STAGE_DATES'],
    ['before the campaign', { key: 'stage:visit', from: '2026-03-01' }, 'DATE_IN_PAST'],
    ['to an end before its beginning', { key: 'stage:visit', to: '2027-02-10' }, 'STAGE_DATES'],
    ['beyond the campaign', { key: 'stage:consolidate', to: '2029-01-31' }, 'STAGE_DATES'],
    ['to what nobody planned', { key: 'inspection:9', from: '2027-04-01' }, 'NOT_FOUND'],
    ['of its sign-off', { key: 'closing:solve', from: '2027-11-01' }, 'NOT_FOUND'],
    ['of an inspection past the next', { key: 'inspection:1', from: '2027-07-01' }, 'STAGE_DATES'],
    ['of an inspection out of its stage', { key: 'inspection:7', from: '2028-12-20' }, 'STAGE_DATES'],
  ])('refuses a move %s', async (_, planned, code) => {
    expect(await codeOf(move(id, planned, NOW))).toBe(code);
    expect(await world.facts(id, 'stageRescheduled')).toEqual([]);
  });

  it('what has begun keeps its first day, what is closed is closed', async () => {
    await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    expect(await codeOf(move(id, { key: 'stage:mobilise', from: '2027-01-25' }, NOW))).toBe('STAGE_BEGUN');
    await world.rows(
      `update campaign_stage set closed_at = $2 where campaign_id = $1 and key = 'mobilise'`,
      id,
      NOW,
    );
    expect(await codeOf(move(id, { key: 'stage:mobilise', to: '2027-02-26' }, NOW))).toBe('STAGE_CLOSED');
  });

  it('the campaign ends with its last stage; an inspection moves by itself', async () => {
    await move(id, { key: 'stage:final', to: '2029-01-19' }, NOW);
    expect(await world.one(`select to_date::text as to from campaign where process_id = $1`, id)).toEqual({
      to: '2029-01-19',
    });
    await move(id, { key: 'inspection:2', from: '2027-06-10' }, NOW);
    expect(await begins('inspection:2')).toBe(at('2027-06-10T09:15:00').toISOString());
    expect(await stageMoves(world.dataSource.manager, id)).toEqual([
      {
        at: NOW,
        stage: 'final',
        title: '总结宣传',
        before: { from: '2028-12-01', to: '2028-12-31' },
        after: { from: '2028-12-01', to: '2029-01-19' },
      },
      {
        at: NOW,
        stage: 'inspect',
        title: '第 2 次检查',
        before: { from: '2027-06-21' },
        after: { from: '2027-06-10' },
      },
    ]);
  });

  it('after a pause everything that is not over is as many days later', async () => {
    await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    await withEffects(id, at('2027-02-11T10:00:00'), (context) =>
      effectsOf('campaign').resumed!(context, at('2027-02-01T10:00:00')),
    );
    const stages = await world.rows(
      `select key, from_date::text as from, to_date::text as to, hand_in_date::text as by from campaign_stage where campaign_id = $1 order by ordinal limit 2`,
      id,
    );
    expect(stages).toEqual([
      { key: 'mobilise', from: '2027-01-04', to: '2027-03-10', by: '2027-02-25' },
      { key: 'visit', from: '2027-03-11', to: '2027-05-10', by: '2027-04-25' },
    ]);
    expect(await begins('inspection:1')).toBe(at('2027-04-01T09:15:00').toISOString());
    expect((await world.facts(id, 'stagesShifted'))[0]?.body).toEqual({ days: 10, to: '2029-01-10' });
  });
});

describe('a city launches it for its counties', () => {
  let city: string;
  let county: string;

  beforeAll(async () => {
    city = await launchCampaign(
      world,
      { title: '临沧市“双拥在基层”活动', countyCodes: ['530921', '530922'] },
      CITY,
    );
    ({ id: county } = await world.one<{ id: string }>(
      `select id from process where parent_id = $1 and region_code = '530921'`,
      city,
    ));
  });

  it('each county has a campaign of its own, with the city’s plan and its own units', async () => {
    const started = (await world.messages()).filter(
      ({ name, kind }) => kind === 'start' && name === 'campaign',
    );
    expect(started.length).toBeGreaterThanOrEqual(3);
    const children = await countyCampaigns(world.dataSource.manager, city, at('2027-01-05T09:00:00'));
    expect(children.map(({ regionCode, title, stages }) => [regionCode, title, stages.length])).toEqual([
      ['530921', '凤庆县：临沧市“双拥在基层”活动', 7],
      ['530922', '云县：临沧市“双拥在基层”活动', 7],
    ]);
    const step = await world.open(county, 'mobilise', at('2027-01-04T09:00:00'));
    const asked = await world.rows<{ name: string }>(
      `select u.short_name as name from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by 1`,
      step,
    );
    expect(asked.map(({ name }) => name)).toEqual(['凤庆县教育体育局', '凤庆县退役军人局']);
  });

  it('the city’s stage waits for the counties’, or names them', async () => {
    const behind = await unmet(world, city, 'solve', CITY);
    expect(behind.map(({ key }) => key)).toEqual(['county:530921', 'county:530922']);
  });

  it('a county adjusts within the city’s dates; it follows the city as long as it has not', async () => {
    const now = at('2027-01-20T10:00:00');
    expect(await codeOf(move(county, { key: 'stage:interim', to: '2028-01-15' }, now))).toBe('STAGE_DATES');
    await move(county, { key: 'stage:final', from: '2028-12-05' }, now);
    await world.messages();
    await move(city, { key: 'stage:final', to: '2029-01-31' }, now);
    const ends = await world.rows<{ code: string; to: string }>(
      `select p.region_code as code, s.to_date::text as to from campaign_stage s join process p on p.id = s.campaign_id
       where p.parent_id = $1 and s.key = 'final' order by 1`,
      city,
    );
    expect(ends).toEqual([
      { code: '530921', to: '2028-12-31' },
      { code: '530922', to: '2029-01-31' },
    ]);
    const told = (await world.messages()).filter(({ body }) => body['name'] === 'rescheduled');
    expect(told).toHaveLength(1);
    await world.verified();
  });

  it('the city inspects a county; what it reminds a county’s unit of stands in the county’s record', async () => {
    const step = await world.open(city, 'inspect', at('2027-03-22T09:15:00'));
    const unitId = await world.unit('凤庆县教育体育局');
    const form = {
      summary: '到凤庆县检查。',
      inspectedUnitIds: [],
      countyCodes: ['530921'],
      problems: [{ unitId, text: '台账不全。', handling: 'reminder' }],
    };
    const held = (change: object) =>
      world.sign('city.office', step, decide('held', { ...form, ...change }), at('2027-03-24T15:00:00'));
    expect(await codeOf(held({ countyCodes: ['530925'] }))).toBe('INVALID_FIELD');
    await held({});
    expect((await world.facts(county, 'inspectionReminder'))[0]?.body).toMatchObject({
      unitId,
      text: '台账不全。',
    });
    await world.verified();
  });

  it('refuses a county that is not the city’s', async () => {
    const launch = launchCampaign(world, { countyCodes: ['530100'] }, CITY);
    expect(await codeOf(launch)).toBe('LAUNCH_CHECK');
  });
});

it('a finding that the county cannot solve goes to the city, and is in no list there either', async () => {
  const items = await arranged(world, id);
  const itemId = items.get('危房改造')!;
  const now = at('2027-06-01T10:00:00');
  const solve = await world.open(itemId, 'solve', now);
  await world.sign('liaison.housing', solve, decide('cannotSolve', undefined, '资金不足'), now);
  const report = await world.open(itemId, 'reportUp', now);
  await world.sign('office', report, decide('reported', { summary: '请市里统筹。' }), now);
  const upper = await world.one<{ id: string; campaign: string; side: string }>(
    `select id, campaign_id as campaign, side from need_item where reported_from = $1`,
    itemId,
  );
  expect(upper).toMatchObject({ campaign: id, side: 'beneficiary' });
  expect(await world.rows(`select 1 from need_item_year where item_id = $1`, upper.id)).toEqual([]);
  await world.verified();
});

it('a plan with an error in it is refused whoever launches it', async () => {
  const form = { stages: [] };
  expect(await codeOf(launchCampaign(world, form))).toBe('LAUNCH_CHECK');
});
