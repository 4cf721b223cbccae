import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reachBack } from '../../database/rehearsal/reach-back.js';
import { Client } from '../../src/demo/client.js';
import type { Demonstration } from '../../src/demo/demonstration.js';
import { Teller } from '../../src/demo/teller.js';
import { openRehearsal } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { PASSWORD, type TestApi } from '../http/api.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { installRuntime } from '../workflows/stand.js';

export interface Played {
  /** What a person reads. */
  story: string;
  failures: readonly string[];
  /** Where the files are; gone when `look` returns. */
  out: string;
}

/** Plays a demonstration against the API, in a rehearsal that is thrown away afterwards. */
export async function played<D extends Demonstration>(
  api: TestApi,
  demo: D,
  look: (played: Played, result: Awaited<ReturnType<D['play']>>) => void,
): Promise<void> {
  installRuntime();
  const out = mkdtempSync(join(tmpdir(), 'yushui-demo-'));
  const { url: app, ownerUrl: owner, schema, appRole } = api.database;
  const rehearsal = await openRehearsal(
    {
      dataFolder: out,
      database: { app, owner, schema, appRole },
      temporal: {
        address: testTemporalAddress(),
        namespace: 'yushui',
        rehearsalNamespace: 'yushui-rehearsal',
      },
    },
    createRehearsalWorker,
  );
  const client = new Client(await api.app.getUrl(), rehearsal.schema, PASSWORD);
  const lines: string[] = [];
  const teller = new Teller((line) => void lines.push(line));
  try {
    await reachBack(rehearsal.dataSource, new Date(demo.from), new Date(demo.to));
    const { from, to, scenario = null } = demo;
    await rehearsal.start({ from, to, scenario, paced: true });
    const result = (await demo.play(client, teller, out)) as Awaited<ReturnType<D['play']>>;
    look({ story: lines.join('\n'), failures: teller.failures, out }, result);
  } finally {
    await client.logOut();
    await rehearsal.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** What a person reads holds no ids and no machine's times. */
export const MACHINE_WORDS = /[0-9a-f]{8}-[0-9a-f]{4}-|T\d{2}:\d{2}|\bnull\b|undefined|[{}]/;
