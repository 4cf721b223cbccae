import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { clockWorkflowId, HOUSEKEEPING_WORKFLOW } from '../../contracts/processes/processes.js';
import { NOTICE_DELIVERY_ID, NOTICE_DELIVERY_WORKFLOW } from '../../contracts/processes/notices.js';
import { CLOCKS } from '../../domain/steps/clocks.js';

/** Starts the workflows that run for the life of the installation, unless they do already. Every worker may call it. */
export async function startStandingWorkflows(client: Client, taskQueue: string): Promise<void> {
  for (let clock = 0; clock < CLOCKS; clock++) {
    await startOnce(client, 'clock', clockWorkflowId(clock), taskQueue, [{ clock }]);
  }
  await startOnce(client, 'housekeeping', HOUSEKEEPING_WORKFLOW, taskQueue, []);
  await startOnce(client, NOTICE_DELIVERY_WORKFLOW, NOTICE_DELIVERY_ID, taskQueue, []);
}

async function startOnce(
  client: Client,
  workflow: string,
  workflowId: string,
  taskQueue: string,
  args: unknown[],
): Promise<void> {
  try {
    await client.workflow.start(workflow, { workflowId, taskQueue, args });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
