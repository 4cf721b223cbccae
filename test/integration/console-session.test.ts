import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PASSWORD, startApi, type Answer, type TestApi } from '../http/api.js';

const ADDRESS = '/api/v1/console/session';
const OWN = { 'x-yushui-console': '1', 'sec-fetch-site': 'same-origin' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Cookie {
  value: string;
  attributes: string[];
}

/** Keeps cookies as a browser does, each for the paths below its own. */
class Browser {
  readonly cookies = new Map<string, Cookie>();

  async ask(
    method: string,
    path: string,
    headers: Record<string, string> = OWN,
    body?: unknown,
  ): Promise<Answer> {
    const response = await fetch(new URL(path, await api.app.getUrl()), {
      method,
      headers: {
        ...headers,
        ...this.cookieFor(path),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    response.headers.getSetCookie().forEach((line) => this.keep(line));
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text === '' ? undefined : JSON.parse(text),
      text,
    };
  }

  login = (login: string, headers?: Record<string, string>) =>
    this.ask('POST', ADDRESS, headers, { login, password: PASSWORD });

  private cookieFor(path: string): Record<string, string> {
    const sent = [...this.cookies].filter(([, { attributes }]) =>
      attributes.some((one) => one.startsWith('Path=') && path.startsWith(one.slice(5))),
    );
    return sent.length > 0 ? { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; ') } : {};
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, { value, attributes });
  }
}

const loggedIn = async (login: string): Promise<Browser> => {
  const browser = new Browser();
  expect((await browser.login(login)).status).toBe(201);
  return browser;
};
const age = (login: string, column: string, seconds: number) =>
  api.dataSource.query(
    `update session set ${column} = ${column} - make_interval(secs => $2) where person_id = (select person_id from account where login = $1)`,
    [login, seconds],
  );

describe('login on a page', () => {
  test('keeps the tokens out of reach of scripts and says who it is', async () => {
    const browser = new Browser();
    const { body, text } = await browser.login('director');
    expect(body).toMatchObject({
      roles: ['office', 'unitLeader'],
      readOnly: false,
      mustChangePassword: false,
    });
    expect([...browser.cookies.keys()]).toEqual(['yushui_access', 'yushui_refresh']);
    for (const { value, attributes } of browser.cookies.values()) {
      expect(text).not.toContain(value);
      expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict']));
      expect(attributes).not.toContain('Secure');
    }
    expect(browser.cookies.get('yushui_refresh')!.attributes).toContain(`Path=${ADDRESS}`);
    expect((await browser.ask('GET', '/api/v1/me')).body.person).toEqual(body.person);
    expect((await browser.ask('GET', ADDRESS)).body).toEqual(body);
  });

  test.each(['https', 'https, http'])('behind TLS (%s) the cookies never travel without', async (proto) => {
    const browser = new Browser();
    const { headers } = await browser.login('director', { ...OWN, 'x-forwarded-proto': proto });
    for (const { attributes } of browser.cookies.values()) expect(attributes).toContain('Secure');
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
  });

  test('is refused with a wrong password, and to pages of others', async () => {
    const wrong = await api.send('POST', ADDRESS, {
      headers: OWN,
      body: { login: 'director', password: 'x' },
    });
    expect([wrong.status, wrong.body.code, wrong.headers['set-cookie']]).toEqual([
      401,
      'LOGIN_FAILED',
      undefined,
    ]);
    for (const headers of [{}, { ...OWN, 'sec-fetch-site': 'cross-site' }]) {
      const { status, body } = await new Browser().login('director', headers as Record<string, string>);
      expect([status, body.code]).toEqual([403, 'FOREIGN_PAGE']);
    }
  });

  test('shares the throttle of all logins', async () => {
    const attempts = Array.from({ length: 15 }, (_, i) =>
      api.send('POST', i % 2 ? ADDRESS : '/api/v1/sessions', {
        headers: OWN,
        body: { login: 'liaison.veterans', password: 'wrong' },
        from: '198.51.100.7',
      }),
    );
    const answers = await Promise.all(attempts);
    expect(answers.map(({ status }) => status)).toContain(429);
  });

  test('ends the session that this browser had before', async () => {
    const browser = await loggedIn('office');
    const before = browser.cookies.get('yushui_access')!.value;
    await browser.login('director');
    expect((await api.send('GET', '/api/v1/me', { token: before })).status).toBe(401);
    expect((await browser.ask('GET', '/api/v1/me')).status).toBe(200);
  });
});

describe('a change by cookie', () => {
  const CHANGE = '/api/v1/me/password';
  const wrong = { currentPassword: 'wrong', newPassword: 'Another-Good-1' };

  test('is the console’s: it gets as far as anybody’s', async () => {
    const { body } = await (await loggedIn('office')).ask('PUT', CHANGE, OWN, wrong);
    expect([body.code, body.field]).toEqual(['INVALID_FIELD', 'currentPassword']);
  });

  test.each([
    ['without the console’s header', { 'sec-fetch-site': 'same-origin' }],
    ['from another site', { ...OWN, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of the site', { ...OWN, 'sec-fetch-site': 'same-site' }],
  ])('%s is refused', async (_, headers) => {
    const { status, body } = await (await loggedIn('office')).ask('PUT', CHANGE, headers, wrong);
    expect([status, body.code]).toEqual([403, 'FOREIGN_PAGE']);
  });

  test('with a token of its own needs no such header', async () => {
    const browser = await loggedIn('office');
    const authorization = `Bearer ${browser.cookies.get('yushui_access')!.value}`;
    expect((await browser.ask('PUT', CHANGE, { authorization }, wrong)).body.code).toBe('INVALID_FIELD');
  });
});

describe('a rehearsal', () => {
  test('is looked into by cookie as by token', async () => {
    const browser = await loggedIn('director');
    const headers = { 'x-yushui-rehearsal': '00000000-0000-7000-8000-000000000000' };
    expect((await browser.ask('GET', '/api/v1/me', headers)).body.code).toBe('REHEARSAL_NOT_FOUND');
  });
});

describe('renewing', () => {
  const REFRESH = `${ADDRESS}/refresh`;

  test('puts new cookies in the place of the old ones', async () => {
    const browser = await loggedIn('liaison.civil');
    const before = browser.cookies.get('yushui_access')!.value;
    const { status, body } = await browser.ask('POST', REFRESH);
    expect([status, body.readOnly]).toEqual([200, false]);
    expect((await api.send('GET', '/api/v1/me', { token: before })).status).toBe(401);
    expect((await browser.ask('GET', '/api/v1/me')).status).toBe(200);
  });

  test('by many windows at one instant ends nobody’s session', async () => {
    for (let round = 0; round < 5; round++) {
      const browser = await loggedIn('liaison.civil');
      const answers = await Promise.all(Array.from({ length: 4 }, () => browser.ask('POST', REFRESH)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('SESSION_JUST_RENEWED');
      expect((await browser.ask('GET', '/api/v1/me')).status).toBe(200);
    }
  });

  test('with an old token, later than windows renew together, is theft: the session ends for both', async () => {
    const owner = await loggedIn('liaison.land');
    const thief = new Browser();
    owner.cookies.forEach((cookie, name) => thief.cookies.set(name, cookie));
    await owner.ask('POST', REFRESH);
    expect((await thief.ask('POST', REFRESH)).status).toBe(409);
    expect((await thief.ask('GET', '/api/v1/me')).status).toBe(401);
    await age('liaison.land', 'last_used_at', 21);
    expect((await thief.ask('POST', REFRESH)).body.code).toBe('UNAUTHENTICATED');
    expect((await owner.ask('GET', '/api/v1/me')).status).toBe(401);
  });

  test('is no matter of the access token, but ends with the refresh token', async () => {
    const browser = await loggedIn('liaison.justice');
    await age('liaison.justice', 'access_expires_at', 31 * 60);
    expect((await browser.ask('GET', '/api/v1/me')).status).toBe(401);
    expect((await browser.ask('POST', REFRESH)).status).toBe(200);
    await age('liaison.justice', 'refresh_expires_at', 12 * 3_600 + 1);
    expect((await browser.ask('POST', REFRESH)).status).toBe(401);
    expect((await new Browser().ask('POST', REFRESH)).body.code).toBe('UNAUTHENTICATED');
  });

  test('is refused to pages of others', async () => {
    const browser = await loggedIn('liaison.justice');
    const { body } = await browser.ask('POST', REFRESH, {
      'x-yushui-console': '1',
      'sec-fetch-site': 'cross-site',
    });
    expect(body.code).toBe('FOREIGN_PAGE');
  });
});

describe('logging out', () => {
  test('ends the session and empties the browser', async () => {
    const browser = await loggedIn('auditor');
    const tokens = [...browser.cookies.values()].map(({ value }) => value);
    expect((await browser.ask('DELETE', ADDRESS, {})).body.code).toBe('FOREIGN_PAGE');
    expect((await browser.ask('DELETE', ADDRESS)).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect((await api.send('GET', '/api/v1/me', { token: tokens[0]! })).status).toBe(401);
    const refreshed = await api.send('POST', '/api/v1/sessions/refresh', {
      body: { refreshToken: tokens[1]! },
    });
    expect(refreshed.status).toBe(401);
  });

  test('leaves nothing behind either when the access token has run out', async () => {
    const browser = await loggedIn('liaison.labour');
    const refreshToken = browser.cookies.get('yushui_refresh')!.value;
    await age('liaison.labour', 'access_expires_at', 31 * 60);
    expect((await browser.ask('DELETE', ADDRESS)).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    const refreshed = await api.send('POST', '/api/v1/sessions/refresh', { body: { refreshToken } });
    expect(refreshed.status).toBe(401);
  });
});
