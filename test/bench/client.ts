import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { bodyFor, type Work, type World } from './world.js';

/** Keep-alive connections to the API, one request at a time on each. */
export class ApiClient {
  private readonly pool: Pool;

  constructor(url: string, connections: number) {
    this.pool = new Pool(url, { connections, pipelining: 1, keepAliveTimeout: 60_000 });
  }

  /** @throws Error for any answer but 2xx */
  async get<T>(path: string, token: string): Promise<T> {
    return this.ask('GET', path, { authorization: `Bearer ${token}` });
  }

  async post<T>(path: string, token: string, body: object): Promise<T> {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    return this.ask('POST', path, headers, JSON.stringify(body));
  }

  /** One sign-off: the decision with its opinion and form, by who owes it. */
  signOff(world: World, key: string, { assignmentId, positionId }: Work): Promise<unknown> {
    const token = world.tokens.get(positionId) as string;
    return this.post(`/api/v1/assignments/${assignmentId}/acts`, token, bodyFor(key, world));
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async ask<T>(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<T> {
    const answer = await this.pool.request({
      method,
      path,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return JSON.parse(text) as T;
  }
}
