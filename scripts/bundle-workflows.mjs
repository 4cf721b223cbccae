// node scripts/bundle-workflows.mjs DIST: the workflows as one file, made when the product is compiled instead of by each worker that starts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const [dist] = process.argv.slice(2);
const { code } = await bundleWorkflowCode({
  workflowsPath: join(dist, 'workflows/index.js'),
  logger: new DefaultLogger('WARN'),
});
writeFileSync(join(dist, 'workflows/bundle.cjs'), code);
process.exit(0);
