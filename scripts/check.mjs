// Types, lint, format, import rules: all run, all are reported.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './bootstrap.mjs';

await ensureInstalled();

const folders = ['domain', 'contracts', 'workflows', 'activities', 'database', 'src', 'web', 'test'];
const present = folders.filter((folder) => existsSync(join(root, folder)));
const gates = [
  ['types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']],
  ['types of web', 'vue-tsc/bin/vue-tsc.js', ['--noEmit', '-p', 'web']],
  ['lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  [
    'imports',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', ...present],
  ],
];

let failures = 0;
// Two at a time: that many cores can be counted on.
const queue = [...gates];
await Promise.all([work(), work()]);
process.exitCode = failures > 0 ? 1 : 0;

async function work() {
  for (let gate = queue.shift(); gate; gate = queue.shift()) {
    const [name, tool, args] = gate;
    const { code, output } = await run(join(root, 'node_modules', tool), args);
    if (code !== 0) failures += 1;
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}${output.trim() ? `\n${output.trimEnd()}` : ''}`);
  }
}

function run(tool, args) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, [tool, ...args], { cwd: root });
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
