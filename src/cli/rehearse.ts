import { Refusal } from '../../domain/errors/refusal.js';
import { configurationOrExit } from '../config/read.js';
import { ensureInfrastructure } from '../embedded/running.js';
import { describeLoad } from '../rehearsal/describe-load.js';
import { describeReport } from '../rehearsal/describe-report.js';
import { readOrder, UsageProblem } from '../rehearsal/order.js';
import { rehearse } from '../rehearsal/rehearse.js';
import { installQuietRuntime } from '../worker/quiet-runtime.js';
import { createRehearsalWorker } from '../worker/rehearsal-worker.js';

/**
 * `npm run -s rehearse -- dual-list --region 530925 --year 2027 --scenario mixed [--seed 7] [--json|--timeline|--load]`: a process that people launch, to the end of
 * its year, in seconds, on the data folder's PostgreSQL and Temporal, in a schema of its own that is dropped afterwards. The same
 * order, the same output.
 */
installQuietRuntime();

try {
  const { json, timeline, load, ...order } = readOrder(process.argv.slice(2));
  const places = await ensureInfrastructure(configurationOrExit());
  try {
    const report = await rehearse(places, order, createRehearsalWorker);
    const texts = [
      ...(timeline ? [describeReport(report)] : []),
      ...(load ? [`${describeLoad(report.load).join('\n')}\n`] : []),
    ];
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : texts.join('\n'));
  } finally {
    await places.stop();
  }
  process.exit(0);
} catch (error) {
  const usage = error instanceof UsageProblem;
  const known = error instanceof Refusal ? sentenceFor(error) : undefined;
  process.stderr.write(`${known ?? whyOf(error)}\n`);
  process.exit(usage || known ? 2 : 1);
}

/** What the region is refused for is said of the argument that names it. */
function sentenceFor({ code, field, message }: Refusal): string {
  if (field !== 'region') return message;
  if (code === 'NOT_FOUND')
    return '没有这个地区（--region）。新的数据目录先运行一次 npm start，载入演示县；正式使用的先导入组织。';
  return `${message}（--region）`;
}

/** A failed workflow hides its reason in a chain of causes. */
function whyOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${whyOf(cause)}` : message;
}
