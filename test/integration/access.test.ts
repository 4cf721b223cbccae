import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionGranted } from '../../contracts/http/access.js';
import { PASSWORD, startApi, type TestApi } from '../http/api.js';

const METRICS_TOKEN = 'a-token-for-the-collector';
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ settings: { METRICS_TOKEN } });
});
afterAll(() => api.stop());

const me = (token: string) => api.send('GET', '/api/v1/me', { token });
const refresh = (refreshToken: string) =>
  api.send('POST', '/api/v1/sessions/refresh', { body: { refreshToken } });
const tryLogin = (login: string, password: string) =>
  api.send('POST', '/api/v1/sessions', { body: { login, password } });
const age = (login: string, column: 'access_expires_at' | 'refresh_expires_at') =>
  api.dataSource.query(
    `update session set ${column} = now() - interval '1 second' where person_id = (select person_id from account where login = $1)`,
    [login],
  );

describe('login', () => {
  test('gives tokens, the person and the positions of the day', async () => {
    const granted = await api.login('director');
    expect(granted.person.name).toMatch(/\p{Script=Han}/u);
    expect(
      granted.positions.map(({ kind, regionCode, regionLevel }) => [kind, regionCode, regionLevel]),
    ).toEqual(
      expect.arrayContaining([
        ['officeDirector', '530925', 3],
        ['unitLeader', '530925', 3],
      ]),
    );
    expect(granted).toMatchObject({ mustChangePassword: false });
    const minutes = (Date.parse(granted.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
    const { body } = await me(granted.accessToken);
    expect(body).toEqual({
      person: granted.person,
      positions: granted.positions,
      proxied: [],
      roles: ['office', 'unitLeader'],
      readOnly: false,
    });
  });

  test('stores no token, only hashes', async () => {
    const { accessToken, refreshToken } = await api.login('office');
    const rows = await api.dataSource.query(`select * from session`);
    const stored = JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value,
    );
    expect(stored).not.toContain(accessToken);
    expect(stored).not.toContain(refreshToken);
    const [{ hash }] = await api.dataSource.query(
      `select password_hash as hash from account where login = 'office'`,
    );
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('is not a matter of case or blanks in the login', async () => {
    expect((await tryLogin(' Director ', PASSWORD)).status).toBe(201);
  });

  test('says the same for an unknown login, a wrong password and a disabled person', async () => {
    await api.dataSource.query(`update person set disabled_at = now() where id = $1`, [
      await api.personId('liaison.youth'),
    ]);
    const answers = [
      await tryLogin('nobody', PASSWORD),
      await tryLogin('office', 'wrong'),
      await tryLogin('liaison.youth', PASSWORD),
    ];
    for (const { status, body } of answers)
      expect([status, body.code, body.detail]).toEqual([401, 'LOGIN_FAILED', '账号或密码不对。']);
  });

  test('takes as long for an unknown login as for a known one', async () => {
    const median = async (login: () => string) => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const name = login();
        const from = performance.now();
        await tryLogin(name, 'wrong');
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b)[2]!;
    };
    let n = 0;
    const known = await median(() => 'liaison.tax');
    const unknown = await median(() => `nobody${n++}`);
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3);
  });
});

