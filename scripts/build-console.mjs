// node scripts/build-console.mjs FOLDER: the console, with everything compressed beside it, and what the first page weighs.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { root } from './bootstrap.mjs';

/** What a browser loads before the login shows, gzip: closed networks are slow networks. */
const BUDGET_KB = 400;

const folder = resolve(process.argv[2] ?? join(root, 'dist/web'));
mkdirSync(folder, { recursive: true });
process.env.YUSHUI_WEB_OUT = folder;
await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });

const manifestFile = join(folder, 'manifest.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
rmSync(manifestFile);
compress(folder);
const kilobytes = firstLoad(manifest);
console.error(
  `控制台首屏 ${kilobytes} kB gzip（上限 ${BUDGET_KB}） console, first load ${kilobytes} kB of ${BUDGET_KB}`,
);
if (kilobytes > BUDGET_KB) process.exit(1);

/** The pages behind routes come later; what they import eagerly together with the entry counts. */
function firstLoad(chunks) {
  const seen = new Set();
  const visit = (key) => {
    const chunk = chunks[key];
    if (!chunk || seen.has(chunk.file)) return;
    [chunk.file, ...(chunk.css ?? [])].forEach((file) => seen.add(file));
    (chunk.imports ?? []).forEach(visit);
  };
  visit('index.html');
  visit('pages/session/LoginPage.vue');
  visit('pages/desk/DeskPage.vue');
  const bytes = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  return Math.ceil(bytes / 1000);
}

function compress(from) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = join(from, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (/\.(js|css|html|svg|json)$/.test(entry.name)) {
      const content = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(
        `${path}.br`,
        brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      );
    }
  }
}
