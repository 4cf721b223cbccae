import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tellRescheduled } from '../../database/processes/tell-rescheduled.js';
import { endUnderLock } from '../../database/processes/end-process.js';
import { lockProcess, type ProcessRow } from '../../database/steps/step.store.js';
import { calendarOf } from '../../database/steps/step-rules.js';
import { draftCampaign } from '../../domain/campaign/draft.js';
import type { CampaignLaunchForm } from '../../domain/campaign/forms.js';
import type { StageKey } from '../../domain/campaign/stages.js';
import { TOPIC_KEYS } from '../../domain/campaign/topics.js';
import { addDays, civilDate, civilDateOf, instantAt, type CivilDate } from '../../domain/time/zone.js';
import { progressQuery } from '../../contracts/processes/processes.js';
import { enqueue } from '../../database/processes/outbox.repository.js';
import { found, launchCampaign, problem, unmet } from '../integration/campaigns/campaign-world.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;
let units: string[];

beforeAll(async () => {
  stand = await startStand();
  units = [await stand.world.unit('县教育体育局'), await stand.world.unit('县民政局')];
});
afterAll(() => stand.stop());

const today = () => civilDateOf(new Date());
const LOGINS = ['liaison.education', 'liaison.civil'];

/** A campaign whose every stage has begun and whose end is still to come: it is the order of things that is tried, not the waiting. */
async function inItsLastMonth(change: Partial<CampaignLaunchForm> = {}): Promise<string> {
  const [year = 0, month = 1] = addDays(today(), -5).split('-').map(Number);
  const index = year * 12 + (month - 1) - 23;
  const from = civilDate(Math.floor(index / 12), 1 + (index % 12), 1);
  const calendar = await calendarOf(stand.world.dataSource.manager);
  const plan = draftCampaign({ region: '双江自治县', from, calendar, units: [] });
  const toDate = addDays(today(), 60);
  const stages = plan.stages.map((stage) => {
    if (stage.key === 'final') return { ...stage, toDate };
    return stage.key === 'inspect'
      ? { ...stage, inspectionDates: stage.inspectionDates?.slice(0, 2) ?? [] }
      : stage;
  });
  const form = { ...plan, toDate, stages, unitIds: units, acknowledged: [], ...change };
  return launchCampaign(stand.world, form, '530925', new Date());
}

const handle = (id: string) => stand.handle(id, 'campaign');
const toDateOf = async (id: string): Promise<CivilDate> =>
  (
    await stand.world.one<{ to: CivilDate }>(
      `select to_date::text as to from campaign where process_id = $1`,
      id,
    )
  ).to;

async function close(id: string, key: string, stage: StageKey): Promise<string[]> {
  await stand.stepOf(id, key);
  const left = await unmet(stand.world, id, stage);
  const exceptions = left.map((one) => ({ what: one.key, reason: '继续落实' }));
  await stand.sign('director', id, key, decide('closed', { exceptions }));
  return left.map((one) => one.key.split(':')[0] as string);
}

async function everybody(id: string, key: string, form: object, decision: string): Promise<void> {
  const step = await stand.stepOf(id, key);
  for (const login of LOGINS) await stand.world.sign(login, step, decide(decision, form), new Date());
}

async function arrange(id: string, round = 1): Promise<string> {
  await stand.stepOf(id, 'arrange', round);
  const item = await stand.world.one<{ id: string }>(
    `select id from need_item where campaign_id = $1 and state = 'filed'`,
    id,
  );
  const plan = {
    findingId: item.id,
    leadUnitId: await stand.world.unit('县住建局'),
    cooperatingUnitIds: [],
    measures: '核实解决。',
    limitDate: await toDateOf(id),
  };
  await stand.sign('office', id, 'arrange', decide('arranged', { merge: [], arrange: [plan] }), round);
  return item.id;
}

/** Nobody waits for a stage to be closed before the next one begins. */
async function allBegun(id: string): Promise<void> {
  await stand.stepOf(id, 'final');
  await until('all stages to have begun', async () => {
    const waiting = await waitsFor(handle(id));
    return waiting.join() === 'actions 1,final 1,inspect 1,interim 1,mechanism 1,mobilise 1,visit 1';
  });
}

