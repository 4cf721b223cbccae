// npm run test:faults [-- --seed N --items N --rounds N]: a county's year while every part of the product is killed again and again (test/faults).
import { ensureBuilt, ensureInstalled } from './bootstrap.mjs';

await ensureInstalled();
await ensureBuilt();
const { faults } = await import('../dist/test/faults/main.js');
try {
  process.exitCode = await faults(process.argv.slice(2));
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
process.exit();
