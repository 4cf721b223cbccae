import { ensureBuilt, ensureInstalled } from './bootstrap.mjs';

await ensureInstalled();
await ensureBuilt();
// In this very process: one pid to signal, nothing in between to be killed.
await import('../dist/src/embedded/main.js');
