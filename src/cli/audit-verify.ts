import { verifyAudit } from '../../database/audit/audit-verify.js';
import { createDataSource } from '../../database/data-source.js';
import { describeProblem, type Verification } from '../../domain/history/chain-problem.js';
import { configurationOrExit } from '../config/read.js';
import { databasePlace, type DatabasePlace } from '../embedded/database-place.js';

/**
 * `npm run -s audit:verify [-- --json]`: recomputes the whole record. DATABASE_URL's database if it is set, else the one of the
 * product that runs on YUSHUI_DATA_DIR, else that folder's database, started for the purpose. Exit: 0 whole, 1 broken, 2 not verified.
 */
async function verify({
  url,
  schema,
}: DatabasePlace): Promise<{ answer: Verification; title: string | null }> {
  const source = await createDataSource({ url, schema, poolSize: 1 }).initialize();
  try {
    const answer = await verifyAudit(source.manager);
    const [process]: { title: string }[] = await source.query(`select title from process where id = $1`, [
      answer.problem?.processId ?? null,
    ]);
    return { answer, title: process?.title ?? null };
  } finally {
    await source.destroy();
  }
}

function inWords({ entries, chains, seals, problem }: Verification, title: string | null): string {
  const counted = `共核验 ${chains} 条链、${entries} 条记录、${seals} 次封存`;
  if (!problem) return `记录完好：没有改动、删除或插入。${counted}。\n`;
  const where = problem.processId ? `流程${title ? `《${title}》` : ''}（${problem.processId}）：` : '';
  return `记录有问题！${where}${describeProblem(problem)}。\n在此之前${counted}。\n`;
}

const configuration = configurationOrExit();
try {
  const found = await databasePlace(configuration);
  try {
    const { answer, title } = await verify(found);
    process.stdout.write(
      process.argv.includes('--json') ? `${JSON.stringify(answer)}\n` : inWords(answer, title),
    );
    process.exitCode = answer.problem ? 1 : 0;
  } finally {
    await found.leave();
  }
} catch (error) {
  // Only the message: the driver's error object can carry the connection's settings.
  process.stderr.write(`没有完成核验：${(error as Error).message}\n`);
  process.exitCode = 2;
}
