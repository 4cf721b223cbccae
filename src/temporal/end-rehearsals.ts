import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { rehearsalWorkflowId } from '../../contracts/processes/rehearsal.js';

/** Ends what rehearsals whose process died left on the server: without a worker they would wait there for ever. */
export async function endRehearsals(
  { address, rehearsalNamespace }: { address: string; rehearsalNamespace: string },
  schemas: readonly string[],
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '5 seconds' });
  try {
    const client = new Client({ connection, namespace: rehearsalNamespace });
    for (const schema of schemas) {
      await client.workflow
        .getHandle(rehearsalWorkflowId(schema))
        .terminate('abandoned')
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        });
    }
  } finally {
    await connection.close();
  }
}
