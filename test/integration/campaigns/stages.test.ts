import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerFigures } from '../../../database/needs/figures.js';
import { ledgerPage } from '../../../database/needs/ledger.repository.js';
import { topicFigures } from '../../../database/campaigns/figures.repository.js';
import { unitResults } from '../../../database/campaigns/results.repository.js';
import { TOPIC_KEYS } from '../../../domain/campaign/topics.js';
import { COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { arranged, found, launchCampaign, problem, threeUnits, unmet } from './campaign-world.js';

let world: World;
let id: string;
let units: string[];

beforeAll(async () => {
  world = await createWorld();
  units = await threeUnits(world);
});
afterAll(() => world.stop());
beforeEach(async () => {
  id = await launchCampaign(world, { unitIds: units });
});

const deadlineOf = async (stepId: string): Promise<Date> =>
  (await world.one<{ deadline_at: Date }>(`select deadline_at from step where id = $1`, stepId)).deadline_at;

const mobilised = decide('confirmed', { plan: '已动员。', fiveOnes: [] });

describe('宣传动员', () => {
  it('asks who takes part, by the plan’s day; the stage closes when everybody has confirmed', async () => {
    const step = await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    expect(await deadlineOf(step)).toEqual(at('2027-02-15T23:59:59.999'));
    const asked = await world.rows<{ unit_id: string }>(
      `select unit_id from assignment where step_id = $1`,
      step,
    );
    expect(asked.map(({ unit_id }) => unit_id).sort()).toEqual([...units].sort());
    for (const login of ['liaison.education', 'liaison.civil', 'liaison.garrison'])
      await world.sign(login, step, mobilised, at('2027-01-11T10:00:00'));
    const closing = await world.open(id, 'closeMobilise', at('2027-01-11T10:00:01'));
    expect(await deadlineOf(closing)).toEqual(at('2027-02-28T23:59:59.999'));
    await world.sign('director', closing, decide('closed', { exceptions: [] }), at('2027-01-12T10:00:00'));
    expect((await world.facts(id, 'stageClosed'))[0]?.body).toEqual({
      stage: 'mobilise',
      title: '宣传动员',
      exceptions: [],
    });
  });

  it('does not close while somebody owes his plan, unless he is named; nothing that holds may be named', async () => {
    const step = await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    await world.sign('liaison.education', step, mobilised, at('2027-01-11T10:00:00'));
    const closing = await world.open(id, 'closeMobilise', at('2027-02-16T09:00:00'));
    const now = at('2027-02-17T09:00:00');
    const close = (exceptions: object[]) =>
      world.sign('director', closing, decide('closed', { exceptions }), now);
    const error = await close([]).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'STAGE_CONDITIONS', field: 'form.exceptions' });
    expect(String((error as Error).message)).toContain('县民政局没有确认动员');
    const owing = await unmet(world, id, 'mobilise');
    expect(owing).toHaveLength(2);
    const reason = '机构调整';
    const [first, second] = owing.map(({ key }) => ({ what: key, reason }));
    expect(await codeOf(close([first!]))).toBe('STAGE_CONDITIONS');
    expect(await codeOf(close([first!, second!, { what: 'unit:nobody', reason }]))).toBe('EXCEPTION_UNKNOWN');
    await close([first!, second!]);
    const { exceptions } = await world.one<{ exceptions: object[] }>(
      `select exceptions from campaign_stage where campaign_id = $1 and key = 'mobilise'`,
      id,
    );
    expect(exceptions).toEqual(owing.map(({ key, label }) => ({ what: key, label, reason })));
    await world.verified();
  });

  it('keeps each unit’s “五个一”, and wants to see what is said to be there', async () => {
    const step = await world.open(id, 'mobilise', at('2027-01-04T09:00:00'));
    const now = at('2027-01-11T10:00:00');
    const report = (fiveOnes: object[]) =>
      world.sign('liaison.civil', step, decide('confirmed', { plan: '已动员。', fiveOnes }), now);
    expect(await codeOf(report([{ item: 'team', done: true }]))).toBe('FIVE_ONES_EVIDENCE');
    expect(
      await codeOf(
        report([
          { item: 'room', done: false },
          { item: 'room', done: false },
        ]),
      ),
    ).toBe('INVALID_FIELD');
    await report([
      { item: 'team', done: true, evidence: '志愿者 12 人。' },
      { item: 'room', done: false },
    ]);
    expect(
      await world.rows(
        `select item, done, stage from campaign_five_one where campaign_id = $1 order by item`,
        id,
      ),
    ).toEqual([
      { item: 'room', done: false, stage: 'mobilise' },
      { item: 'team', done: true, stage: 'mobilise' },
    ]);
  });
});

