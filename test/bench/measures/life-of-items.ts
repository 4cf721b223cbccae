import { ApiClient } from '../client.js';
import { measured, type Bench } from '../context.js';
import { closedLoop, latencyOf, openLoop, until, type Run } from '../load.js';
import { round } from '../machine.js';
import { countOpenSteps, launchItem, openWork, ring, type Work } from '../world.js';

/** Started → claimed → solved → confirmed → closed: every step of every item is one sign-off over HTTP. */
export async function lifeOfItems(bench: Bench) {
  const { settings, dataSource, world, product } = bench;
  const api = new ApiClient(product.running().url, 32);
  try {
    const launches = await measured(bench, 'launch', () => launch(bench, settings.items));
    const claim = await atClients(bench, api, 'claim', 'solve');
    const burst = await measured(bench, 'burst', () => burstOf(bench, api));
    const work = await openWork(dataSource, world, 'confirm');
    const some = work.splice(0, 5 * settings.handOffSeconds);
    const handOff = await measured(bench, 'hand-off at 5/s', () => handOffAt(bench, api, some, 5));
    await closedLoop(work, 8, async (one) => void (await api.signOff(world, 'confirm', one)));
    await handedOn(bench, 'close', settings.items);
    const close = await atClients(bench, api, 'close', null);
    return { launches, signOff: { claim, close }, burst, handOff };
  } finally {
    await api.close();
  }
}

async function launch(bench: Bench, items: number) {
  const { dataSource, world } = bench;
  const start = performance.now();
  const ringing = setInterval(() => void ring(dataSource), 100);
  const written = await closedLoop(
    Array.from({ length: items }),
    4,
    async () => void (await launchItem(dataSource, world)),
  );
  await until(
    'every first step open',
    300_000,
    async () => (await countOpenSteps(dataSource, world, 'claim')) >= items,
    50,
  );
  clearInterval(ringing);
  const seconds = (performance.now() - start) / 1000;
  return {
    items,
    writtenPerSecond: written.perSecond,
    startedPerSecond: round(items / seconds, 1),
    seconds: round(seconds, 2),
  };
}

/** The same act by 1, 4 and 16 clients, the worker handing off beside it, each after the hand-offs of the one before. */
async function atClients(bench: Bench, api: ApiClient, key: string, next: string | null) {
  const { dataSource, world } = bench;
  const work = await openWork(dataSource, world, key);
  const shares = { 1: 0.15, 4: 0.35, 16: 0.5 };
  const runs: Record<string, Run & { cpu: unknown }> = {};
  const total = work.length;
  for (const [clients, share] of Object.entries(shares)) {
    const jobs = work.splice(0, clients === '16' ? work.length : Math.floor(total * share));
    runs[clients] = await measured(bench, `sign-off ${key}, ${clients} clients`, () =>
      closedLoop(jobs, Number(clients), async (one) => void (await api.signOff(world, key, one))),
    );
    await handedOn(bench, next, total - work.length);
  }
  return runs;
}

/** All at once by 32 clients; then how fast what is left over is handed to the next person. */
async function burstOf(bench: Bench, api: ApiClient) {
  const { dataSource, world, settings } = bench;
  const work = await openWork(dataSource, world, 'solve', settings.items);
  const start = performance.now();
  const run = await closedLoop(work, 32, async (one) => void (await api.signOff(world, 'solve', one)));
  const over = performance.now();
  const left = work.length - (await countOpenSteps(dataSource, world, 'confirm'));
  await until(
    'backlog drained',
    300_000,
    async () => (await countOpenSteps(dataSource, world, 'confirm')) >= work.length,
  );
  const end = performance.now();
  return {
    accepted: run,
    backlogAtEnd: left,
    drainPerSecond: left > 100 ? round(left / ((end - over) / 1000), 1) : null,
    handedOffPerSecond: round(work.length / ((end - start) / 1000), 1),
  };
}

/** From the answer to a sign-off until the next person's assignment can be read, looked for each 2 ms. */
async function handOffAt({ dataSource, world }: Bench, api: ApiClient, work: Work[], perSecond: number) {
  const samples: number[] = [];
  await openLoop(work, perSecond, async (one) => {
    await api.signOff(world, 'confirm', one);
    const accepted = performance.now();
    await until(
      'next assignment',
      30_000,
      async () => {
        const rows: unknown[] = await dataSource.query(
          `select 1 from step s join assignment a on a.step_id = s.id where s.process_id = $1 and s.key = 'close' limit 1`,
          [one.processId],
        );
        return rows.length > 0;
      },
      2,
    );
    samples.push(performance.now() - accepted);
  });
  return latencyOf(samples);
}

/** Until that many items have come to the next step, or to their end. */
async function handedOn({ dataSource, world }: Bench, next: string | null, items: number): Promise<void> {
  const { regionCode } = world.county;
  await until(`${items} items at ${next ?? 'their end'}`, 300_000, async () => {
    const [row]: { n: number }[] = next
      ? await dataSource.query(
          `select count(*)::int as n from step s join process p on p.id = s.process_id where s.key = $1 and p.region_code = $2`,
          [next, regionCode],
        )
      : await dataSource.query(
          `select count(*)::int as n from process where region_code = $1 and state = 'ended'`,
          [regionCode],
        );
    return (row?.n ?? 0) >= items;
  });
}
