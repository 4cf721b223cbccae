import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, type WorkerOptions } from '@temporalio/worker';
import pg from 'pg';
import { createAnnualCycleActivities } from '../../activities/annual-cycles/annual-cycle.activities.js';
import { createProcessActivities } from '../../activities/process.activities.js';
import { progressQuery } from '../../contracts/processes/processes.js';
import { startProcess } from '../../database/processes/start-process.js';
import type { Act, ActAnswer } from '../../database/steps/act.js';
import type { ProcessRow } from '../../database/steps/step.store.js';
import { createWorker } from '../../src/worker/create-worker.js';
import { OutboxDispatcher } from '../../src/worker/outbox-dispatcher.js';
import { COUNTY } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { createWorld, decide, itemOfArmy, type World } from '../integration/steps/world.js';

export const PRODUCT = 'yushui';
export const REHEARSAL = 'yushui-rehearsal';

let installed = false;
/** Signals belong to the test runner, warnings about workers that are killed on purpose to nobody. */
export function installRuntime(): void {
  if (!installed) Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  installed = true;
}

export async function connect(namespace: string): Promise<Client> {
  return new Client({ connection: await Connection.connect({ address: testTemporalAddress() }), namespace });
}

/** Waits for something to become true. @throws with what was awaited */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false | null>,
  patienceMs = 30_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * With YUSHUI_RECORD_HISTORIES=<release> the runs of these tests become fixtures: scripts/record-histories.mjs. Without it nothing
 * is written.
 */
export async function record(name: string, handle: WorkflowHandle): Promise<void> {
  const release = process.env['YUSHUI_RECORD_HISTORIES'];
  if (!release) return;
  const folder = join(process.cwd(), 'test', 'histories', release);
  mkdirSync(folder, { recursive: true });
  const json: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify(json)}