describe('走访摸底', () => {
  it('asks the office as well; what is found is an item of the campaign, and of no list of the year', async () => {
    const visit = await world.open(id, 'visit', at('2027-03-01T09:01:00'));
    const now = at('2027-03-10T10:00:00');
    const nothing = decide('filed', { nothing: true, findings: [problem('legal', '矛盾')] });
    expect(await codeOf(world.sign('liaison.civil', visit, nothing, now))).toBe('FILING_NOTHING_WITH_ITEMS');
    const empty = decide('filed', { nothing: false, findings: [] });
    expect(await codeOf(world.sign('liaison.civil', visit, empty, now))).toBe('FILING_EMPTY');
    await world.sign('liaison.civil', visit, found(problem('hardship', '危房改造')), now);
    await world.sign('office', visit, found(problem('policies', '优待金滞后')), now);
    const items = await world.rows(
      `select i.title, i.side, i.kind, i.state, u.kind as by from need_item i join need_item_origin o on o.item_id = i.id join unit u on u.id = o.unit_id
       where i.campaign_id = $1 order by i.title`,
      id,
    );
    expect(items).toEqual([
      { title: '优待金滞后', side: 'beneficiary', kind: 'policies', state: 'filed', by: 'office' },
      { title: '危房改造', side: 'beneficiary', kind: 'hardship', state: 'filed', by: 'member' },
    ]);
    const figures = await ledgerFigures(world.dataSource.manager, COUNTY, 2027, now);
    expect(figures).toMatchObject({ items: 0, bySide: {} });
    const scope = { regions: [COUNTY], units: [] };
    const page = { order: 'number', descending: false, limit: 50 } as const;
    const moment = { at: now, past: false };
    expect(await ledgerPage(world.dataSource.manager, scope, moment, {}, page)).toEqual([]);
    const own = await ledgerPage(world.dataSource.manager, scope, moment, { campaigns: [id] }, page);
    expect(own.map(({ title }) => title).sort()).toEqual(['优待金滞后', '危房改造']);
  });

  it('every finding is arranged or merged; the rest is named', async () => {
    const visit = await world.open(id, 'visit', at('2027-03-01T09:01:00'));
    const now = at('2027-03-10T10:00:00');
    await world.sign(
      'liaison.civil',
      visit,
      found(problem('hardship', '甲户危房'), problem('legal', '纠纷')),
      now,
    );
    await world.sign('liaison.education', visit, found(problem('hardship', '乙户危房')), now);
    const ids = new Map(
      (
        await world.rows<{ id: string; title: string }>(
          `select id, title from need_item where campaign_id = $1`,
          id,
        )
      ).map((row) => [row.title, row.id]),
    );
    const arrange = await world.open(id, 'arrange', now);
    const lead = await world.unit('县住建局');
    const leader = (await world.as('leader.housing')).positions[0]!.id;
    const one = (title: string, change: object = {}) => ({
      findingId: ids.get(title)!,
      leadUnitId: lead,
      cooperatingUnitIds: [],
      measures: '核实解决。',
      limitDate: '2027-10-29',
      ...change,
    });
    const merge = [{ into: ids.get('甲户危房')!, from: [ids.get('乙户危房')!] }];
    const sign = (form: object) => world.sign('office', arrange, decide('arranged', form), now);
    expect(await codeOf(sign({ merge, arrange: [one('甲户危房')] }))).toBe('FINDINGS_UNARRANGED');
    const other = { merge: [{ into: ids.get('纠纷')!, from: [ids.get('乙户危房')!] }], arrange: [] };
    expect(await codeOf(sign(other))).toBe('INVALID_FIELD');
    const late = one('纠纷', { limitDate: '2029-06-30' });
    expect(await codeOf(sign({ merge, arrange: [one('甲户危房'), late] }))).toBe('INVALID_FIELD');
    const elsewhere = one('纠纷', {
      responsiblePositionId: (await world.as('leader.education')).positions[0]!.id,
    });
    expect(await codeOf(sign({ merge, arrange: [one('甲户危房'), elsewhere] }))).toBe('INVALID_FIELD');
    await sign({ merge, arrange: [one('甲户危房', { responsiblePositionId: leader }), one('纠纷')] });

    const started = (await world.messages()).filter(
      ({ name, kind }) => kind === 'start' && name === 'needItem',
    );
    expect(started.map(({ body }) => body)).toEqual(
      [ids.get('甲户危房'), ids.get('纠纷')].map((itemId) => ({
        processId: itemId,
        year: 2027,
        reportedUp: false,
        arranged: true,
      })),
    );
    // 责任人 is asked himself; without one the lead unit's liaison is.
    const solve = await world.open(ids.get('甲户危房')!, 'solve', now);
    expect(await world.owed(solve, { login: 'leader.housing' })).toBeDefined();
    expect(await deadlineOf(solve)).toEqual(at('2027-10-29T23:59:59.999'));
    const liaison = await world.open(ids.get('纠纷')!, 'solve', now);
    expect(await world.owed(liaison, { login: 'liaison.housing' })).toBeDefined();
    // Both who found it are asked whether it is solved.
    await world.sign(
      'leader.housing',
      solve,
      decide('solved', { result: '两户完工。' }),
      at('2027-06-01T10:00:00'),
    );
    const confirm = await world.open(ids.get('甲户危房')!, 'confirm', at('2027-06-01T10:00:01'));
    expect((await world.rows(`select 1 from assignment where step_id = $1`, confirm)).length).toBe(2);
    const labels = (await unmet(world, id, 'visit')).map(({ label }) => label);
    expect(labels).toEqual(['驻军部队没有报送走访结果', '县双拥办没有报送走访结果']);
    await world.verified();
  });

  it('what comes late is arranged in a step of its own; what was arranged cannot be taken back', async () => {
    const visit = await world.open(id, 'visit', at('2027-03-01T09:01:00'));
    await world.sign('liaison.civil', visit, found(problem('hardship', '危房')), at('2027-03-10T10:00:00'));
    await world.serve(at('2027-04-30T00:00:00'));
    expect(await world.one(`select state, outcome from step where id = $1`, visit)).toEqual({
      state: 'closed',
      outcome: 'deadline',
    });
    await world.messages();
    await world.sign('liaison.garrison', visit, found(problem('hopes', '入园')), at('2027-05-04T10:00:00'));
    const told = (await world.messages()).filter(({ body }) => body['name'] === 'filedLate');
    expect(told.map(({ workflowId }) => workflowId)).toEqual([`campaign:${id}`]);
    expect(
      await world.one(
        `select filed_late as late from need_item where title = '入园' and campaign_id = $1`,
        id,
      ),
    ).toEqual({
      late: true,
    });
    expect((await unmet(world, id, 'visit')).map(({ key }) => key.split(':')[0])).toEqual([
      'unit',
      'unit',
      'finding',
      'finding',
    ]);
  });
});

