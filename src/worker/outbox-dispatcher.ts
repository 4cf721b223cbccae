import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import pLimit from 'p-limit';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  markDelivered,
  markFailed,
  pendingMessages,
  type OutboxRow,
} from '../../database/processes/outbox.repository.js';
import { OUTBOX_CHANNEL } from '../workspace/outbox-bell.js';

export interface DispatcherOptions {
  dataSource: DataSource;
  /** Connection string of the same database, for LISTEN. */
  databaseUrl: string;
  client: Client;
  taskQueue: string;
  log: { warn(facts: object, message: string): void; info(facts: object, message: string): void };
  /** Calls to Temporal at once: more only makes its own queue longer. */
  concurrency?: number;
  /** Sweep interval for messages whose bell was lost. */
  sweepMs?: number;
}

const BATCH = 200;
const MAX_BACKOFF_MS = 60_000;

/**
 * Tells Temporal what the database has committed: woken by the bell, else by a sweep. A message leaves the outbox only after
 * Temporal took it; told twice does nothing there. Messages of one workflow go in order.
 */
export class OutboxDispatcher {
  private readonly limit;
  private listener: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  delivered = 0;

  constructor(private readonly options: DispatcherOptions) {
    this.limit = pLimit(options.concurrency ?? 8);
  }

  start(): void {
    void this.listen();
    this.sweep();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.listener?.end().catch(() => undefined);
    await this.running;
  }

  /** Delivers everything that may be delivered now. Calls while it runs make it look once more. */
  wake(): Promise<void> {
    this.again = true;
    this.running ??= this.drain().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async drain(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        const messages = await pendingMessages(this.options.dataSource.manager, new Date(), BATCH);
        if (messages.length === 0) continue;
        const undelivered = await this.deliver(messages);
        this.again = messages.length === BATCH && undelivered < messages.length;
      } catch (error) {
        this.options.log.warn({ error: describe(error) }, 'outbox not read');
      }
    }
  }

  private async deliver(messages: OutboxRow[]): Promise<number> {
    const byWorkflow = new Map<string, OutboxRow[]>();
    for (const message of messages)
      byWorkflow.set(message.workflowId, [...(byWorkflow.get(message.workflowId) ?? []), message]);
    const done: string[] = [];
    await Promise.all(
      [...byWorkflow.values()].map((queue) =>
        this.limit(async () => {
          for (const message of queue) {
            if (!(await this.tell(message))) return; // the rest of this workflow waits for it
            done.push(message.id);
          }
        }),
      ),
    );
    await markDelivered(this.options.dataSource.manager, done);
    this.delivered += done.length;
    return messages.length - done.length;
  }

  private async tell(message: OutboxRow): Promise<boolean> {
    const { client, taskQueue, log, dataSource } = this.options;
    try {
      if (message.kind === 'start') {
        await client.workflow.start(message.name, {
          workflowId: message.workflowId,
          taskQueue,
          args: [message.body],
          // A start told twice must not run a finished process again; one that failed may be started anew by the reconciler.
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        });
      } else {
        await client.workflow.getHandle(message.workflowId).signal(message.name, message.body);
      }
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
      // The workflow has ended (or was never needed): there is nobody to tell. The reconciler watches over the rest.
      if (error instanceof WorkflowNotFoundError && !(await this.startsLater(message))) return true;
      const delay = Math.min(1_000 * 2 ** message.attempts, MAX_BACKOFF_MS);
      log.warn(
        {
          workflowId: message.workflowId,
          name: message.name,
          attempts: message.attempts + 1,
          error: describe(error),
        },
        'not delivered yet',
      );
      await markFailed(dataSource.manager, message.id, new Date(Date.now() + delay), describe(error));
      return false;
    }
  }

  /** Whether the start of this workflow is still in the outbox, so that its signals have to wait. */
  private async startsLater({ workflowId }: OutboxRow): Promise<boolean> {
    const rows: unknown[] = await this.options.dataSource.query(
      `select 1 from outbox where workflow_id = $1 and kind = 'start' limit 1`,
      [workflowId],
    );
    return rows.length > 0;
  }

  private sweep(): void {
    if (this.stopped) return;
    void this.wake().finally(() => {
      this.timer = setTimeout(() => this.sweep(), this.options.sweepMs ?? 2_000);
      this.timer.unref();
    });
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const listener = new pg.Client({
      connectionString: this.options.databaseUrl,
      application_name: 'yushui-outbox',
    });
    this.listener = listener;
    listener.on('notification', () => void this.wake());
    const lost = (): void => {
      listener.removeAllListeners('end');
      if (!this.stopped) setTimeout(() => void this.listen(), 1_000).unref();
    };
    listener.once('error', () => void listener.end().catch(() => undefined));
    listener.once('end', lost);
    try {
      await listener.connect();
      await listener.query(`listen ${OUTBOX_CHANNEL}`);
    } catch {
      lost();
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
