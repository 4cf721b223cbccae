// node scripts/record-histories.mjs [release]
//   Records the histories that test/replay replays: runs the real processes on a real Temporal server (the tests of test/workflows) and
//   writes each run they name to test/histories/<release>/<name>.json. Do this once when a release is cut, commit what it wrote, and never
//   record an old release again: its files stand for the executions that are still running somewhere.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const release = process.argv[2] ?? version;
if (!/^\d+\.\d+\.\d+$/.test(release)) {
  console.error('发布号应为 0.1.0 这样的写法 say the release as 0.1.0');
  process.exit(2);
}
const tests = [
  'need-item',
  'dual-list',
  'processes',
  'circulars',
  'meetings',
  'clock',
  'rehearsed-year',
  'coordination',
  'planned-events',
  'work-points',
  'pauses',
  'change-orders',
  'annual-cycle',
  'campaigns',
  'honours',
  'evaluations',
  'rectifications',
  'vetoes',
  'inspections',
].map((name) => `test/workflows/${name}.test.ts`);
const child = spawn(process.execPath, ['scripts/test.mjs', ...tests], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, YUSHUI_RECORD_HISTORIES: release },
});
child.once('exit', (code) => (process.exitCode = code ?? 1));