describe('排忧解难到巩固提高', () => {
  it('what is not solved goes on: in its own record, in the campaign’s, and in the figures', async () => {
    const items = await arranged(world, id);
    const solve = await world.open(items.get('子女入学')!, 'solve', at('2027-03-10T10:00:01'));
    await world.sign(
      'liaison.education',
      solve,
      decide('solved', { result: '已入学。' }),
      at('2027-08-20T10:00:00'),
    );
    await world.end(items.get('子女入学')!, 'finished', at('2027-08-21T10:00:00'));
    const closing = await world.open(id, 'closeSolve', at('2027-11-21T09:22:00'));
    const now = at('2027-11-29T10:00:00');
    expect((await unmet(world, id, 'solve')).map(({ label }) => label)).toEqual([
      '县住建局的“危房改造”还没有销号',
    ]);
    const exceptions = [{ what: `item:${items.get('危房改造')}`, reason: '资金明年到位' }];
    await world.sign('director', closing, decide('closed', { exceptions }), now);
    expect((await world.facts(items.get('危房改造')!, 'carriedOver')).map(({ body }) => body)).toEqual([
      { fromStage: 'solve', toStage: 'consolidate', campaignId: id, reason: '资金明年到位' },
    ]);
    expect((await world.facts(id, 'itemsCarriedOver'))[0]?.body).toEqual({
      toStage: 'consolidate',
      items: [items.get('危房改造')],
    });
    const figures = await topicFigures(world.dataSource.manager, [id], now);
    expect(
      figures.map(({ topic, raised, solved, open, late, carried }) => [
        topic,
        raised,
        solved,
        open,
        late,
        carried,
      ]),
    ).toEqual([
      ['hardship', 1, 0, 1, 0, 1],
      ['hopes', 1, 1, 0, 0, 0],
    ]);
    const results = await unitResults(world.dataSource.manager, id, now);
    expect(results.find(({ unit }) => unit === '县住建局')).toMatchObject({
      handIns: { mobilise: 'notAsked', visit: 'notAsked' },
      led: { arranged: 1, solved: 0, open: 1, carried: 1 },
    });
    // The year's carry-over knows nothing of it: no list holds it.
    expect(
      await world.rows(`select 1 from need_item_year where item_id = any($1::uuid[])`, [...items.values()]),
    ).toEqual([]);
    await world.verified();
  });

  it('巩固提高 follows 排忧解难; what is open at its end is kept on account', async () => {
    await arranged(world, id);
    const closing = await world.open(id, 'closeConsolidate', at('2028-11-21T09:24:00'));
    const named = await unmet(world, id, 'consolidate');
    expect(named.map(({ key }) => key.split(':')[0])).toEqual(['item', 'item', 'stage']);
    const exceptions = named.map(({ key }) => ({ what: key, reason: '继续办理' }));
    await world.sign('director', closing, decide('closed', { exceptions }), at('2028-11-29T10:00:00'));
    const carried = await world.rows(`select to_stage from campaign_carry where campaign_id = $1`, id);
    expect(carried).toEqual([{ to_stage: 'account' }, { to_stage: 'account' }]);
    // Ending does not say it a second time, and leaves the items to those who owe them.
    await world.end(id, 'finished', at('2028-12-31T10:00:00'));
    expect(await world.facts(id, 'itemsCarriedOver')).toHaveLength(1);
    const running = await world.rows(`select 1 from process where parent_id = $1 and state = 'running'`, id);
    expect(running).toHaveLength(2);
  });

  it('seven actions, one for each topic, led by units of the region', async () => {
    const step = await world.open(id, 'actions', at('2027-05-01T09:02:00'));
    const lead = await world.unit('县民政局');
    const all = TOPIC_KEYS.map((topic) => ({ topic, leadUnitId: lead, arrangement: '逐个落实。' }));
    const deploy = (actions: object[]) =>
      world.sign('office', step, decide('deployed', { actions }), at('2027-05-06T10:00:00'));
    expect(await codeOf(deploy(all.slice(1)))).toBe('FORM_REQUIRED');
    expect(await codeOf(deploy([...all, all[0]!]))).toBe('INVALID_FIELD');
    await deploy(all);
    const { actions } = await world.one<{ actions: { title: string; leadUnitId: string }[] }>(
      `select actions from campaign where process_id = $1`,
      id,
    );
    expect(actions).toHaveLength(7);
    expect(actions[0]).toMatchObject({ title: '练兵备战急需保障行动', leadUnitId: lead });
  });
});
