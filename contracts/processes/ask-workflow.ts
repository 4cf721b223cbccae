import { progressQuery, type Progress } from './processes.js';

/** Of Temporal's client, as much as it takes to ask one workflow. */
export interface WorkflowAsked {
  workflow: {
    getHandle(workflowId: string): {
      describe(): Promise<{
        status: { name: string };
        raw: { pendingWorkflowTask?: { attempt?: number | null } | null };
      }>;
      query(query: typeof progressQuery): Promise<Progress>;
    };
  };
}

/**
 * running: with the steps it waits for · lost: there is none, or it failed or was ended by an operator · over: it has come to its end ·
 * failing: it is there and can't go on, as with code that doesn't understand its history · unknown: nobody answered.
 */
export type WorkflowStanding =
  { is: 'running'; waitsFor: ReadonlySet<string> } | { is: 'lost' | 'over' | 'failing' | 'unknown' };

/** A worker that was killed costs a task an attempt or two; code that can't go on costs one after the other. */
const ATTEMPTS = 3;

/** gRPC: the question itself was refused. Everything else is about the way there. */
const REFUSED = new Set([3, 9]);

/** How a workflow stands. One that failed, or that an operator ended, still answers queries; it is as good as none. */
export async function askWorkflow(client: WorkflowAsked, workflowId: string): Promise<WorkflowStanding> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status, raw } = await handle.describe();
    if (status.name === 'COMPLETED') return { is: 'over' };
    if (status.name !== 'RUNNING') return { is: 'lost' };
    // Its query would wait for an answer that doesn't come.
    if ((raw.pendingWorkflowTask?.attempt ?? 0) >= ATTEMPTS) return { is: 'failing' };
    const { waitingFor } = await handle.query(progressQuery);
    return { is: 'running', waitsFor: new Set(waitingFor.map(({ stepId }) => stepId)) };
  } catch (error) {
    const { name, code, cause } = error as { name?: string; code?: number; cause?: { code?: number } };
    if (name === 'WorkflowNotFoundError') return { is: 'lost' };
    const refused = REFUSED.has(cause?.code ?? code ?? 0) || name === 'QueryNotRegisteredError';
    return { is: refused ? 'failing' : 'unknown' };
  }
}
