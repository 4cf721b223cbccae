import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { reapplyPolicy } from '../../database/policies/reapply.js';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { serveClock } from '../../database/steps/serve-clock.js';
import { dualList } from '../../domain/blueprints/dual-list.blueprint.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { CLOCKS } from '../../domain/steps/clocks.js';
import type { LadderPolicy } from '../../domain/time/ladder.js';
import { DEFAULT_LADDER } from '../../domain/time/ladder-policy.js';
import { addDays, civilDateOf, endOfDay, instantAt, yearOf } from '../../domain/time/zone.js';
import { EVERYBODY, startApi, type Sending, type TestApi } from '../http/api.js';

const COUNTY = '530925';
const today = civilDateOf(new Date());
const year = yearOf(new Date());

let api: TestApi;
let admin: Sending;
let office: Sending;

const send = (method: string, url: string, sending: Sending, body?: unknown) =>
  api.send(method, `/api/v1${url}`, {
    ...sending,
    headers: { 'idempotency-key': randomUUID() },
    ...(body ? { body } : {}),
  });
const step = async (id: string) => {
  const [row]: { policy_id: string; check_at: Date; checked_until: Date; armed: boolean }[] =
    await api.dataSource.query(
      `select s.policy_id, s.check_at, s.checked_until, c.armed_until is null or c.armed_until <= s.check_at
       or exists (select 1 from outbox o where o.workflow_id = 'clock:' || s.clock) as armed
     from step s left join clock c on c.id = s.clock where s.id = $1`,
      [id],
    );
  return row as NonNullable<typeof row>;
};
const facts = async (
  processId: string,
  kind: string,
): Promise<{ body: Record<string, unknown>; actor: { personName: string } }[]> =>
  api.dataSource.query(`select body, actor from audit_entry where process_id = $1 and kind = $2`, [
    processId,
    kind,
  ]);

/** A year's list, its collection opened at an instant and due at another one. */
async function openList(
  key: string,
  region: string,
  openedAt: Date,
  deadline: Date,
): Promise<{ id: string; stepId: string }> {
  const { manager } = api.dataSource;
  const id = await manager.transaction(async (tx) => {
    const input = { kind: 'dualList', businessKey: key, regionCode: region, year, title: key };
    return (await startProcess(tx, input, null, openedAt))?.id ?? '';
  });
  const { stepId } = await openStep(manager, { processId: id, key: 'collect', round: 1, now: openedAt });
  await manager.query(`update step set deadline_at = $2, check_at = $3, checked_until = $4 where id = $1`, [
    stepId,
    deadline,
    new Date(Math.min(instantAt(addDays(today, 1), '09:00').getTime(), deadline.getTime() + 1)),
    openedAt,
  ]);
  await manager.query(`update assignment set deadline_at = $2 where step_id = $1`, [stepId, deadline]);
  return { id, stepId };
}

beforeAll(async () => {
  api = await startApi();
  // Nobody here needs him, and every post has its own holder.
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
  for (const one of calendarYears(year - 1, year + 1))
    await storeYear(api.dataSource.manager, one, new Date());
  office = { token: await api.token('office') };
  admin = { token: await api.token('admin') };
});
afterAll(() => api.stop());

describe('reading the rules', () => {
  it('names every step of every process, with the built-in ladder in words', async () => {
    const { status, body } = await send('GET', '/policies', office);
    expect(status).toBe(200);
    expect(body.regionCode).toBe(COUNTY);
    expect(body.items).toHaveLength(
      Object.values(BLUEPRINTS).flatMap(({ steps }) => Object.keys(steps)).length,
    );
    const collect = body.items.find(
      (item: { kind: string; step: string }) => item.kind === 'dualList' && item.step === 'collect',
    );
    expect(collect).toMatchObject({
      stepLabel: '清单报送',
      deadline: '2月底前',
      current: { source: 'blueprint', policy: DEFAULT_LADDER },
    });
    expect(collect.current.words.reminders[0]).toBe('到期前10个工作日提醒承办人');
    expect(collect.current.words.rungs[0]).toBe('逾期1个工作日，督办至单位分管领导');
  });

  it('is not for regions one does not work in, nor for kinds there are none of', async () => {
    expect((await send('GET', '/policies?region=5301', office)).status).toBe(404);
    expect((await send('GET', '/policies?kind=nothing', office)).status).toBe(404);
  });

  it('the blueprint of a process says its steps, deadlines and articles', async () => {
    const { body } = await send('GET', '/processes/kinds/dualList/blueprint', office);
    expect(body.steps.map(({ key }: { key: string }) => key)).toEqual(Object.keys(dualList.steps));
    expect(body.steps[0]).toMatchObject({
      label: '清单报送',
      deadline: '2月底前',
      article: '五项制度机制 三（一）1',
      atDeadline: '到期汇总',
    });
    expect((await send('GET', '/processes/kinds/nothing/blueprint', office)).status).toBe(404);
  });
});