`,
  );
}

/** Processes as in production: the real workflows and activities, the outbox between them and the engine, on a queue of their own. */
export interface Stand {
  world: World;
  client: Client;
  taskQueue: string;
  /** @param extra for instance the workflows of another release */
  startWorker(extra?: Partial<WorkerOptions>): Promise<void>;
  stopWorker(): Promise<void>;
  startDispatcher(): void;
  stopDispatcher(): Promise<void>;
  /** Launches a year under a business key nobody had before. */
  launch(year: number): Promise<string>;
  /** An item of its own, compiled, its workflow on its way. */
  item(): Promise<string>;
  handle(processId: string, kind?: string): WorkflowHandle;
  /** Waits until the process has opened a round of a step. */
  stepOf(processId: string, key: string, round?: number): Promise<string>;
  /** Waits for the step and decides it. */
  sign(
    login: string,
    processId: string,
    key: string,
    input: Act,
    round?: number,
    unit?: string,
  ): Promise<ActAnswer>;
  /** All steps of a process that somebody was asked in, as `key round outcome`, in the order they were opened. */
  path(processId: string): Promise<string[]>;
  /** What the workflow waits for, sorted: open steps as `key round`, notices as `<name>`, `asleep`. */
  progress(processId: string, kind?: string): Promise<string[]>;
  /** Puts one workflow's clock forward to an instant; acts of people follow it. */
  forward(processId: string, kind: string, to: Date): Promise<void>;
  /** Waits until the workflow has ended. */
  ended(processId: string, kind?: string): Promise<{ outcome: string }>;
  stop(): Promise<void>;
}

/** With its worker and its dispatcher at work. */
export async function startStand(): Promise<Stand> {
  const stand = await createStand();
  await stand.startWorker();
  stand.startDispatcher();
  return stand;
}

/** @param longestHistory events after which every process is continued as new; production's number when left out */
export async function createStand({ longestHistory }: { longestHistory?: number } = {}): Promise<Stand> {
  installRuntime();
  const world = await createWorld();
  const { dataSource } = world;
  if (longestHistory !== undefined) await shortRuns(world, longestHistory);
  const client = await connect(PRODUCT);
  const taskQueue = `processes-${randomUUID()}`;
  let worker: { shutdown(): Promise<void> } | undefined;
  let dispatcher: OutboxDispatcher | undefined;
  const ahead = new Map<string, number>();
  const now = (): Date => new Date(Date.now() + Math.max(0, ...ahead.values()));

  const stand: Stand = {
    world,
    client,
    taskQueue,
    async startWorker(extra = {}) {
      const created = await createWorker(
        {
          address: testTemporalAddress(),
          namespace: PRODUCT,
          taskQueue,
          activities: {
            ...createProcessActivities({ dataSource }),
            ...createAnnualCycleActivities({ dataSource }),
          },
        },
        extra,
      );
      const running = created.worker.run();
      worker = {
        async shutdown() {
          created.worker.shutdown();
          await running;
          await created.close();
        },
      };
    },
    async stopWorker() {
      await worker?.shutdown();
      worker = undefined;
    },
    startDispatcher() {
      dispatcher = new OutboxDispatcher({
        dataSource,
        databaseUrl: world.database.url,
        client,
        taskQueue,
        log: { warn: () => undefined, info: () => undefined },
        sweepMs: 50,
      });
      dispatcher.start();
    },
    async stopDispatcher() {
      await dispatcher?.stop();
      dispatcher = undefined;
    },
    async launch(year) {
      const started = await dataSource.transaction((tx) =>
        startProcess(
          tx,
          {
            kind: 'dualList',
            businessKey: randomUUID(),
            regionCode: COUNTY,
            year,
            title: `双江 ${year} 双清单`,
          },
          null,
          new Date(),
        ),
      );
      return (started as ProcessRow).id;
    },
    async item() {
      // The list is opened by hand: only the item's own workflow is to run.
      const listId = await stand.launch(new Date().getFullYear());
      await world.rows(`delete from outbox where workflow_id = $1`, `dualList:${listId}`);
      const collect = await world.open(listId, 'collect', new Date());
      await world.sign('liaison.garrison', collect, itemOfArmy('子女转学'), new Date());
      const compile = await world.open(listId, 'compile', new Date());
      await world.sign(
        'office',
        compile,
        decide('compiled', { merge: [], classify: [], propose: [] }),
        new Date(),
      );
      const item = await world.one<{ id: string }>(
        `select id from need_item where dual_list_id = $1`,
        listId,
      );
      return item.id;
    },
    handle: (processId, kind = 'needItem') => client.workflow.getHandle(`${kind}:${processId}`),
    async stepOf(processId, key, round = 1) {
      const { id } = await until(`${key} ${round}`, async () => {
        const [row] = await world.rows<{ id: string }>(
          `select id from step where process_id = $1 and key = $2 and round = $3`,
          processId,
          key,
          round,
        );
        return row;
      });
      return id;
    },
    async sign(login, processId, key, input, round = 1, unit) {
      return world.sign(login, await stand.stepOf(processId, key, round), input, now(), unit);
    },
    async path(processId) {
      const rows = await world.rows<{ step: string }>(
        `select key || ' ' || round || ' ' || coalesce(outcome, state) as step from step
         where process_id = $1 and about_assignment_id is null and coalesce(outcome, '') <> 'nobodyToAsk' order by opened_at, key = 'cooperate' desc, round`,
        processId,
      );
      return rows.map(({ step }) => step);
    },
    async progress(processId, kind = 'needItem') {
      const { waitingFor, sleepingUntil, noticesAwaited } = await stand
        .handle(processId, kind)
        .query(progressQuery);
      const steps = waitingFor.map(({ key, round }) => `${key} ${round}`);
      const notices = noticesAwaited.map((name) => `<${name}>`);
      return [...steps, ...notices, ...(sleepingUntil === null ? [] : ['asleep'])].sort();
    },
    async forward(processId, kind, to) {
      const already = ahead.get(processId) ?? 0;
      const seconds = Math.ceil((to.getTime() - Date.now() - already) / 1000);
      await client.connection.workflowService.updateWorkflowExecutionOptions({
        namespace: PRODUCT,
        workflowExecution: { workflowId: `${kind}:${processId}` },
        workflowExecutionOptions: {
          timeSkippingConfig: {
            enabled: true,
            maxSessionSkipCount: 100,
            fastForwardConfig: { id: randomUUID(), duration: { seconds: seconds as never } },
          },
        },
        updateMask: { paths: ['time_skipping_config'] },
      });
      ahead.set(processId, already + seconds * 1000);
    },
    ended: (processId, kind = 'needItem') =>
      client.workflow.getHandle<() => Promise<{ outcome: string }>>(`${kind}:${processId}`).result(),
    async stop() {
      await stand.stopDispatcher();
      await stand.stopWorker();
      // Kept servers are shared: no workflow of this test may stay behind without a worker.
      for (const { id, kind } of await world.rows<{ id: string; kind: string }>(
        `select id, kind from process`,
      ))
        await stand
          .handle(id, kind)
          .terminate('the test is over')
          .catch(() => undefined);
      await client.connection.close();
      await world.stop();
    },
  };
  return stand;
}

export async function waitsFor(handle: WorkflowHandle): Promise<string[]> {
  const { waitingFor } = await handle.query(progressQuery);
  return waitingFor.map(({ key, round }) => `${key} ${round}`).sort();
}

/** Whoever starts a process, its workflow is told to be continued soon. */
async function shortRuns({ database }: World, longestHistory: number): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`
    set search_path to ${database.schema};
    create function short_runs() returns trigger language plpgsql as $$
      begin
        new.body := new.body || '{"longestHistory": ${longestHistory}}'::jsonb;
        return new;
      end $$;
    create trigger short_runs before insert on outbox for each row when (new.kind = 'start') execute function short_runs();`);
  await owner.end();
}

/** How many runs a process has had: each is continued by the next. */
export async function runsOf(handle: WorkflowHandle): Promise<number> {
  let runs = 0;
  for (let runId: string | null | undefined; runId !== ''; runs += 1) {
    const { events } = await handle.client.getHandle(handle.workflowId, runId ?? undefined).fetchHistory();
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  }
  return runs;
}
