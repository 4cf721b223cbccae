// node scripts/run.mjs NAME args…: one of the command-line tools in src/cli, with nothing of ours on its stdout.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, root } from './bootstrap.mjs';

const [name, ...args] = process.argv.slice(2);
await ensureInstalled();
await ensureBuilt();
const tool = join(root, 'dist/src/cli', `${name}.js`);
if (!name || !existsSync(tool)) {
  process.stderr.write(`没有这个命令 no such tool: ${name ?? ''}\n`);
  process.exit(64);
}
process.argv = [process.argv[0], tool, ...args];
await import(pathToFileURL(tool).href);