describe('changing a rule', () => {
  const changed: LadderPolicy = { ...DEFAULT_LADDER, reminders: [{ workingDays: 7 }] };
  const url = '/policies/dualList/compile';

  it('makes versions of the region, the same content none', async () => {
    const first = await send('PUT', url, office, { policy: changed });
    expect(first.status).toBe(200);
    expect(first.body.current).toMatchObject({
      source: 'region',
      version: 1,
      policy: changed,
      createdBy: expect.stringMatching(/./),
    });
    expect((await send('PUT', url, office, { policy: changed })).body.current.version).toBe(1);
    const second = await send('PUT', url, office, { policy: DEFAULT_LADDER });
    expect(second.body.current.version).toBe(2);
    expect(second.body.versions.map(({ source }: { source: string }) => source)).toEqual([
      'region',
      'region',
      'blueprint',
    ]);
  });

  it('two at once make two versions', async () => {
    const other: LadderPolicy = { ...changed, warn: { workingDays: 2 } };
    const answers = await Promise.all([
      send('PUT', url, office, { policy: changed }),
      send('PUT', url, office, { policy: other }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const rows: { version: number }[] = await api.dataSource.query(
      `select version from ladder_policy where step_key = 'compile' and region_code = $1 order by version`,
      [COUNTY],
    );
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });

  it('names every wrong place', async () => {
    const policy = {
      warn: { workingDays: 0 },
      reminders: [{ workingDays: 5 }, { workingDays: 5 }],
      rungs: [
        { after: { workingDays: 3 }, to: ['boss'] },
        { after: { workingDays: 2 }, to: [] },
      ],
      extra: 1,
    };
    const { status, body } = await send('PUT', url, office, { policy });
    expect([status, body.code]).toEqual([400, 'POLICY_INVALID']);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(
      [
        'policy.extra',
        'policy.reminders[1]',
        'policy.rungs[0].to[0]',
        'policy.rungs[1].after',
        'policy.rungs[1].to',
        'policy.warn.workingDays',
      ].sort(),
    );
    expect(body.detail).toMatch(/^催办督办规则有误：.+。$/);
  });

  it.each(['leader1', 'auditor', 'liaison.education', 'admin'])('is not for %s', async (login) => {
    expect((await send('PUT', url, { token: await api.token(login) }, { policy: changed })).status).toBe(403);
  });

  it('is for one region: its own', async () => {
    for (const regionCode of ['5309', '530926']) {
      const { status } = await send('PUT', url, office, { policy: changed, regionCode });
      expect(status).toBe(403);
    }
    expect((await send('PUT', '/policies/dualList/nothing', office, { policy: changed })).status).toBe(404);
  });
});

describe('giving a rule to steps that run', () => {
  const url = '/policies/dualList/collect/reapply';
  let own: { id: string; stepId: string };
  let city: { id: string; stepId: string };

  beforeEach(async () => {
    const openedAt = instantAt(addDays(today, -20), '09:00');
    own = await openList(`own ${randomUUID()}`, COUNTY, openedAt, endOfDay(addDays(today, 40)));
    city = await openList(`city ${randomUUID()}`, '5309', openedAt, endOfDay(addDays(today, 40)));
  });

  it('a change alone moves nothing; the preview says what would; applying moves it, on record, once', async () => {
    const before = await step(own.stepId);
    const earlier: LadderPolicy = {
      ...DEFAULT_LADDER,
      reminders: [{ calendarDays: 30 + Math.floor(Math.random() * 9) }],
    };
    const { body: changed } = await send('PUT', '/policies/dualList/collect', office, { policy: earlier });
    expect(await step(own.stepId)).toEqual(before);

    const preview = await send('POST', url, office, { reason: '农忙', dryRun: true });
    expect(preview.status).toBe(200);
    const moved = preview.body.items.find(({ stepId }: { stepId: string }) => stepId === own.stepId);
    expect(moved.open).toBeGreaterThan(0);
    expect(moved.deadline.before).toBe(moved.deadline.after);
    expect(preview.body.items.some(({ stepId }: { stepId: string }) => stepId === city.stepId)).toBe(false);
    expect(await step(own.stepId)).toEqual(before);
    expect(await facts(own.id, 'policyReapplied')).toEqual([]);

    const applied = await send('POST', url, office, { reason: '农忙' });
    expect(applied.body).toMatchObject({ dryRun: false, moved: preview.body.moved });
    const after = await step(own.stepId);
    expect(after.policy_id).toBe(changed.current.id);
    expect(after.check_at).toEqual(new Date(moved.nextCheck.after));
    expect(after.armed).toBe(true);
    const [fact, ...more] = await facts(own.id, 'policyReapplied');
    expect(more).toEqual([]);
    expect(fact).toMatchObject({ body: { step: 'collect', reason: '农忙', policyId: changed.current.id } });
    expect((await send('POST', url, office, { reason: '农忙' })).body.moved).toBe(0);
    expect((await verifyAudit(api.dataSource.manager)).problem).toBeNull();
  });

  it('a rung that the new ladder puts into the past is told at the next look, and none twice', async () => {
    const { manager } = api.dataSource;
    const late: LadderPolicy = {
      ...DEFAULT_LADDER,
      rungs: [{ after: { calendarDays: 30 }, to: ['groupLeader'] }],
    };
    await send('PUT', '/policies/dualList/collect', office, { policy: late });
    const overdue = await openList(
      `late ${randomUUID()}`,
      COUNTY,
      instantAt(addDays(today, -20), '09:00'),
      endOfDay(addDays(today, -5)),
    );
    await send('POST', url, office, { reason: '统一规则' });
    const now = new Date();
    const serve = async () => {
      for (let clock = 0; clock < CLOCKS; clock++) await serveClock(manager, clock, now);
    };
    await serve();
    const told = async () => (await facts(overdue.id, 'escalated')).length;
    const overdueFacts = (await facts(overdue.id, 'overdue')).length;
    expect(await told()).toBe(0);
    expect(overdueFacts).toBeGreaterThan(0);

    const strict: LadderPolicy = { ...late, rungs: [{ after: { calendarDays: 1 }, to: ['groupLeader'] }] };
    await send('PUT', '/policies/dualList/collect', office, { policy: strict });
    await send('POST', url, office, { reason: '从严' });
    await serve();
    const [{ owed }]: [{ owed: number }] = await api.dataSource.query(
      `select count(*)::int as owed from assignment where step_id = $1 and state = 'open'`,
      [overdue.stepId],
    );
    expect(await told()).toBe(owed);
    await serve();
    expect(await told()).toBe(owed);
    expect((await facts(overdue.id, 'overdue')).length).toBe(overdueFacts);
  });

  it('waits for whoever is signing, and leaves nobody out', async () => {
    const policy: LadderPolicy = { ...DEFAULT_LADDER, warn: { calendarDays: 9 } };
    await send('PUT', '/policies/dualList/collect', office, { policy });
    const runner = api.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`select 1 from process where id = $1 for update`, [own.id]);
    const applying = send('POST', url, office, { reason: '统一规则' });
    setTimeout(() => void runner.commitTransaction().then(() => runner.release()), 300);
    await applying;
    expect(await facts(own.id, 'policyReapplied')).toHaveLength(1);
  });

  it('refuses a reason with a secrecy mark, and others than the office', async () => {
    expect((await send('POST', url, office, { reason: '机密★10年' })).body.code).toBe('CLASSIFIED_CONTENT');
    expect((await send('POST', url, office, {})).status).toBe(400);
    expect((await send('POST', url, admin, { reason: '统一' })).status).toBe(403);
  });

  it('does nothing in a dry run even when the region has no ladder of its own', async () => {
    const actor = {
      personId: randomUUID(),
      personName: '',
      positionId: '',
      positionTitle: '',
      unitId: '',
      unitName: '',
    };
    const input = {
      regionCode: '53',
      kind: 'dualList',
      key: 'collect',
      reason: '',
      actor,
      now: new Date(),
      dryRun: true,
    };
    expect(await reapplyPolicy(api.dataSource.manager, input)).toEqual({ moved: 0, processes: 0, moves: [] });
  });
});
