import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from '@jest/globals';
import { positionsOf } from '../../database/access/principal.repository.js';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { addDays, civilDateOf, instantAt, yearOf, type CivilDate } from '../../domain/time/zone.js';
import { EVERYBODY } from '../http/api.js';
import { api, get, outcome, post, send, start } from './organisation-client.js';

const today = civilDateOf(new Date());
const nextWeek = addDays(today, 7);
const ABSENCE = { from: today, to: nextWeek, reason: '外出学习' };
const ZERO = { action: 'decide', decision: 'filed', form: { nothing: true, items: [] } };

beforeAll(async () => {
  await start();
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
}, 120_000);
afterAll(() => api.stop());

// One story's agents are nobody's in the next.
afterEach(async () => {
  await api.dataSource.query(
    `update proxy set ended_at = created_at, ended_by = created_by where ended_at is null`,
  );
});

/** 甲 names 乙. */
async function entrust(principal: string, agent: string, change: object = {}) {
  return post(principal, 'proxies', { agentId: await api.personId(agent), ...ABSENCE, ...change });
}

/** A list that 县教育体育局 owes, in a year of its own. */
async function collecting(): Promise<{ processId: string; assignmentId: string }> {
  const now = new Date();
  const { manager } = api.dataSource;
  const processId = await manager.transaction(async (tx) => {
    const year = yearOf(now) + 1;
    const input = {
      kind: 'dualList',
      businessKey: randomUUID(),
      regionCode: '530925',
      year,
      title: '双清单',
    };
    return (await startProcess(tx, input, null, now))!.id;
  });
  await openStep(manager, { processId, key: 'collect', round: 1, now });
  const [row]: { id: string }[] = await api.dataSource.query(
    `select a.id from assignment a join unit u on u.id = a.unit_id where a.process_id = $1 and u.short_name = '县教育体育局'`,
    [processId],
  );
  return { processId, assignmentId: row!.id };
}

const nameOf = async (login: string): Promise<string> => (await get(login, 'me')).body.person.name as string;

