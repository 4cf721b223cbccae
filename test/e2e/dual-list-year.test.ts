import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { InboxRow } from '../../contracts/http/assignments.js';
import type { StepView } from '../../contracts/http/processes.js';
import { playYear, PLAYED } from '../../src/demo/play-year.js';
import { until } from '../workflows/stand.js';
import { MACHINE_WORDS, played } from './played.js';
import { OTHER_COUNTY, startProduct, type TestProduct } from './product.js';

// The whole product as people use it: HTTP in, the compiled worker, Temporal, at the real time.

const YEAR = new Date().getFullYear() + 1;
const of = (login: string): string => `${OTHER_COUNTY}.${login}`;
let product: TestProduct;
let yearId: string;
let itemId: string;

beforeAll(async () => {
  product = await startProduct();
  await product.startWorker();
});
afterAll(() => product.stop());

/** What the person owes at a step, once the process has come to it. */
function task(login: string, step: string, processId: string): Promise<InboxRow & { assignmentId: string }> {
  return until(`${login} at ${step}`, async () => {
    const rows: InboxRow[] = [];
    for (const box of ['toAcknowledge', 'toDo'])
      rows.push(...(await product.get(login, `/api/v1/inbox?box=${box}&limit=100`)).body.items);
    const row = rows.find((one) => one.step === step && one.processId === processId);
    return row as InboxRow & { assignmentId: string };
  });
}

async function decide(login: string, step: string, processId: string, body: object): Promise<void> {
  const { assignmentId } = await task(login, step, processId);
  const path = `/api/v1/assignments/${assignmentId}/acts`;
  const { status, text } = await product.post(login, path, { action: 'decide', ...body });
  expect([status, text]).toEqual([200, expect.anything()]);
}

async function stepOf(processId: string, key: string): Promise<StepView> {
  const { body } = await product.get(of('office'), `/api/v1/processes/${processId}`);
  return (body.steps as StepView[]).filter((step) => step.key === key).at(-1)!;
}

const file = (login: string, form: object): Promise<void> =>
  decide(login, 'collect', yearId, { decision: 'filed', form });

