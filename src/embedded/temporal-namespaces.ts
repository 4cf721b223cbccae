import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

export interface Namespaces {
  product: string;
  rehearsal: string;
}

const DAY_MS = 86_400_000;
// gRPC status codes.
const ALREADY_EXISTS = 6;

/**
 * Waits until the server takes calls, then registers both namespaces if they are missing. Closed histories of the product
 * stay readable for a year (a 双清单 runs for one); a rehearsal's for a day.
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
        await register(connection, namespaces.product, 365 * DAY_MS);
        await register(connection, namespaces.rehearsal, DAY_MS);
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