describe('while somebody is absent', () => {
  it('the agent is told, sees what is owed and signs it, and the record says for whom', async () => {
    expect((await entrust('liaison.education', 'liaison.health')).status).toBe(201);
    const { processId, assignmentId } = await collecting();
    const [absent, agent] = [await nameOf('liaison.education'), await nameOf('liaison.health')];

    const { body: notices } = await get('liaison.health', 'notices');
    const told = notices.items.filter(({ link }: { link: string }) => link.endsWith(assignmentId));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain(`（代${absent}）`);
    const { body: own } = await get('liaison.education', 'notices');
    expect(own.items.some(({ link }: { link: string }) => link.endsWith(assignmentId))).toBe(true);

    const { body: inbox } = await get('liaison.health', 'inbox?limit=100');
    expect(inbox.items).toContainEqual(expect.objectContaining({ assignmentId, actingFor: absent }));
    expect(inbox.total).toBe(inbox.items.length);
    const { body: one } = await get('liaison.health', `assignments/${assignmentId}`);
    expect(one).toMatchObject({ actingFor: absent, actions: expect.arrayContaining(['decide']) });

    const done = await post('liaison.health', `assignments/${assignmentId}/acts`, ZERO);
    expect(done.status).toBe(200);
    const { body: history } = await get('liaison.health', `processes/${processId}/history?kind=decided`);
    expect(history.items).toHaveLength(1);
    expect(history.items[0].sentence).toContain(`联络员${absent}（${agent}代）在“清单报送”`);
    expect(history.items[0].actor).toMatchObject({ personName: agent, actingFor: absent });
    expect(await verifyAudit(api.dataSource.manager)).toMatchObject({ problem: null });
  });

  it('he may still sign himself', async () => {
    await entrust('liaison.education', 'liaison.health');
    const { processId, assignmentId } = await collecting();
    expect((await post('liaison.education', `assignments/${assignmentId}/acts`, ZERO)).status).toBe(200);
    const { body } = await get('liaison.education', `processes/${processId}/history?kind=decided`);
    expect(body.items[0].actor.actingFor).toBeNull();
  });

  it('the agent keeps a draft and hands in a file for him, and sees nothing of other units', async () => {
    await entrust('liaison.education', 'liaison.garrison');
    const { processId, assignmentId } = await collecting();
    const draft = await send('PUT', 'liaison.garrison', `assignments/${assignmentId}/draft`, {
      draft: { a: 1 },
    });
    expect(draft.status).toBe(200);
    const file = await api.send('POST', `/api/v1/assignments/${assignmentId}/attachments?name=a.txt`, {
      token: await api.token('liaison.garrison'),
      headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/octet-stream' },
      body: '情况说明',
    });
    expect(file.status).toBe(201);
    const { body } = await get('liaison.garrison', `processes/${processId}`);
    const [absent, agent] = [await nameOf('liaison.education'), await nameOf('liaison.garrison')];
    const people = body.steps[0].waitingFor.flatMap((one: { people: string[] }) => one.people);
    expect(people).toEqual(expect.arrayContaining([`${absent}（${agent}代）`, agent]));
    const units = new Set(body.steps[0].waitingFor.map(({ unit }: { unit: string }) => unit));
    expect([...units].sort()).toEqual(['县教育体育局', '驻军部队']);
  });

  it('only in the kinds of work it was given for', async () => {
    await entrust('liaison.education', 'leader.health', { kinds: ['needItem'] });
    const { processId, assignmentId } = await collecting();
    const { body } = await get('leader.health', 'inbox?limit=100');
    expect(body.items.some((one: { assignmentId: string }) => one.assignmentId === assignmentId)).toBe(false);
    const { body: seen } = await get('leader.health', `assignments/${assignmentId}`);
    expect(seen.actions ?? []).toEqual([]);
    expect([403, 404]).toContain(
      (await post('leader.health', `assignments/${assignmentId}/acts`, ZERO)).status,
    );
    // The unit of the agent has a part in the process; a stranger to it does not even see it.
    await entrust('liaison.education', 'deputy', { kinds: ['dualList'] });
    expect((await get('deputy', `processes/${processId}`)).status).toBe(200);
  });

  it('a stranger sees the process through the principal, and no more when it is over', async () => {
    const { processId, assignmentId } = await collecting();
    // Only the one unit was ever asked.
    await api.dataSource.query(`delete from notice where process_id = $1 and assignment_id <> $2`, [
      processId,
      assignmentId,
    ]);
    await api.dataSource.query(`delete from assignment where process_id = $1 and id <> $2`, [
      processId,
      assignmentId,
    ]);
    const look = async () => [
      (await get('liaison.tax', `processes/${processId}`)).status,
      (await get('liaison.tax', 'processes?limit=100')).text.includes(processId),
    ];
    expect(await look()).toEqual([404, false]);
    const { body } = await entrust('liaison.education', 'liaison.tax');
    expect(await look()).toEqual([200, true]);
    expect((await send('DELETE', 'liaison.education', `proxies/${body.id}`)).body.state).toBe('ended');
    expect(await look()).toEqual([404, false]);
  });
});

