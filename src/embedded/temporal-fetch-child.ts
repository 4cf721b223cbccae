import { Runtime } from '@temporalio/worker';

// Runs in a process of its own (temporal-fetch.ts): starting a throw-away server makes the SDK download the CLI, which stays.
const into = process.argv[2];
if (!into) throw new Error('usage: temporal-fetch-child FOLDER');

Runtime.install({ shutdownSignals: [] });
const runtime = Runtime.instance();
const server = await runtime.createEphemeralServer({
  type: 'dev-server',
  exe: {
    type: 'cached-download',
    downloadDir: into,
    version: 'default',
    ttl: 0,
    sdkName: 'sdk-typescript',
    sdkVersion: '1.24.0',
  },
  namespace: 'default',
  ip: '127.0.0.1',
  port: null,
  uiPort: null,
  dbFilename: null,
  ui: false,
  log: { format: 'pretty', level: 'warn' },
  extraArgs: [],
});
await runtime.shutdownEphemeralServer(server);
process.exit(0);
