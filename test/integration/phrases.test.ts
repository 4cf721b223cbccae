import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhraseView } from '../../contracts/http/phrases.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { yearOf } from '../../domain/time/zone.js';
import { MOST_PHRASES } from '../../src/modules/phrases/phrases.service.js';
import { startApi, type TestApi } from '../http/api.js';

const COUNTY = '530925';
const CITY = '5309';
let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const send = async (login: string, method: string, url: string, body?: object) =>
  api.send(method, `/api/v1${url}`, {
    token: await api.token(login),
    headers: { 'idempotency-key': randomUUID() },
    ...(body ? { body } : {}),
  });
const add = (login: string, text: string, regionCode?: string) =>
  send(login, 'POST', '/phrases', { text, ...(regionCode ? { regionCode } : {}) });
const textsOf = async (login: string): Promise<string[]> =>
  ((await send(login, 'GET', '/phrases')).body.items as PhraseView[]).map(({ text }) => text);

describe('phrases of one’s own', () => {
  it('are for oneself alone', async () => {
    const { status, body } = await add('liaison.education', '  已按计划办理。 ');
    expect([status, body]).toEqual([
      201,
      { id: expect.any(String), text: '已按计划办理。', regionCode: null, uses: 0, mayRemove: true },
    ]);
    expect(await textsOf('liaison.education')).toEqual(['已按计划办理。']);
    expect(await textsOf('liaison.health')).toEqual([]);
    for (const login of ['liaison.health', 'office'])
      expect((await send(login, 'DELETE', `/phrases/${body.id}`)).status).toBe(404);
    expect((await send('liaison.education', 'DELETE', `/phrases/${body.id}`)).body).toEqual({ id: body.id });
    expect(await textsOf('liaison.education')).toEqual([]);
  });

  it('are added once, also at the same instant, and no more than somebody can pick from', async () => {
    const login = 'liaison.tax';
    await api.token(login);
    const same = await Promise.all(Array.from({ length: 5 }, () => add(login, '情况属实。')));
    expect(new Set(same.map(({ body }) => body.id)).size).toBe(1);
    const many = await Promise.all(
      Array.from({ length: MOST_PHRASES + 2 }, (_, i) => add(login, `第${i}条`)),
    );
    expect(many.filter(({ status }) => status === 201)).toHaveLength(MOST_PHRASES - 1);
    const refused = many.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('PHRASES_TOO_MANY'));
    expect(await textsOf(login)).toHaveLength(MOST_PHRASES);
  });

  it.each([
    ['a secrecy mark', '请按秘密★5年管理', 'CLASSIFIED_CONTENT'],
    ['nothing but blanks', '   ', 'INVALID_FIELD'],
    ['more than a phrase', '办'.repeat(201), 'INVALID_FIELD'],
  ])('%s is refused', async (_, text, code) => {
    const { status, body } = await add('liaison.health', text);
    expect(status).toBe(400);
    expect([body.code, ...((body.errors ?? []) as { code: string }[]).map((one) => one.code)]).toContain(
      code,
    );
    expect(await textsOf('liaison.health')).toEqual([]);
  });
});

describe('phrases of the office', () => {
  it('are for its whole region, and only the office changes them', async () => {
    const { body } = await add('office', '请按时限报送。', COUNTY);
    expect(body).toMatchObject({ regionCode: COUNTY, mayRemove: true });
    for (const login of ['liaison.health', 'leader1', 'liaison.garrison'])
      expect(await textsOf(login)).toContain('请按时限报送。');
    expect(await textsOf('city.office')).not.toContain('请按时限报送。');

    expect((await add('liaison.health', '越权', COUNTY)).body.code).toBe('FORBIDDEN');
    expect((await add('leader1', '越权', COUNTY)).body.code).toBe('FORBIDDEN');
    expect((await add('office', '越界', CITY)).body.code).toBe('NOT_FOUND');
    expect((await add('city.office', '越界', COUNTY)).body.code).toBe('NOT_FOUND');
    expect((await send('liaison.health', 'DELETE', `/phrases/${body.id}`)).body.code).toBe('FORBIDDEN');
    expect((await send('city.office', 'DELETE', `/phrases/${body.id}`)).body.code).toBe('NOT_FOUND');
    expect((await send('auditor', 'DELETE', `/phrases/${body.id}`)).body.code).toBe('READ_ONLY_ROLE');
    expect((await send('office', 'DELETE', `/phrases/${body.id}`)).status).toBe(200);
    expect(await textsOf('liaison.health')).not.toContain('请按时限报送。');
  });
});

it('come in the order one uses them in one’s opinions', async () => {
  const login = 'liaison.culture';
  const now = new Date();
  const year = yearOf(now);
  const { manager } = api.dataSource;
  for (const one of calendarYears(year - 1, year + 1)) await storeYear(manager, one, now);
  await add(login, '请予支持。');
  await add(login, '无事项。');
  const input = { kind: 'dualList', businessKey: randomUUID(), regionCode: COUNTY, year, title: '双清单' };
  const process = await manager.transaction((tx) => startProcess(tx, input, null, now));
  const { stepId } = await openStep(manager, { processId: process?.id ?? '', key: 'collect', round: 1, now });
  const [row]: { id: string }[] = await manager.query(
    `select a.id from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
     where a.step_id = $1 and ac.login = $2`,
    [stepId, login],
  );
  const act = {
    action: 'decide',
    decision: 'filed',
    form: { nothing: true, items: [] },
    opinion: '经核对，请予支持。',
  };
  expect((await send(login, 'POST', `/assignments/${row?.id}/acts`, act)).status).toBe(200);
  const { body } = await send(login, 'GET', '/phrases');
  expect((body.items as PhraseView[]).map(({ text, uses }) => [text, uses])).toEqual([
    ['请予支持。', 1],
    ['无事项。', 0],
  ]);
});