describe('an agent gets signatures and nothing else', () => {
  it('neither roles nor scope, nor the right to launch, to end, to organise, to urge', async () => {
    const made = await entrust('director', 'liaison.health');
    expect(made.status).toBe(201);
    const { body: me } = await get('liaison.health', 'me');
    expect(me.roles).toEqual(['liaison']);
    expect(me.proxied.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'officeDirector',
      'unitLeader',
    ]);
    const { processId, assignmentId } = await collecting();
    const order = { kind: 'dualList', regionCode: '530925', year: yearOf(new Date()) + 1 };
    expect(outcome(await post('liaison.health', 'processes', order))).toEqual([403, 'FORBIDDEN']);
    const reason = { reason: '不应当' };
    expect(outcome(await post('liaison.health', `processes/${processId}/termination`, reason))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    const urging = await post('liaison.health', `assignments/${assignmentId}/acts`, { action: 'urge' });
    expect([403, 404]).toContain(urging.status);
    expect((await get('liaison.health', 'deliveries')).status).toBe(403);
    expect((await get('liaison.health', 'people?limit=100')).body.items.length).toBeLessThan(10);
    const leader = { principalId: await api.personId('leader1'), agentId: await api.personId('deputy') };
    expect(outcome(await post('liaison.health', 'proxies', { ...leader, ...ABSENCE }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });

  it('not even from an administrator’s or auditor’s post, and a reader stays a reader', async () => {
    expect(outcome(await entrust('admin', 'deputy'))).toEqual([409, 'PROXY_NO_POSTS']);
    expect(outcome(await entrust('leader1', 'auditor'))).toEqual([409, 'PROXY_AGENT_UNFIT']);
    expect(outcome(await entrust('auditor', 'deputy'))).toEqual([403, 'READ_ONLY_ROLE']);
  });
});

describe('setting one', () => {
  it('is for oneself; for a leader of the region also by the office’s director and the administrator', async () => {
    const [leader, deputy] = [await api.personId('leader1'), await api.personId('leader2')];
    const body = { principalId: leader, agentId: deputy, ...ABSENCE };
    expect(outcome(await post('office', 'proxies', body))).toEqual([403, 'FORBIDDEN']);
    expect(outcome(await post('city.director', 'proxies', body))).toEqual([403, 'FORBIDDEN']);
    const self = { ...body, agentId: await api.personId('director') };
    expect(outcome(await post('director', 'proxies', self))).toEqual([403, 'PROXY_SELF_GRANT']);
    const liaison = { ...body, principalId: await api.personId('liaison.education') };
    expect(outcome(await post('director', 'proxies', liaison))).toEqual([403, 'FORBIDDEN']);
    const made = await post('director', 'proxies', body);
    expect(made.body).toMatchObject({ principalId: leader, agentId: deputy, kinds: null, state: 'inForce' });
    expect((await send('DELETE', 'admin', `proxies/${made.body.id}`)).status).toBe(200);
    expect((await post('admin', 'proxies', body)).status).toBe(201);
  });

  it.each<[string, string, object, [number, string]]>([
    ['liaison.tax', 'liaison.tax', {}, [400, 'PROXY_SELF']],
    ['liaison.tax', 'city.office', {}, [409, 'PROXY_AGENT_UNFIT']],
    ['liaison.tax', 'office', { from: addDays(today, -1) }, [400, 'DATE_IN_PAST']],
    ['liaison.tax', 'office', { to: addDays(today, -1) }, [400, 'ENDS_BEFORE_START']],
    ['liaison.tax', 'office', { to: addDays(today, 366) }, [400, 'PROXY_TOO_LONG']],
    ['liaison.tax', 'office', { to: '2027-02-29' }, [400, 'INVALID_DATE']],
    ['liaison.tax', 'office', { kinds: ['unheardOf'] }, [400, 'INVALID_FIELD']],
    ['liaison.tax', 'office', { regionCode: '5309' }, [409, 'PROXY_NO_POSTS']],
    ['liaison.tax', 'office', { reason: '机密★10年' }, [400, 'CLASSIFIED_CONTENT']],
  ])('%s names %s, %j: %j', async (principal, agent, change, expected) => {
    const { status, body } = await entrust(principal, agent, change);
    expect([status, body.errors?.[0]?.code ?? body.code]).toEqual(expected);
  });

  it('refuses a second one for the same work, a circle, a chain, and somebody disabled', async () => {
    await entrust('liaison.tax', 'liaison.culture');
    expect(outcome(await entrust('liaison.tax', 'office', { kinds: ['needItem'] }))).toEqual([
      409,
      'PROXY_OVERLAP',
    ]);
    expect(outcome(await entrust('liaison.culture', 'liaison.tax'))).toEqual([409, 'PROXY_CYCLE']);
    expect(outcome(await entrust('liaison.culture', 'office'))).toEqual([409, 'PROXY_CHAIN']);
    const after = { from: addDays(nextWeek, 1), to: addDays(nextWeek, 5) };
    expect((await entrust('liaison.culture', 'liaison.tax', after)).body.state).toBe('coming');

    await api.dataSource.query(`update person set disabled_at = now() where id = $1`, [
      await api.personId('liaison.youth'),
    ]);
    expect(outcome(await entrust('leader.youth', 'liaison.youth'))).toEqual([409, 'PROXY_AGENT_UNFIT']);
  });

  it('both ways at the same instant: one of the two', async () => {
    const answers = await Promise.all([
      entrust('liaison.civil', 'liaison.justice'),
      entrust('liaison.justice', 'liaison.civil'),
      entrust('liaison.civil', 'liaison.justice'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is ended by either of the two, once; and stays on the list', async () => {
    const { body } = await entrust('liaison.land', 'liaison.ecology');
    expect((await send('DELETE', 'liaison.tax', `proxies/${body.id}`)).status).toBe(404);
    const ends = await Promise.all(
      ['liaison.land', 'liaison.ecology'].map((login) => send('DELETE', login, `proxies/${body.id}`)),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 409]);
    const ids = async (login: string, state: string) =>
      (await get(login, `proxies?state=${state}&limit=100`)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids('liaison.land', 'standing')).not.toContain(body.id);
    expect(await ids('liaison.ecology', 'over')).toContain(body.id);
    expect(await ids('auditor', 'all')).toContain(body.id);
    expect(await ids('liaison.tax', 'all')).not.toContain(body.id);
    await expect(api.dataSource.query(`delete from proxy`)).rejects.toThrow(/append-only/);
  });
});

describe('the last day', () => {
  // [first day, last day, a day of the period, the instant after its midnight]
  test.each<[CivilDate, CivilDate, CivilDate]>([
    ['2027-02-26', '2027-02-28', '2027-03-01'],
    ['2028-02-28', '2028-02-29', '2028-03-01'],
    ['2028-02-01', '2028-02-28', '2028-02-29'],
    ['2027-12-31', '2027-12-31', '2028-01-01'],
  ])('%s to %s counts until its midnight', async (from, to, after) => {
    const [agent, principal] = [await api.personId('liaison.labour'), await api.personId('liaison.police')];
    await api.dataSource.query(
      `insert into proxy (id, principal_id, agent_id, region_code, valid_from, valid_to, reason, created_at, created_by)
       values (gen_random_uuid(), $1, $2, '530925', $3, $4, '试验', $5, $1)`,
      [principal, agent, from, to, new Date()],
    );
    const stoodFor = async (at: Date) =>
      (await positionsOf(api.dataSource.manager, agent, civilDateOf(at))).proxied.length;
    const midnight = instantAt(after, '00:00').getTime();
    expect(await stoodFor(new Date(instantAt(from, '00:00').getTime() - 1))).toBe(0);
    expect(await stoodFor(instantAt(from, '00:00'))).toBe(1);
    expect(await stoodFor(new Date(midnight - 1))).toBe(1);
    expect(await stoodFor(new Date(midnight))).toBe(0);
  });

  it('ends with the principal’s post, and with the agent’s', async () => {
    await entrust('liaison.insurance', 'liaison.emergency');
    const { manager } = api.dataSource;
    const [principal, agent] = [
      await api.personId('liaison.insurance'),
      await api.personId('liaison.emergency'),
    ];
    const proxied = async () => (await positionsOf(manager, agent, today)).proxied.length;
    const until = (person: string, day: CivilDate | null) =>
      manager.query(`update appointment set valid_to = $2 where person_id = $1`, [person, day]);
    expect(await proxied()).toBe(1);
    await until(principal, addDays(today, -1));
    expect(await proxied()).toBe(0);
    await until(principal, null);
    await until(agent, addDays(today, -1));
    expect(await proxied()).toBe(0);
    await until(agent, null);
  });
});
