// node scripts/test.mjs [jest arguments]
//   YUSHUI_TEST_KEEP=1   leaves PostgreSQL and Temporal running, for the next run to find them
//   --stop               ends what such a run left running
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './bootstrap.mjs';

await ensureInstalled();
await ensureBuilt();
const { discardKept, forTests } = await import('../dist/src/embedded/throwaway.js');

const args = process.argv.slice(2);
if (args.includes('--stop')) {
  await discardKept(root);
  process.exit(0);
}

const infrastructure = await forTests(root, process.env.YUSHUI_TEST_KEEP === '1');
const results = mkdtempSync(join(tmpdir(), 'yushui-jest-'));
let jest;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => jest?.kill(signal));

const code = await new Promise((resolve) => {
  const outputFile = join(results, 'results.json');
  jest = spawn(
    process.execPath,
    ['node_modules/jest/bin/jest.js', ...args, '--json', `--outputFile=${outputFile}`],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...infrastructure.environment,
        NODE_OPTIONS:
          `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
      },
    },
  );
  jest.once('error', () => resolve(1));
  jest.once('exit', (status, signal) => resolve(signal ? 1 : status));
});
await infrastructure.leave();

const { passed, failed, skipped } = summary();
rmSync(results, { recursive: true, force: true });
process.exitCode = code !== 0 || failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

/** A file that could not even be loaded counts as a failure; so does a jest that left no results. */
function summary() {
  try {
    const report = JSON.parse(readFileSync(join(results, 'results.json'), 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
