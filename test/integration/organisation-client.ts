import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { unitId } from '../../database/seeds/seed-id.js';
import { type Answer, startApi, type TestApi } from '../http/api.js';

/** What the organisation's API tests share: one API, and people of the demonstration county who ask it. */
export const COUNTY = '530925';
export const unit = (name: string) => unitId(COUNTY, `双江自治县${name}`);
export const education = unit('教育体育局');
export const health = unit('卫生健康局');
export const cityOffice = unitId('5309', '临沧市双拥工作领导小组办公室');

export let api: TestApi;
export async function start(): Promise<void> {
  api = await startApi();
}

export const get: TestApi['get'] = (login, path) => api.get(login, path);

export async function send(
  method: string,
  login: string,
  path: string,
  body?: unknown,
  key: string = randomUUID(),
): Promise<Answer> {
  const token = await api.token(login);
  return api.send(method, `/api/v1/${path}`, { token, body, headers: { 'idempotency-key': key } });
}
export const post = (login: string, path: string, body?: unknown, key?: string) =>
  send('POST', login, path, body, key);

export const outcome = ({ status, body }: Answer) => [status, body?.code];
export const namesOf = ({ body }: Answer): string[] => body.items.map(({ name }: { name: string }) => name);

/** A member unit of this test's own, with a liaison since 2025. */
export async function newUnit(name: string): Promise<{ id: string; liaison: string; position: string }> {
  const made = await post('office', 'units', {
    regionCode: COUNTY,
    kind: 'member',
    name: `双江自治县${name}`,
    shortName: name,
    activeFrom: '2025-01-01',
  });
  const filed = await post('office', `units/${made.body.id}/liaison`, {
    person: { name: `${name}甲`, phone: '10099999999' },
    from: '2025-01-01',
  });
  expect([made.status, filed.status]).toEqual([201, 201]);
  return { id: made.body.id, liaison: filed.body.personId, position: filed.body.positionId };
}

/** As the step engine would have it: one step of one process, open at a position. */
export async function openAssignment(unitId: string, position: string): Promise<string> {
  const [process_, step, assignment] = [randomUUID(), randomUUID(), randomUUID()];
  const now = new Date();
  await api.dataSource.query(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
     values ($1::uuid, 'dualList', 1, $1::uuid::text, $2, 2027, '双清单', 'running', $3)`,
    [process_, COUNTY, now],
  );
  await api.dataSource.query(
    `insert into step (id, process_id, key, round, rule, state, opened_at, clock, checked_until)
     values ($1, $2, 'collect', 1, 'collect', 'open', $3, 0, $3)`,
    [step, process_, now],
  );
  await api.dataSource.query(
    `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at)
     values ($1, $2, $3, 1, $4, $5, 'open', $6)`,
    [assignment, step, process_, position, unitId, now],
  );
  return assignment;
}
