import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import { askWorkflow, type WorkflowStanding } from '../../../contracts/processes/ask-workflow.js';
import { Configuration } from '../../config/configuration.js';

/** Somebody waits for the page. */
const DEADLINE_MS = 3_000;
/** TASK_QUEUE_TYPE_WORKFLOW */
const WORKFLOW_QUEUE = 1;

export interface WorkersSeen {
  count: number;
  seenAt: Date | null;
}

/** Asks the production's Temporal how things stand. It is asked only here, when somebody looks: nothing else of the API needs it. */
@Injectable()
export class ProductionTemporal implements OnApplicationShutdown {
  private client: Promise<Client> | undefined;
  private readonly asked = new Set<Promise<unknown>>();

  constructor(private readonly configuration: Configuration) {}

  async standingOf(workflowId: string): Promise<WorkflowStanding> {
    const standing = this.ask((client) => askWorkflow(client, workflowId));
    return (await standing) ?? { is: 'unknown' };
  }

  /** Who asked for work within the last minutes; null when Temporal doesn't answer. */
  async workers(): Promise<WorkersSeen | null> {
    const { TEMPORAL_NAMESPACE: namespace, TEMPORAL_TASK_QUEUE: name } = this.configuration;
    return this.ask(async (client) => {
      const { pollers = [] } = await client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType: WORKFLOW_QUEUE,
      });
      const seen = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
      const latest = Math.max(0, ...seen);
      return {
        count: new Set((pollers ?? []).map(({ identity }) => identity)).size,
        seenAt: latest > 0 ? new Date(latest) : null,
      };
    });
  }

  async onApplicationShutdown(): Promise<void> {
    // A call that is about to be repeated would find its connection gone, where nobody could catch that.
    await Promise.allSettled(this.asked);
    await (await this.client?.catch(() => undefined))?.connection.close();
  }

  private async ask<T>(question: (client: Client) => Promise<T>): Promise<T | null> {
    const answer = this.answerTo(question);
    this.asked.add(answer);
    try {
      return await answer;
    } catch {
      return null;
    } finally {
      this.asked.delete(answer);
    }
  }

  private async answerTo<T>(question: (client: Client) => Promise<T>): Promise<T> {
    this.client ??= this.connect();
    this.client.catch(() => (this.client = undefined));
    const client = await this.client;
    return client.connection.withDeadline(Date.now() + DEADLINE_MS, () => question(client));
  }

  private async connect(): Promise<Client> {
    const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = this.configuration;
    if (address === undefined) throw new Error('no address of Temporal');
    return new Client({
      connection: await Connection.connect({ address, connectTimeout: DEADLINE_MS }),
      namespace,
    });
  }
}
