// Node core only: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...names) => join(root, ...names);
const say = (line) => process.stderr.write(`${line}\n`);

/** Installs what package-lock.json names, if node_modules is not already just that. Progress on stderr. */
export async function ensureInstalled() {
  refuseOldNode();
  if (isInstalled()) return;
  await locked(async () => {
    if (isInstalled()) return;
    say('安装依赖，约一分钟 installing dependencies, about a minute');
    try {
      await npm('ci', '--loglevel=silent');
    } catch {
      // A mirror that carries only some platforms' packages leaves the others out of the lock file, and `npm ci` then
      // refuses it. `npm install` takes the locked versions all the same; its changes to the lock file are not wanted.
      say('npm ci 不成，改用 npm install；trying npm install instead');
      const lock = readFileSync(at('package-lock.json'));
      try {
        await npm('install', '--no-save', '--loglevel=error');
      } finally {
        writeFileSync(at('package-lock.json'), lock);
      }
    }
    if (!isInstalled()) throw new Error('node_modules does not hold what package-lock.json names');
  });
}

/** In production mode npm would leave out the compiler, so development packages are asked for by name. */
function npm(...command) {
  const args = [...command, '--include=dev', '--no-audit', '--no-fund'];
  const cli = process.env.npm_execpath;
  return run(`npm ${command[0]}`, cli ? process.execPath : 'npm', cli ? [cli, ...args] : args);
}

/** Compiles into dist/ if a source changed since the last time. The new tree takes the old one's place at once. */
export async function ensureBuilt() {
  if (isBuilt(sourcesStamp())) return;
  await locked(async () => {
    const stamp = sourcesStamp();
    if (isBuilt(stamp)) return;
    say('编译 compiling');
    removeDeadDrafts();
    const draft = at(`dist.${process.pid}`);
    const { filenames, swcrcPath } = buildSettings();
    // The same compiler and settings as `nest build`, into a draft: a product running from dist/ never sees it half done.
    const args = [...filenames, '--out-dir', draft, '--config-file', swcrcPath, '--copy-files', '--quiet'];
    const product = async () => {
      await run('swc', process.execPath, [at('node_modules/@swc/cli/bin/swc.js'), ...args]);
      await run('bundle', process.execPath, [at('scripts/bundle-workflows.mjs'), draft]);
    };
    const console = () =>
      run('console', process.execPath, [at('scripts/build-console.mjs'), join(draft, 'web')]);
    // Both are waited for, whichever fails: nobody may write into the draft of a process that is gone.
    const ended = await Promise.allSettled([product(), console()]);
    for (const { reason } of ended) if (reason) throw reason;
    writeFileSync(join(draft, '.stamp'), stamp);
    const old = `${draft}.old`;
    if (existsSync(at('dist'))) renameSync(at('dist'), old);
    renameSync(draft, at('dist'));
    rmSync(old, { recursive: true, force: true });
  });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(
    `需要 Node.js 20.19 以上，现在是 ${process.versions.node}。\nNode.js 20.19 or newer is needed; this is ${process.versions.node}.`,
  );
  process.exit(69);
}

/** npm's own record of what is in node_modules, against the lock file; packages of other platforms may be missing. */
function isInstalled() {
  const packagesOf = (file) => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')).packages;
    } catch {
      return undefined;
    }
  };
  const wanted = packagesOf(at('package-lock.json'));
  const present = packagesOf(at('node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      (present[path]
        ? present[path].version === entry.version
        : entry.optional || entry.devOptional || entry.peer),
  );
}

function buildSettings() {
  const { options } = JSON.parse(readFileSync(at('nest-cli.json'), 'utf8')).compilerOptions.builder;
  return { ...options, filenames: options.filenames.filter((name) => existsSync(at(name))) };
}

function sourcesStamp() {
  const hash = createHash('sha256');
  const add = (name) => {
    const { mtimeMs, size } = statSync(at(name));
    hash.update(`${name}\0${mtimeMs}\0${size}\n`);
  };
  for (const name of ['.swcrc', 'nest-cli.json', 'package-lock.json']) add(name);
  const walk = (folder) => {
    for (const entry of readdirSync(at(folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else add(name);
    }
  };
  [...buildSettings().filenames, 'web'].forEach(walk);
  return hash.digest('hex');
}

function isBuilt(stamp) {
  try {
    return readFileSync(at('dist/.stamp'), 'utf8') === stamp;
  } catch {
    return false;
  }
}

function removeDeadDrafts() {
  for (const name of readdirSync(root)) {
    const pid = /^dist\.(\d+)(\.old)?$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(at(name), { recursive: true, force: true });
  }
}

/** One installation or build of this tree at a time; the others wait. A lock whose owner died is taken away. */
async function locked(work) {
  const lock = join(tmpdir(), `yushui-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(lock);
    if (owner !== undefined && !isAlive(owner)) rmSync(lock, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A lock without a pid for five seconds was left by a process that died between the two steps. */
function ownerOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    return age > 5_000 ? -1 : undefined;
  }
}

function isAlive(pid) {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs a tool with its output on stderr, a sign of life every ten seconds. */
function run(name, command, args) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    const life = setInterval(() => say(`${name} … ${Math.round((Date.now() - startedAt) / 1000)} s`), 10_000);
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(life);
      if (code === 0) resolve();
      else reject(new Error(`${name} failed (${signal ?? code})`));
    });
  });
}
