import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../src/http/change.js';
import { startApi, type TestApi } from './api.js';
import { ProbeController } from './probe.controller.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ probes: [ProbeController] });
});
afterAll(() => api.stop());

const put = async (key: string | undefined, text: string, login = 'office') =>
  api.send('PUT', '/api/v1/probe/note', {
    token: await api.token(login),
    body: { text },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });

describe('Idempotency-Key', () => {
  test('is required', async () => {
    expect((await put(undefined, 'a')).body.code).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  test.each(['short', 'with space in it', 'x'.repeat(201)])(
    'must be 8 to 200 visible characters: %s',
    async (key) => {
      const { status, body } = await put(key, 'a');
      expect([status, body.code, body.field]).toEqual([400, 'INVALID_FIELD', 'Idempotency-Key']);
    },
  );

  test('makes the same submission happen once, whoever asks first', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(key, 'once')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const [{ count }] = await api.dataSource.query(
      `select count(*)::int from setting where value = '"once"'`,
    );
    expect(count).toBe(1);
  });

  test('of another content is refused', async () => {
    const key = randomUUID();
    await put(key, 'one');
    expect((await put(key, 'two')).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('belongs to the person', async () => {
    const key = randomUUID();
    const [mine, yours] = [await put(key, 'one'), await put(key, 'one', 'director')];
    expect(mine.body.id).not.toBe(yours.body.id);
  });

  test('of a refused submission can be used again', async () => {
    const key = randomUUID();
    expect((await put(key, 'fail')).status).toBe(409);
    expect((await put(key, 'fail')).status).toBe(409);
    const [{ count }] = await api.dataSource.query(
      `select count(*)::int from setting where value = '"fail"'`,
    );
    expect(count).toBe(0);
  });
});

describe('the fingerprint', () => {
  const of = (body: unknown, method = 'PUT', url = '/a') =>
    fingerprintOf({ method, url, body }).toString('hex');

  test('does not depend on the order of keys', () => {
    expect(of({ a: 1, b: { c: [1, 2], d: null } })).toBe(of({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  test.each([
    ['a value', { a: 2 }, 'PUT', '/a'],
    ['the order of a list', { a: [2, 1] }, 'PUT', '/a'],
    ['the method', { a: [1, 2] }, 'POST', '/a'],
    ['the path', { a: [1, 2] }, 'PUT', '/b'],
    ['no body', undefined, 'PUT', '/a'],
    ['bytes', Buffer.from('a'), 'PUT', '/a'],
  ])('depends on %s', (_, body, method, url) => {
    expect(of(body, method, url)).not.toBe(of({ a: [1, 2] }));
  });
});
