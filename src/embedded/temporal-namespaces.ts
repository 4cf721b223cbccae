import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

export interface Namespaces {
  product: string;
  rehearsal: string;
}

const DAY_MS = 86_400_000;

/** How long closed histories stay readable: a 双清单 runs for a year; a rehearsal is looked at the same day. */
export const RETENTION_DAYS: Readonly<Record<keyof Namespaces, number>> = { product: 365, rehearsal: 1 };

// gRPC status codes.
const ALREADY_EXISTS = 6;

/**
 * Waits until the server takes calls, then registers both namespaces if they are missing.
 */
export async function untilTemporalServes(
  address: string,
  namespaces: Namespaces,
  patienceMs: number,
  stillRunning: () => boolean,
): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until && stillRunning()) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '2s' });
      try {
        await register(connection, namespaces.product, RETENTION_DAYS.product * DAY_MS);
        await register(connection, namespaces.rehearsal, RETENTION_DAYS.rehearsal * DAY_MS);
        // Describing goes through the frontend's own cache: once both are seen there, a workflow can be started.
        for (const namespace of Object.values(namespaces)) {
          await connection.workflowService.describeNamespace({ namespace });
          await connection.workflowService.countWorkflowExecutions({ namespace });
        }
        return true;
      } finally {
        await connection.close();
      }
    } catch {
      await delay(100);
    }
  }
  return false;
}

async function register(connection: Connection, namespace: string, retentionMs: number): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retentionMs),
    });
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
  }
}

/** One cheap call: does a Temporal server answer there? */
export async function temporalAnswers(address: string, timeoutMs = 2_000): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: timeoutMs });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
