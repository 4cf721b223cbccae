// node scripts/test.mjs [paths and arguments of jest; paths below web/ are vitest's; without any: everything]
//   YUSHUI_TEST_KEEP=1   leaves PostgreSQL and Temporal running, for the next run to find them
//   --stop               ends what such a run left running
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './bootstrap.mjs';

await ensureInstalled();
await ensureBuilt();
const { discardKept, forTests } = await import('../dist/src/embedded/throwaway.js');

const args = process.argv.slice(2);
if (args.includes('--stop')) {
  await discardKept(root);
  process.exit(0);
}

const ofConsole = args.filter((arg) => arg.startsWith('web/'));
const ofProduct = args.filter((arg) => !arg.startsWith('web/'));
const results = mkdtempSync(join(tmpdir(), 'yushui-tests-'));
const reports = [];
// PostgreSQL and Temporal start while the console's tests run.
const infrastructure =
  args.length === 0 || ofProduct.length > 0
    ? forTests(root, process.env.YUSHUI_TEST_KEEP === '1')
    : undefined;
infrastructure?.catch(() => undefined);
if (args.length === 0 || ofConsole.length > 0) reports.push(await consoleTests());
if (infrastructure) reports.push(await productTests(await infrastructure));
rmSync(results, { recursive: true, force: true });

const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
if (args.length === 0) console.log(`slowest files 最慢的文件:\n${slowest(15).join('\n')}`);
process.exitCode = failed > 0 || reports.some(({ code }) => code !== 0) ? 1 : 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

/** Models and components: no database, no browser. */
function consoleTests() {
  const paths = ofConsole.map((path) => path.replace(/^web\//, ''));
  return runner('vitest', [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'web/vite.config.ts',
    '--reporter=default',
    '--reporter=json',
    ...paths,
  ]);
}

async function productTests({ environment, leave }) {
  const NODE_OPTIONS =
    `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim();
  const report = await runner('jest', ['node_modules/jest/bin/jest.js', ...ofProduct, '--json'], {
    ...environment,
    NODE_OPTIONS,
  });
  await leave();
  return report;
}

async function runner(name, command, environment = {}) {
  const outputFile = join(results, `${name}.json`);
  const child = spawn(process.execPath, [...command, `--outputFile=${outputFile}`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (status, signal) => resolve(signal ? 1 : status));
  });
  return { code, ...countsIn(outputFile) };
}

/** The whole suite has to stay under 20 minutes on two cores: where to look when it comes near. */
function slowest(count) {
  return reports
    .flatMap(({ files }) => files)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ name, seconds }) => `${String(Math.round(seconds)).padStart(6)} s  ${name}`);
}

/** Both write jest's format. A file that could not even be loaded counts as a failure; so does a runner that left no results. */
function countsIn(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    const files = report.testResults.map(({ name, startTime, endTime }) => ({
      name: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }));
    return {
      files,
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { files: [], passed: 0, failed: 1, skipped: 0 };
  }
}
