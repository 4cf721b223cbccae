import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { rehearsalWorkflowId, type RehearsalInput } from '../../contracts/processes/rehearsal.js';

/** A year has some hundreds of instants, a campaign some thousands; the server's default of 200 skips is too few. */
const MAX_SKIPS = 1_000_000;

/** Starts a rehearsal whose waiting the server skips. The SDK's own start has no field for that, so this is the plain call. */
export async function startRehearsal(
  client: Client,
  schema: string,
  taskQueue: string,
  input: RehearsalInput,
): Promise<string> {
  const workflowId = rehearsalWorkflowId(schema);
  await client.workflowService.startWorkflowExecution({
    namespace: client.options.namespace,
    workflowId,
    requestId: randomUUID(),
    workflowType: { name: 'rehearsal' },
    taskQueue: { name: taskQueue },
    input: { payloads: [defaultPayloadConverter.toPayload(input)] },
    timeSkippingConfig: { enabled: true, maxSessionSkipCount: MAX_SKIPS },
  });
  return workflowId;
}