describe('the year at real time', () => {
  test('is launched once, and its process says who it waits for and what comes next', async () => {
    const order = { kind: 'dualList', regionCode: OTHER_COUNTY, year: YEAR };
    const { status, body } = await product.post(of('director'), '/api/v1/processes', order);
    expect(status).toBe(201);
    yearId = body.id;
    const again = await product.post(of('director'), '/api/v1/processes', order);
    expect([again.status, again.body.code]).toEqual([409, 'ALREADY_LAUNCHED']);

    await task(of('liaison.member1'), 'collect', yearId);
    const step = await stepOf(yearId, 'collect');
    expect(step).toMatchObject({ label: '清单报送', state: 'open', asked: 4, done: 0, light: 'green' });
    expect(step.deadline).toContain(`${YEAR}-02-2`);
    expect(step.waitingFor.map(({ unit }) => unit).sort()).toEqual(
      ['乡镇1', '部门1', '部门2', '部队1'].sort(),
    );
    expect(step.waitingFor.every(({ days, people }) => days === 0 && people.length === 1)).toBe(true);
    expect(step.next).toMatchObject({ kind: 'unack', label: '催签收' });
    expect(new Date(step.next!.at).getTime()).toBeGreaterThan(Date.now());
  });

  test('a unit files; the same submission again gives the same answer; another one under its key is refused', async () => {
    const login = of('liaison.military1');
    const { assignmentId } = await task(login, 'collect', yearId);
    const path = `/api/v1/assignments/${assignmentId}/acts`;
    const item = { kind: 'children', title: '随军子女入学', detail: '3 人' };
    const body = { action: 'decide', decision: 'filed', form: { items: [item] } };
    const key = randomUUID();
    const first = await product.post(login, path, body, key);
    const again = await product.post(login, path, body, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const other = await product.post(login, path, { ...body, opinion: '改' }, key);
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
    const done = await product.get(login, '/api/v1/inbox?box=done');
    expect(done.body.items).toMatchObject([{ assignmentId, step: 'collect', decision: 'filed' }]);
  });

  test('the last list closes the collection, and the office compiles', async () => {
    await file(of('liaison.member1'), { nothing: true });
    await file(of('liaison.member2'), { nothing: true });
    await file(of('liaison.township1'), { nothing: true });
    await decide(of('office'), 'compile', yearId, { decision: 'compiled', form: {} });
    const { body } = await product.get(of('office'), `/api/v1/ledger?region=${OTHER_COUNTY}&year=${YEAR}`);
    expect(body.items).toMatchObject([{ number: 1, title: '随军子女入学', side: 'army' }]);
    itemId = body.items[0].id;
  });

  test('of two leaders who claim at the same instant one has it, and the other is told who', async () => {
    const leaders = [of('leader2'), of('leader3')];
    const form = {
      leadUnitId: product.county.memberUnitIds[0],
      measures: '预留学位。',
      limitDate: `${YEAR}-08-31`,
    };
    const tasks: InboxRow[] = [];
    for (const leader of leaders) tasks.push(await task(leader, 'claim', itemId));
    const answers = await Promise.all(
      leaders.map((leader, i) =>
        product.post(leader, `/api/v1/assignments/${tasks[i]!.assignmentId}/acts`, {
          action: 'decide',
          decision: 'claimed',
          form,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.findIndex(({ status }) => status === 200);
    const { person } = await product.api.login(leaders[won]!);
    const lost = answers[1 - won]!.body;
    expect(lost.code).toBe('ALREADY_DECIDED');
    expect(lost.detail).toContain(person.name);
    expect(lost.detail).toMatch(/\d+月\d+日 \d{2}:\d{2}/);
  });

  test('a sign-off is accepted while the worker is stopped, and flows on when it returns', async () => {
    const { assignmentId } = await task(of('liaison.member1'), 'solve', itemId);
    await product.stopWorker();
    const { status } = await product.post(of('liaison.member1'), `/api/v1/assignments/${assignmentId}/acts`, {
      action: 'decide',
      decision: 'cannotSolve',
      opinion: '学位由市里统筹。',
    });
    expect(status).toBe(200);
    expect(await stepOf(itemId, 'solve')).toMatchObject({ state: 'closed', outcome: 'cannotSolve' });
    expect(await stepOf(itemId, 'reportUp')).toBeUndefined();
    await product.startWorker();
    await task(of('office'), 'reportUp', itemId);
  });

  test('the city answers, the county relays, the unit confirms, the office closes', async () => {
    await decide(of('office'), 'reportUp', itemId, {
      decision: 'reported',
      form: { summary: '请市里统筹。' },
    });
    const { body: item } = await product.get(of('office'), `/api/v1/ledger/items/${itemId}`);
    expect(item.state).toBe('reportedUp');
    const cityItem = item.reportedAs[0].id as string;
    await decide(of('city.office'), 'receive', cityItem, {
      decision: 'answered',
      form: { answer: '已统筹 3 个学位。', resolved: true },
    });
    await decide(of('office'), 'relay', itemId, { decision: 'relayed', form: { result: '已统筹。' } });
    await decide(of('liaison.military1'), 'confirm', itemId, { decision: 'satisfied' });
    await decide(of('director'), 'close', itemId, { decision: 'closed' });
    await until('the end', async () => {
      const { body } = await product.get(of('office'), `/api/v1/processes/${itemId}`);
      return body.state === 'ended' && body.outcome === 'finished';
    });
    const { body: summary } = await product.get(
      of('office'),
      `/api/v1/ledger/summary?region=${OTHER_COUNTY}&year=${YEAR}`,
    );
    expect(summary).toMatchObject({ total: 1, finished: 1, missingUnits: [] });
    const { body: check } = await product.post(of('office'), '/api/v1/audit/verifications', {});
    expect(check).toMatchObject({ whole: true, problem: null });
  });
});

test('the demonstration plays to its end, and its figures add up', async () => {
  await played(product.api, { ...PLAYED, play: playYear }, ({ story, failures, out }, year) => {
    expect(failures).toEqual([]);
    expect(year.items).toBe(year.closed + year.open);
    expect(year.items).toBe(year.army + year.locality);
    expect(year.carriedOver).toBe(year.open);
    expect(year.asked).toBe(year.filed + year.missing);
    expect(year.escalations).toBeGreaterThan(year.overdue);
    expect(story).not.toMatch(MACHINE_WORDS);
    expect(story).toContain('一、清单收集');
    const table = readFileSync(join(out, `双江自治县2027年军地“双清单”事项统计表.xlsx`));
    expect(table.length).toBeGreaterThan(5_000);
  });
}, 180_000);
