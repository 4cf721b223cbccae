import type { DataSource } from 'typeorm';
import { verifyAudit } from '../../../database/audit/audit-verify.js';
import { endUnderLock } from '../../../database/processes/end-process.js';
import { takeMessages, type OutboxRow } from '../../../database/processes/outbox.repository.js';
import { startProcess } from '../../../database/processes/start-process.js';
import { act, type Act, type ActAnswer } from '../../../database/steps/act.js';
import { requestExtension } from '../../../database/steps/extension.js';
import { openStep } from '../../../database/steps/open-step.js';
import { serveClock } from '../../../database/steps/serve-clock.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { urge } from '../../../database/steps/urge.js';
import { CLOCKS } from '../../../domain/steps/clocks.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { COUNTY, createTestCounty, type TestCounty } from '../../support/county.js';

/** An instant of +08:00. */
export const at = (text: string): Date => new Date(`${text}+08:00`);

export const zero: Act = { action: 'decide', decision: 'filed', form: { nothing: true, items: [] } };

export const filed = (...titles: string[]): Act => ({
  action: 'decide',
  decision: 'filed',
  form: { nothing: false, items: titles.map((title) => ({ kind: 'environment', title, detail: '' })) },
});

export const decide = (decision: string, form?: object, opinion?: string): Act => ({
  action: 'decide',
  decision,
  ...(form ? { form } : {}),
  ...(opinion ? { opinion } : {}),
});

/** How a test tells one of several assignments of a step: by unit and, in groups, by login. */
export interface Which {
  unit?: string;
  login?: string;
}

/**
 * The step engine in a county of its own, driven by hand: the test opens the steps that a workflow would open. Everything goes
 * through the same functions as in production, each act in a transaction of its own.
 */
export interface World extends TestCounty {
  /** Launches the region's year and opens its collection. */
  launch(now: Date, year?: number): Promise<{ listId: string; collect: string }>;
  open(processId: string, key: string, now: Date, round?: number): Promise<string>;
  /** The open assignment in a step. */
  owed(stepId: string, which?: Which): Promise<string>;
  act(login: string, assignmentId: string, input: Act, now: Date, source?: DataSource): Promise<ActAnswer>;
  /** Does something as whoever owes the step. */
  sign(login: string, stepId: string, input: Act, now: Date, unit?: string): Promise<ActAnswer>;
  extend(login: string, assignmentId: string, until: string, now: Date): Promise<string>;
  urge(login: string, assignmentId: string, now: Date): Promise<{ until: string }>;
  end(processId: string, outcome: string, now: Date): Promise<void>;
  /** Files, compiles and returns one item's process id. */
  item(now: Date, title?: string): Promise<string>;
  /** An item that leader2 claimed for 教育体育局, with its `solve` open. */
  claimed(now: Date, plan?: Partial<Plan>): Promise<{ itemId: string; solve: string }>;
  serve(now: Date): Promise<number>;
  messages(): Promise<OutboxRow[]>;
  rows<T>(sql: string, ...params: unknown[]): Promise<T[]>;
  one<T>(sql: string, ...params: unknown[]): Promise<T>;
  /** Facts of a process's chain, oldest first. */
  facts(processId: string, kind?: string): Promise<{ kind: string; body: Record<string, unknown> }[]>;
  /** @throws when the record does not verify */
  verified(): Promise<void>;
  plan(change?: Partial<Plan>): Promise<Plan>;
}

export interface Plan {
  leadUnitId: string;
  cooperatingUnitIds: string[];
  measures: string;
  limitDate: string;
}

