import { REHEARSAL_HEADER } from '../http/hooks.js';

/** An answer other than “yes”: what the API said, for a person to read. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    request: string,
  ) {
    super(`${request}：${status} ${code} ${detail}`);
  }
}

/** Everything the demonstration does goes through here: HTTP, as the person who is named, inside the rehearsal. */
export class Client {
  private readonly tokens = new Map<string, Promise<string>>();
  private submissions = 0;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly rehearsal: string,
    private readonly password: string,
  ) {}

  get<T>(login: string, path: string): Promise<T> {
    return this.json<T>(login, 'GET', path);
  }

  post<T>(login: string, path: string, body?: object): Promise<T> {
    return this.json<T>(login, 'POST', path, body);
  }

  async upload<T>(login: string, path: string, type: string, file: Buffer): Promise<T> {
    const response = await this.send(login, 'POST', path, { 'content-type': type }, new Uint8Array(file));
    return (await response.json()) as T;
  }

  async download(login: string, path: string): Promise<Buffer> {
    return Buffer.from(await (await this.send(login, 'GET', path)).arrayBuffer());
  }

  /** The next request fails: somebody pressed Ctrl-C. */
  stop(): void {
    this.stopped = true;
  }

  /** Ends the sessions it opened; they are the real product's, not the rehearsal's. */
  async logOut(): Promise<void> {
    this.stopped = false;
    for (const login of [...this.tokens.keys()])
      await this.send(login, 'DELETE', '/api/v1/sessions/current').catch(() => undefined);
    this.tokens.clear();
  }

  private async json<T>(login: string, method: string, path: string, body?: object): Promise<T> {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await this.send(login, method, path, headers, body && JSON.stringify(body));
    return (await response.json()) as T;
  }

  private async send(
    login: string,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const authorization = `Bearer ${await this.token(login)}`;
    // One key for each submission; counted, so that two runs say the same.
    const key = method === 'GET' ? {} : { 'idempotency-key': `demonstration-${++this.submissions}` };
    return this.fetch(method, path, { authorization, ...key, ...headers }, body);
  }

  private token(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? this.logIn(login);
    this.tokens.set(login, known);
    return known;
  }

  private async logIn(login: string): Promise<string> {
    const body = JSON.stringify({ login, password: this.password });
    const headers = { 'content-type': 'application/json' };
    const response = await this.fetch('POST', '/api/v1/sessions', headers, body);
    return ((await response.json()) as { accessToken: string }).accessToken;
  }

  private async fetch(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    if (this.stopped) throw new Error('已中断');
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { [REHEARSAL_HEADER]: this.rehearsal, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok) return response;
    const { code = '', detail = '' } = (await response.json().catch(() => ({}))) as Partial<Refused>;
    throw new Refused(response.status, code, detail, `${method} ${path}`);
  }
}
