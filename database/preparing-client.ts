import type { Writable } from 'node:stream';
import pg from 'pg';

/** From this time on a connection prepares a text; before, it may be one that never comes again. */
const PREPARE_AT = 3;
/** Texts remembered for a connection. Beyond that (a list with many filters) they are planned each time, as ever. */
const MOST_STATEMENTS = 300;
const MOST_COUNTED = 2_000;

type Answer = Pick<pg.QueryResult, 'command' | 'rows' | 'rowCount'>;

/**
 * A connection of the pool that plans what it is asked again and again once instead of each time (as JDBC drivers do), and sends
 * statements on without waiting for the answers to those before: what is asked at one moment goes out in one packet. START
 * TRANSACTION goes out with the statement after it. Measured: docs/BENCHMARKS.md.
 */
export class PreparingClient extends pg.Client {
  private readonly counted = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private held = false;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true } as pg.ClientConfig);
    const send = super.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...[text, values, ...rest]: unknown[]) => {
      this.holdPacket();
      if (typeof text === 'string' && values === undefined && rest.length === 0) {
        if (text === 'START TRANSACTION') return started(send(text) as Promise<Answer>);
        if (text === 'COMMIT') return committed(send(text) as Promise<Answer>);
      }
      const name =
        typeof text === 'string' && Array.isArray(values) && values.length > 0
          ? this.nameOf(text)
          : undefined;
      return name === undefined ? send(text, values, ...rest) : send({ name, text, values }, ...rest);
    }) as typeof this.query;
  }

  /** Keeps the socket's packet open until everything that is running now has asked what it has to ask. */
  private holdPacket(): void {
    if (this.held) return;
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    this.held = true;
    stream.cork();
    queueMicrotask(() =>
      process.nextTick(() => {
        this.held = false;
        stream.uncork();
      }),
    );
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_STATEMENTS) return known;
    const count = (this.counted.get(text) ?? 0) + 1;
    if (count < PREPARE_AT) {
      if (this.counted.size >= MOST_COUNTED) this.counted.clear();
      this.counted.set(text, count);
      return undefined;
    }
    this.counted.delete(text);
    const name = `s${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}

/** It can only fail together with its connection, and then the next statement fails too. */
function started(sent: Promise<Answer>): Promise<Answer> {
  sent.catch(() => undefined);
  return Promise.resolve({ command: 'START', rows: [], rowCount: null });
}

/** PostgreSQL answers COMMIT of a transaction in which a statement failed with “ROLLBACK”, as if all were well. */
async function committed(sent: Promise<Answer>): Promise<Answer> {
  const answer = await sent;
  if (answer.command !== 'COMMIT')
    throw new Error('transaction was rolled back: a statement in it had failed');
  return answer;
}
