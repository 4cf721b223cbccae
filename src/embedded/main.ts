import { type Configuration } from '../config/configuration.js';
import { configurationOrExit } from '../config/read.js';
import { openDataFolder } from './data-folder.js';
import { startInfrastructure } from './infrastructure.js';
import { recordedIn } from './leftovers.js';
import { isLock, takeLock } from './lock.js';
import { anyFree, isFree } from './ports.js';
import { migrateProduct, seedDemonstration, type DemoAccounts } from './prepare.js';
import { EXIT, StartProblem } from './problem.js';
import { identityOf, refuseNewServers } from './processes.js';
import { announceRunning, forgetRunning, infrastructureOptions, inUse, placesOf } from './running.js';
import { stopEverything, Supervisor } from './supervisor.js';

// `npm start`: the whole product on one machine, in one terminal (docs/ARCHITECTURE.md, “The embedded default”).

const startedAt = Date.now();

function progress(line: string): void {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}

async function run(configuration: Configuration): Promise<void> {
  refuseOutsiders(configuration.HOST);
  const folder = openDataFolder(configuration.YUSHUI_DATA_DIR);
  const lock = takeLock(folder.lock);
  if (!isLock(lock)) throw inUse(folder, lock);
  let supervisor: Supervisor | undefined;
  let leaving = false;
  const leave = async (code: number): Promise<never> => {
    supervisor?.giveUp();
    refuseNewServers();
    if (leaving) await stopEverything(folder, true);
    leaving = true;
    forgetRunning(folder);
    await stopEverything(folder);
    lock.release();
    process.exit(code);
  };
  try {
    const port = await portToUse(configuration);
    onSignals(async (signal) => {
      progress(`收到 ${signal}，正在停止 stopping`);
      await leave(supervisor ? 0 : 130);
    });
    const options = infrastructureOptions(configuration, progress);
    let demo: DemoAccounts | undefined;
    const infrastructure = await startInfrastructure(folder, options, async ({ urls }) => {
      await migrateProduct(urls, configuration, progress);
      demo = await seedDemonstration(folder, urls, configuration, progress);
    });
    const url = `http://${configuration.HOST.includes(':') ? `[${configuration.HOST}]` : configuration.HOST}:${port}`;
    const announce = ({ addresses }: Supervisor): void =>
      announceRunning(folder, {
        ...placesOf(folder, configuration, addresses.urls, addresses.temporalAddress),
        url,
        port,
        supervisor: identityOf(process.pid)!,
        processes: recordedIn(folder),
      });
    let announced = false;
    supervisor = new Supervisor(folder, configuration, port, infrastructure, options, progress, (changed) => {
      if (announced) announce(changed);
    });
    await supervisor.start(url);
    if (leaving) return;
    announced = true;
    announce(supervisor);
    if (demo) tellPassword(demo, folder.demoPassword, configuration.YUSHUI_DEMO_PASSWORD);
    console.log(`Yushui ready: ${url}`);
    // Nothing else keeps this process: its children are unreferenced on purpose (processes.ts).
    setInterval(() => undefined, 60_000);
  } catch (error) {
    if (leaving) return;
    report(error);
    await leave(error instanceof StartProblem ? error.code : EXIT.internal);
  }
}

function tellPassword(demo: DemoAccounts, file: string, wanted: string | undefined): void {
  if (demo.fresh) console.log(`演示账号口令 demonstration password: ${demo.password}  (${file})`);
  else console.log(`演示账号口令见 the demonstration password is in ${file}`);
  if (!demo.fresh && wanted !== undefined && wanted !== demo.password) {
    console.log('YUSHUI_DEMO_PASSWORD 只在首次启动时生效 only counts at the first start of a data folder');
  }
}

/** The demonstration accounts' password lies in a file: they must not be reachable from outside. */
function refuseOutsiders(host: string): void {
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return;
  throw new StartProblem(
    EXIT.configuration,
    `npm start 带演示账号，只能监听本机地址，不能是 ${host}。正式部署见 docker-compose.yml。`,
    `npm start has demonstration accounts and listens on loopback only, not on ${host}. For a real installation see docker-compose.yml.`,
  );
}

async function portToUse({ PORT, HOST }: Configuration): Promise<number> {
  if (PORT === 0) return anyFree();
  if (await isFree(PORT, HOST)) return PORT;
  throw new StartProblem(
    EXIT.unavailable,
    `端口 ${PORT} 已被占用。请停掉占用它的程序，或用 PORT 另指一个端口。`,
    `Port ${PORT} is taken. Stop the program that has it, or name another with PORT.`,
  );
}

function onSignals(leave: (signal: string) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(signal));
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (error: unknown) => {
      report(error);
      void leave(fault);
    });
  }
}

function report(error: unknown): void {
  console.error(error instanceof StartProblem ? error.message : error);
}

const configuration = configurationOrExit();
await run(configuration).catch((error: unknown) => {
  report(error);
  process.exit(error instanceof StartProblem ? error.code : EXIT.internal);
});
