import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD, startApi, type TestApi } from '../http/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const attempt = (login: string, password: string, from = '10.0.0.1') =>
  api.send('POST', '/api/v1/sessions', { body: { login, password }, from });

test('ten wrong passwords in a quarter of an hour stop further guesses at the login, the right one too, from anywhere', async () => {
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push(await attempt('director', 'wrong', `10.0.1.${i}`));
  expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429, 429]);
  const { body, headers } = await attempt('Director', PASSWORD);
  expect(body.code).toBe('LOGIN_THROTTLED');
  expect(Number(headers['retry-after'])).toBeGreaterThan(800);
  expect(body.detail).toContain(headers['retry-after']);
});

test('others may still log in', async () => {
  expect((await attempt('office', PASSWORD)).status).toBe(201);
});

test('many guesses at the same moment do not slip through', async () => {
  const answers = await Promise.all(
    Array.from({ length: 25 }, (_, i) => attempt('leader1', 'wrong', `10.0.2.${i}`)),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
});

test('a good login wipes the count', async () => {
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 8; i++) expect((await attempt('leader2', 'wrong')).status).toBe(401);
    expect((await attempt('leader2', PASSWORD)).status).toBe(201);
  }
});

test('a hundred guesses from one address stop it, whatever the logins', async () => {
  const guesses = Array.from({ length: 104 }, (_, i) => attempt(`guess${i}`, 'wrong', '10.9.9.9'));
  const answers = await Promise.all(guesses);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  expect((await attempt('deputy', PASSWORD, '10.9.9.9')).status).toBe(429);
  expect((await attempt('deputy', PASSWORD, '10.9.9.8')).status).toBe(201);
});

test('neither logins nor addresses are kept, and another replica sees the same counts', async () => {
  const rows: { key: string }[] = await api.dataSource.query(`select key from login_throttle`);
  expect(rows.length).toBeGreaterThan(5);
  for (const { key } of rows) expect(key).toMatch(/^(login|address):[\w-]{43}$/);
});

test('the present password cannot be guessed at an open console either', async () => {
  const token = await api.token('office');
  const change = () =>
    api.send('PUT', '/api/v1/me/password', {
      token,
      body: { currentPassword: 'wrong', newPassword: 'Another-Good-1' },
    });
  const answers = [];
  for (let i = 0; i < 11; i++) answers.push((await change()).status);
  expect(answers).toEqual([...Array(10).fill(400), 429]);
});

test('only a proxy that is trusted says whom it speaks for; whoever else claims another address is counted as himself', async () => {
  const distrusting = await startApi({ settings: { TRUSTED_PROXIES: '172.31.250.0/24' } });
  try {
    const guesses = Array.from({ length: 104 }, (_, i) =>
      distrusting.send('POST', '/api/v1/sessions', {
        body: { login: `guess${i}`, password: 'wrong' },
        from: `10.9.8.${i}`,
      }),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  } finally {
    await distrusting.stop();
  }
});
