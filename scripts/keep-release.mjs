// node scripts/keep-release.mjs [release]
//   Keeps today's workflows as a release had them: test/upgrade/releases/<release>/workflows.js.gz, the bundle that its workers ran.
//   test/upgrade starts every process on it and finishes it on the code of the day. Do this once when a release is cut, commit what it
//   wrote, and never keep an old release again: processes that it began are still running somewhere.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureInstalled, root } from './bootstrap.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const release = process.argv[2] ?? version;
if (!/^\d+\.\d+\.\d+$/.test(release)) {
  console.error('发布号应为 0.1.0 这样的写法 say the release as 0.1.0');
  process.exit(2);
}
const folder = join(root, 'test/upgrade/releases', release);
const file = join(folder, 'workflows.js.gz');
if (existsSync(file)) {
  console.error(`${release} 已经保留，不能改写 is kept already; what is running must not change`);
  process.exit(1);
}
await ensureInstalled();
const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
const { code } = await bundleWorkflowCode({
  workflowsPath: join(root, 'workflows/index.ts'),
  logger: new DefaultLogger('ERROR'),
  webpackConfigHook: (config) => ({
    ...config,
    devtool: false,
    optimization: { ...config.optimization, minimize: true },
  }),
});
// A worker insists on a source map; the real one would be four fifths of the file.
const map = Buffer.from(
  JSON.stringify({ version: 3, file: 'workflows.js', sources: [], names: [], mappings: '' }),
).toString('base64');
const whole = `${code}\n//# sourceMappingURL=data:application/json;base64,${map}\n`;
mkdirSync(folder, { recursive: true });
const kept = gzipSync(whole, { level: 9 });
writeFileSync(file, kept);
console.log(`${release}: ${(kept.length / 1024).toFixed(0)} KB (${(whole.length / 1024).toFixed(0)} KB)`);
