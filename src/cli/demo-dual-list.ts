import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { configurationOrExit } from '../config/read.js';
import { Client } from '../demo/client.js';
import { playYear, PLAYED } from '../demo/play-year.js';
import { borrowProduct } from '../demo/product.js';
import { Teller } from '../demo/teller.js';
import { openRehearsal } from '../rehearsal/rehearse.js';
import { createRehearsalWorker } from '../worker/rehearsal-worker.js';

/**
 * `npm run -s demo:dual-list -- [--out DIR]`: 双江自治县's “双清单” of 2027, played over HTTP against the running product, inside a rehearsal
 * that is thrown away. The story is on stdout, progress on stderr. Exit 1: something was not as the story expects, 2: wrong usage.
 */
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });

const out = outFolder();
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
      await rehearsal.start({ ...PLAYED, scenario: null });
      await playYear(client, teller, out);
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

function outFolder(): string {
  try {
    const { values } = parseArgs({ options: { out: { type: 'string' } } });
    return resolve(values.out ?? join(tmpdir(), 'yushui-demo'));
  } catch (error) {
    process.stderr.write(
      `${(error as Error).message}\n用法 usage: npm run -s demo:dual-list -- [--out 目录]\n`,
    );
    process.exit(2);
  }
}
