import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { reachBack } from '../../database/rehearsal/reach-back.js';
import { configurationOrExit } from '../config/read.js';
import { PLAYED as CAMPAIGN, playCampaign } from '../demo/campaign/play-campaign.js';
import { Client } from '../demo/client.js';
import type { Demonstration } from '../demo/demonstration.js';
import { CONSULTED, playConsultation } from '../demo/consultation/play-consultation.js';
import { PLAYED as FORWARDING, playForwarding } from '../demo/forwarding/play-forwarding.js';
import { PLAYED as INSPECTION, playInspection } from '../demo/inspection/play-inspection.js';
import { playYear, PLAYED } from '../demo/play-year.js';
import { playAnnualYear, YEAR_PLAYED } from '../demo/year/play-annual-year.js';
import { borrowProduct } from '../demo/product.js';
import { Teller } from '../demo/teller.js';
import { openRehearsal } from '../rehearsal/rehearse.js';
import { createRehearsalWorker } from '../worker/rehearsal-worker.js';

/** The stories that can be played, by the name after `demo:`. */
const DEMOS: Record<string, Demonstration> = {
  'dual-list': { ...PLAYED, play: playYear },
  consultation: { ...CONSULTED, play: playConsultation },
  forwarding: { ...FORWARDING, play: playForwarding },
  campaign: { ...CAMPAIGN, play: playCampaign },
  year: { ...YEAR_PLAYED, play: playAnnualYear },
  inspection: { ...INSPECTION, play: playInspection },
};

/**
 * `npm run -s demo:… -- [--out DIR]`: a story of the demonstration regions, played over HTTP against the running product, inside a
 * rehearsal that is thrown away. The story is on stdout, progress on stderr. Exit 1: something was not as the story expects, 2: wrong usage.
 */
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });

const { demo, out } = ordered();
const say = (line: string): void => void process.stderr.write(`${line}\n`);
let interrupted = (): void => process.exit(130);
process.on('SIGINT', () => interrupted()).on('SIGTERM', () => interrupted());

try {
  const { product, password, stop } = await borrowProduct(configurationOrExit(), say);
  try {
    say('准备预演（生产数据不受影响）');
    const rehearsal = await openRehearsal(product, createRehearsalWorker);
    const client = new Client(product.url, rehearsal.schema, password);
    interrupted = () => client.stop();
    const teller = new Teller((line) => process.stdout.write(`${line}\n`));
    try {
      await reachBack(rehearsal.dataSource, new Date(demo.from), new Date(demo.to));
      const { from, to, scenario = null } = demo;
      await rehearsal.start({ from, to, scenario, paced: true });
      await demo.play(client, teller, out);
    } finally {
      await client.logOut();
      await rehearsal.close();
    }
    for (const failure of teller.failures) say(`与预期不符：${failure}`);
    process.exitCode = teller.failures.length > 0 ? 1 : 0;
  } finally {
    await stop();
  }
} catch (error) {
  say(`演示没有走完：${(error as Error).message}`);
  process.exitCode = 1;
}
process.exit();

function ordered(): { demo: Demonstration; out: string } {
  const names = Object.keys(DEMOS);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
    const [name = ''] = positionals;
    const demo = DEMOS[name];
    if (!demo) throw new Error(`没有这个演示：${name}`);
    return { demo, out: resolve(values.out ?? join(tmpdir(), 'yushui-demo')) };
  } catch (error) {
    const usage = names.map((name) => `npm run -s demo:${name} -- [--out 目录]`).join('\n  ');
    process.stderr.write(`${(error as Error).message}\n用法 usage:\n  ${usage}\n`);
    process.exit(2);
  }
}
