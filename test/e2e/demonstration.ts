import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../src/demo/client.js';
import type { Demonstration } from '../../src/demo/demonstration.js';
import { Teller } from '../../src/demo/teller.js';
import { openRehearsal } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { PASSWORD } from '../http/api.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { installRuntime } from '../workflows/stand.js';
import type { TestProduct } from './product.js';

export interface Played {
  answer: unknown;
  /** What a person read. */
  told: string;
  /** Expectations that did not hold. */
  failures: string[];
}

/** Plays a demonstration as `npm run demo:…` does, in a rehearsal of its own. `look` sees the files before they are thrown away. */
export async function playDemonstration(
  { api }: TestProduct,
  { from, to, play }: Demonstration,
  look: (out: string) => void = () => undefined,
): Promise<Played> {
  installRuntime();
  const out = mkdtempSync(join(tmpdir(), 'yushui-demo-'));
  const { url: app, ownerUrl: owner, schema, appRole } = api.database;
  const temporal = {
    address: testTemporalAddress(),
    namespace: 'yushui',
    rehearsalNamespace: 'yushui-rehearsal',
  };
  const rehearsal = await openRehearsal(
    { dataFolder: out, database: { app, owner, schema, appRole }, temporal },
    createRehearsalWorker,
  );
  const client = new Client(await api.app.getUrl(), rehearsal.schema, PASSWORD);
  const lines: string[] = [];
  const teller = new Teller((line) => void lines.push(line));
  try {
    await rehearsal.start({ from, to, scenario: null });
    const answer = await play(client, teller, out);
    look(out);
    return { answer, told: lines.join('\n'), failures: teller.failures };
  } finally {
    await client.logOut();
    await rehearsal.close();
    rmSync(out, { recursive: true, force: true });
  }
}