describe('seven stages', () => {
  it('run side by side, each to its sign-off; the finding is an item of its own that begins with its work', async () => {
    const id = await inItsLastMonth();
    await allBegun(id);

    await everybody(id, 'mobilise', { plan: '已动员。', fiveOnes: [] }, 'confirmed');
    expect(await close(id, 'closeMobilise', 'mobilise')).toEqual([]);

    const visit = await stand.stepOf(id, 'visit');
    const world = stand.world;
    await world.sign('liaison.civil', visit, found(problem('hardship', '危房改造')), new Date());
    const nothing = decide('filed', { nothing: true, findings: [] });
    for (const login of ['liaison.education', 'office']) await world.sign(login, visit, nothing, new Date());
    const itemId = await arrange(id);
    expect(await close(id, 'closeVisit', 'visit')).toEqual([]);

    await stand.sign('liaison.housing', itemId, 'solve', decide('solved', { result: '两户完工。' }));
    await stand.sign('liaison.civil', itemId, 'confirm', decide('satisfied'));
    await stand.sign('office', itemId, 'close', decide('closed'));
    expect(await stand.ended(itemId)).toEqual({ outcome: 'finished' });
    expect((await stand.path(itemId)).slice(0, 1)).toEqual(['solve 1 solved']);

    const lead = await world.unit('县民政局');
    const actions = TOPIC_KEYS.map((topic) => ({ topic, leadUnitId: lead, arrangement: '逐个落实。' }));
    await stand.sign('office', id, 'actions', decide('deployed', { actions }));
    expect(await close(id, 'closeSolve', 'solve')).toEqual([]);

    await everybody(id, 'interim', { summary: '好。', gaps: '少。', next: '做。', fiveOnes: [] }, 'filed');
    await close(id, 'closeInterim', 'interim');
    await stand.sign(
      'office',
      id,
      'mechanism',
      decide('written', { text: '每季度走访一次，问题当月交办。' }),
    );
    await close(id, 'closeConsolidate', 'consolidate');

    const inspected = { summary: '较好。', inspectedUnitIds: [], countyCodes: [], problems: [] };
    for (const round of [1, 2]) await stand.sign('office', id, 'inspect', decide('held', inspected), round);
    await close(id, 'closeInspect', 'inspect');

    await everybody(id, 'final', { summary: '完成。', examples: [], fiveOnes: [] }, 'filed');
    const proposal = decide('proposed', { summary: '完成。', examples: [], commended: [] });
    await stand.sign('office', id, 'commend', proposal);
    await stand.sign('leader1', id, 'approve', decide('returned', undefined, '补充典型'));
    await stand.sign('office', id, 'commend', proposal, 2);
    await stand.sign('leader1', id, 'approve', decide('approved'), 2);
    expect(await close(id, 'closeFinal', 'final')).toEqual([]);
    expect(await stand.ended(id, 'campaign')).toEqual({ outcome: 'finished' });
    await record('campaign.straight', handle(id));
    await record('need-item.arranged', stand.handle(itemId));
    await world.verified();
  });

  it('what comes late is arranged again, whether the stage is closed or not; the 主任 ends it all', async () => {
    const id = await inItsLastMonth();
    const { world } = stand;
    await allBegun(id);
    const visit = await stand.stepOf(id, 'visit');
    await world.sign('liaison.civil', visit, found(problem('hardship', '甲户')), new Date());
    // The collection's deadline comes.
    const { deadline } = await world.one<{ deadline: Date }>(
      `select deadline_at as deadline from step where id = $1`,
      visit,
    );
    await world.serve(new Date(deadline.getTime() + 1));
    await arrange(id);
    const late = new Date(deadline.getTime() + 1000);
    await world.sign('liaison.education', visit, found(problem('legal', '纠纷')), late);
    await arrange(id, 2);
    expect(await close(id, 'closeVisit', 'visit')).toEqual(['unit']);
    await world.sign('office', visit, found(problem('policies', '政策')), late);
    await stand.stepOf(id, 'arrange', 3);

    await world.dataSource.transaction(async (tx) => {
      const process = (await lockProcess(tx, id)) as ProcessRow;
      const now = new Date();
      await endUnderLock(tx, process, { outcome: 'terminated', reason: '试验', now });
      const payload = { outcome: 'terminated' };
      await enqueue(tx, now, [{ kind: 'signal', workflowId: `campaign:${id}`, signal: 'end', payload }]);
    });
    expect(await stand.ended(id, 'campaign')).toEqual({ outcome: 'terminated' });
    await record('campaign.late-findings', handle(id));
    // What was arranged is still owed by name, and says that it is kept on account.
    const running = await world.rows<{ id: string }>(
      `select id from process where parent_id = $1 and state = 'running'`,
      id,
    );
    expect(running).toHaveLength(2);
    expect((await world.facts(running[0]!.id, 'carriedOver'))[0]?.body).toMatchObject({ toStage: 'account' });
    await world.verified();
  });
});

/** The first thing it has planned: nine in the morning of that day. */
const formatUtc = (day: CivilDate): string => instantAt(day, '09:00').toISOString().slice(0, 16);

describe('dates of its own', () => {
  it('a stage sleeps until its day, and asks again when it is moved', async () => {
    const from = addDays(today(), 30);
    const calendar = await calendarOf(stand.world.dataSource.manager);
    const plan = draftCampaign({ region: '双江自治县', from, calendar, units: [] });
    const form = { ...plan, unitIds: units, acknowledged: [] };
    const id = await launchCampaign(stand.world, form, '530925', new Date());
    await until('the campaign to sleep', async () => {
      const progress = await handle(id)
        .query(progressQuery)
        .catch(() => null); // its start is still on its way
      return progress?.sleepingUntil?.startsWith(formatUtc(from));
    });
    expect(await waitsFor(handle(id))).toEqual([]);
    await stand.world.dataSource.transaction(async (tx) => {
      await tx.query(`update campaign_stage set from_date = $2 where campaign_id = $1 and key = 'mobilise'`, [
        id,
        addDays(today(), -1),
      ]);
      await tellRescheduled(tx, new Date(), { kind: 'campaign', id }, 'moved');
    });
    await stand.stepOf(id, 'mobilise');
    expect(await waitsFor(handle(id))).toEqual(['mobilise 1']);
    await record('campaign.rescheduled', handle(id));
    // Recorded as it is: a campaign that sleeps through its second year is what a new release finds.
    expect((await handle(id).describe()).status.name).toBe('RUNNING');
  });
});
