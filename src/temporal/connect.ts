import { Client, Connection } from '@temporalio/client';

/** Waits between attempts to reach Temporal; it may come up after us, or be away for an upgrade. */
const RETRY_MS = 1_000;

/** A client of one namespace. Keeps trying until Temporal answers or `signal` says stop. */
export async function connectTemporal(
  address: string,
  namespace: string,
  signal: AbortSignal,
  log: (why: string) => void,
): Promise<Client> {
  for (let attempt = 1; ; attempt++) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '5 seconds' });
      return new Client({ connection, namespace });
    } catch (error) {
      signal.throwIfAborted();
      if (attempt % 10 === 1) log(error instanceof Error ? error.message : String(error));
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      signal.throwIfAborted();
    }
  }
}