/** @param there a county that exists already, for instance with a rehearsal's copy of its tables */
export async function createWorld(there?: TestCounty): Promise<World> {
  const county = there ?? (await createTestCounty());
  const { dataSource } = county;
  const { manager } = dataSource;
  const rows = <T>(sql: string, ...params: unknown[]): Promise<T[]> => dataSource.query(sql, params);
  let lists = 0;

  const world: World = {
    ...county,
    rows,
    async one<T>(sql: string, ...params: unknown[]) {
      const [row] = await rows<T>(sql, ...params);
      if (!row) throw new Error(`no row: ${sql}`);
      return row;
    },
    async launch(now, year = now.getFullYear()) {
      lists += 1;
      // A region has one list a year; those of earlier tests make room in the figures.
      await rows(`update process set year = year - 100 where kind = 'dualList' and year = $1`, year);
      const process = await dataSource.transaction((tx) =>
        startProcess(
          tx,
          {
            kind: 'dualList',
            businessKey: `dualList:${COUNTY}:${year}:${lists}`,
            regionCode: COUNTY,
            year,
            title: `双江 ${year} 双清单`,
          },
          null,
          now,
        ),
      );
      const listId = (process as ProcessRow).id;
      return { listId, collect: await world.open(listId, 'collect', now) };
    },
    async open(processId, key, now, round = 1) {
      const { stepId, outcome } = await openStep(manager, { processId, key, round, now });
      if (outcome !== null) throw new Error(`${key} is over already: ${outcome}`);
      return stepId;
    },
    async owed(stepId, { unit, login } = {}) {
      const found = await rows<{ id: string }>(
        `select a.id from assignment a join unit u on u.id = a.unit_id
         where a.step_id = $1 and a.state = 'open' and ($2::text is null or u.short_name = $2)
           and ($3::text is null or exists (select 1 from appointment ap join account ac on ac.person_id = ap.person_id
             where ap.position_id = a.position_id and ac.login = $3))`,
        stepId,
        unit ?? null,
        login ?? null,
      );
      if (found.length !== 1)
        throw new Error(`${found.length} open assignments for ${unit ?? ''} ${login ?? ''}`);
      return (found[0] as { id: string }).id;
    },
    async act(login, assignmentId, input, now, source = dataSource) {
      const signer = await county.as(login);
      return source.transaction((tx) => act(tx, signer, assignmentId, input, now));
    },
    async sign(login, stepId, input, now, unit) {
      return world.act(login, await world.owed(stepId, unit ? { unit } : { login }), input, now);
    },
    async extend(login, assignmentId, until, now) {
      const signer = await county.as(login);
      const { stepId } = await dataSource.transaction((tx) =>
        requestExtension(tx, signer, assignmentId, { until: until as CivilDate, reason: '材料未齐' }, now),
      );
      return stepId;
    },
    async urge(login, assignmentId, now) {
      const signer = await county.as(login);
      return dataSource.transaction((tx) => urge(tx, signer, assignmentId, now));
    },
    async end(processId, outcome, now) {
      await dataSource.transaction(async (tx) => {
        const process = (await lockProcess(tx, processId)) as ProcessRow;
        await endUnderLock(tx, process, { outcome, reason: '试验', now });
      });
    },
    async item(now, title = '营区周边污水管网改造') {
      const { listId, collect } = await world.launch(now);
      await world.sign('liaison.garrison', collect, itemOfArmy(title), now);
      const compile = await world.open(listId, 'compile', now);
      await world.sign('office', compile, decide('compiled', { merge: [], classify: [], propose: [] }), now);
      const item = await world.one<{ id: string }>(
        `select id from need_item where dual_list_id = $1`,
        listId,
      );
      return item.id;
    },
    async claimed(now, change = {}) {
      const itemId = await world.item(now);
      const claim = await world.open(itemId, 'claim', now);
      await world.sign('leader2', claim, decide('claimed', await world.plan(change)), now);
      return { itemId, solve: await world.open(itemId, 'solve', now) };
    },
    async serve(now) {
      let served = 0;
      for (let clock = 0; clock < CLOCKS; clock++) served += (await serveClock(manager, clock, now)).served;
      return served;
    },
    messages: () => takeMessages(manager),
    facts: (processId, kind) =>
      rows(
        `select kind, body from audit_entry where process_id = $1 and ($2::text is null or kind = $2) order by seq`,
        processId,
        kind ?? null,
      ),
    async verified() {
      const { problem, entries } = await verifyAudit(manager);
      if (problem) throw new Error(`the record does not verify: ${JSON.stringify(problem)}`);
      if (entries === 0) throw new Error('there is no record');
    },
    async plan(change = {}) {
      return {
        leadUnitId: await county.unit('县教育体育局'),
        cooperatingUnitIds: [],
        measures: '现场会商，分步落实。',
        limitDate: '2027-06-30',
        ...change,
      };
    },
  };
  return world;
}

export const itemOfArmy = (...titles: string[]): Act => ({
  action: 'decide',
  decision: 'filed',
  form: { nothing: false, items: titles.map((title) => ({ kind: 'children', title, detail: '' })) },
});

/** The code of a refusal, or `done`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? `${(error as Error).name}: ${(error as Error).message}`;
  }
}