describe('a token', () => {
  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}'`])('nobody has is refused: %s', async (token) => {
    const { status, body, headers } = await me(token);
    expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  test('ends after its time', async () => {
    const { accessToken } = await api.login('liaison.land');
    await age('liaison.land', 'access_expires_at');
    expect((await me(accessToken)).status).toBe(401);
  });

  test('ends when the person is disabled', async () => {
    const { accessToken, refreshToken } = await api.login('liaison.health');
    await api.dataSource.query(`update person set disabled_at = now() where id = $1`, [
      await api.personId('liaison.health'),
    ]);
    expect((await me(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test('carries the positions of the civil day, first and last day included', async () => {
    const { accessToken } = await api.login('liaison.finance');
    const id = await api.personId('liaison.finance');
    const held = async (from: string, to: string) => {
      await api.dataSource.query(
        `update appointment set valid_from = (now() at time zone '+08')::date + ${from}, valid_to = (now() at time zone '+08')::date + ${to}
          where person_id = $1`.replaceAll(`'+08'`, `'Asia/Shanghai'`),
        [id],
      );
      return (await me(accessToken)).body.positions.length;
    };
    expect(await held('0', '0')).toBe(1);
    expect(await held('1', '9')).toBe(0);
    expect(await held('-9', '-1')).toBe(0);
    expect(await held('-9', '0')).toBe(1);
  });
});

describe('refresh', () => {
  test('gives a new pair; the old pair is worthless', async () => {
    const first = await api.login('liaison.civil');
    const { status, body: second } = await refresh(first.refreshToken);
    expect(status).toBe(200);
    expect((await me(first.accessToken)).status).toBe(401);
    expect((await me(second.accessToken)).status).toBe(200);
  });

  test('with a token used before ends the session, for thief and owner alike', async () => {
    const first = await api.login('liaison.civil');
    const second = (await refresh(first.refreshToken)).body as SessionGranted;
    expect((await refresh(first.refreshToken)).body.code).toBe('UNAUTHENTICATED');
    expect((await me(second.accessToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    const [row] = await api.dataSource.query(
      `select revoked_because from session where revoked_because = 'refreshReused'`,
    );
    expect(row).toBeDefined();
  });

  test('by two at once goes to one of them', async () => {
    const { refreshToken } = await api.login('liaison.civil');
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('ends twelve hours after the last one', async () => {
    const { refreshToken } = await api.login('liaison.justice');
    await age('liaison.justice', 'refresh_expires_at');
    expect((await refresh(refreshToken)).status).toBe(401);
  });
});

describe('own sessions', () => {
  test('are listed, and ended one by one', async () => {
    const [here, there] = [await api.login('liaison.labour'), await api.login('liaison.labour')];
    const list = async () =>
      (await api.send('GET', '/api/v1/sessions', { token: here.accessToken })).body.items;
    const before = await list();
    expect(before).toHaveLength(2);
    expect(JSON.stringify(before)).not.toContain(here.accessToken);
    const other = before.find(({ current }: { current: boolean }) => !current);
    const end = (id: string) => api.send('DELETE', `/api/v1/sessions/${id}`, { token: here.accessToken });
    expect((await end(other.id)).status).toBe(204);
    expect((await end(other.id)).status).toBe(404);
    expect((await me(there.accessToken)).status).toBe(401);
    expect(await list()).toHaveLength(1);
    expect((await end('current')).status).toBe(204);
    expect((await me(here.accessToken)).status).toBe(401);
    expect((await refresh(here.refreshToken)).status).toBe(401);
  });

  test('of others are nobody’s business', async () => {
    const theirs = await api.login('liaison.insurance');
    const { body } = await api.send('GET', '/api/v1/sessions', { token: theirs.accessToken });
    const token = await api.token('director');
    expect((await api.send('DELETE', `/api/v1/sessions/${body.items[0].id}`, { token })).status).toBe(404);
    expect((await me(theirs.accessToken)).status).toBe(200);
  });

  test('an auditor has them too', async () => {
    const { accessToken: token } = await api.login('auditor');
    expect((await api.send('DELETE', '/api/v1/sessions/current', { token })).status).toBe(204);
  });
});

describe('password', () => {
  const change = (token: string, currentPassword: string, newPassword: string) =>
    api.send('PUT', '/api/v1/me/password', { token, body: { currentPassword, newPassword } });

  test('is changed with the present one, and ends the other sessions', async () => {
    const [here, there] = [await api.login('liaison.tax'), await api.login('liaison.tax')];
    const { status, body } = await change(here.accessToken, PASSWORD, 'Another-Good-1');
    expect([status, body]).toEqual([200, { revoked: 1 }]);
    expect((await me(here.accessToken)).status).toBe(200);
    expect((await me(there.accessToken)).status).toBe(401);
    expect((await tryLogin('liaison.tax', PASSWORD)).status).toBe(401);
    expect((await tryLogin('liaison.tax', 'Another-Good-1')).status).toBe(201);
  });

  test('stays without the present one', async () => {
    const { body } = await change(await api.token('liaison.police'), 'wrong', 'Another-Good-1');
    expect([body.code, body.field]).toEqual(['INVALID_FIELD', 'currentPassword']);
  });

  test.each(['Short-1', 'alllowercase', 'Liaison.Police-1', 'aaaaaaaaaaaaaaaaaa', PASSWORD])(
    'must be a good one: %s',
    async (weak) => {
      const { status, body } = await change(await api.token('liaison.police'), PASSWORD, weak);
      expect([status, body.code, body.field]).toEqual([400, 'PASSWORD_WEAK', 'newPassword']);
    },
  );
});

describe('a system administrator', () => {
  test('ends somebody’s sessions', async () => {
    const { accessToken } = await api.login('liaison.housing');
    const person = await api.personId('liaison.housing');
    const url = `/api/v1/people/${person}/sessions`;
    expect((await api.send('DELETE', url, { token: await api.token('director') })).body.code).toBe(
      'FORBIDDEN',
    );
    const { body } = await api.send('DELETE', url, { token: await api.token('admin') });
    expect(body).toEqual({ revoked: 1 });
    expect((await me(accessToken)).status).toBe(401);
  });

  test('gives and resets accounts; the password is the person’s own after the first change', async () => {
    const token = await api.token('admin');
    const url = `/api/v1/people/${await api.personId('liaison.transport')}/account`;
    const put = (login: string, password: string) =>
      api.send('PUT', url, { token, body: { login, password } });
    expect((await put('director', 'For-The-Start-1')).body).toMatchObject({
      code: 'INVALID_FIELD',
      field: 'login',
    });
    expect((await put('new.name', 'weak')).body).toMatchObject({ code: 'PASSWORD_WEAK', field: 'password' });
    expect((await put('New.Name', 'For-The-Start-1')).body).toMatchObject({
      login: 'new.name',
      mustChangePassword: true,
    });
    const granted = await api.login('new.name', 'For-The-Start-1');
    expect(granted.mustChangePassword).toBe(true);
    await api.send('PUT', '/api/v1/me/password', {
      token: granted.accessToken,
      body: { currentPassword: 'For-The-Start-1', newPassword: 'My-Own-Choice-1' },
    });
    expect((await api.login('new.name', 'My-Own-Choice-1')).mustChangePassword).toBe(false);
  });

  test('does not reach beyond the own regions', async () => {
    const token = await api.token('admin');
    for (const login of ['city.director', 'province.director']) {
      const person = await api.personId(login);
      expect((await api.send('DELETE', `/api/v1/people/${person}/sessions`, { token })).status).toBe(404);
      const body = { login: 'stolen.account', password: 'For-The-Start-1' };
      expect((await api.send('PUT', `/api/v1/people/${person}/account`, { token, body })).status).toBe(404);
    }
  });
});

describe('metrics', () => {
  test('are for the collector and the system administrator', async () => {
    const collected = await api.send('GET', '/api/metrics', { token: METRICS_TOKEN });
    expect(collected.text).toMatch(
      /yushui_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/me",status="200"\} \d/,
    );
    expect(collected.text).toMatch(/yushui_database_pool_total [1-9]/);
    expect(collected.text).toContain('nodejs_eventloop_lag_seconds');
    expect((await api.send('GET', '/api/metrics', { token: await api.token('admin') })).status).toBe(200);
    expect((await api.send('GET', '/api/metrics', { token: await api.token('director') })).status).toBe(403);
    expect((await api.send('GET', '/api/metrics', { token: `${METRICS_TOKEN}x` })).status).toBe(401);
  });

  test('count by template, not by path', async () => {
    await api.send('GET', '/api/v1/nothing/4711');
    const { text } = await api.send('GET', '/api/metrics', { token: METRICS_TOKEN });
    expect(text).not.toContain('4711');
  });
});
