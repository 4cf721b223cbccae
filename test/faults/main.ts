import 'reflect-metadata';
import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { outboxBacklog } from '../../database/processes/outbox.repository.js';
import { startProduct, type BenchProduct } from '../bench/product.js';
import { token } from '../bench/world.js';
import { checkAll } from './checks.js';
import { CountyWork, type Person } from './county-work.js';
import { bringDaysForward, shortenDeadlines, shortenLadders } from './deadlines.js';
import { dice } from './dice.js';
import { Killer } from './killer.js';
import { Office } from './launching.js';
import { decisionFor } from './other-work.js';
import {
  dueDay,
  honoursByHand,
  launchesByHand,
  MEETINGS,
  modelCityByHand,
  regionOf,
  yearOf,
} from './plans.js';
import { checkSupervision } from './supervision-checks.js';
import { suspectAndCorrect } from './suspicions.js';
import { checkYear } from './year-checks.js';
import type { RehearsedRegion } from '../../src/rehearsal/region.js';

const REGION = '530925';
/** Where lower regions have offices: model cities are named there, by its leading group and the offices. */
const CITY = '6404';
/** They end with the year, or in years; a meeting or an event of the year has its day after the run. */
const ALL_YEAR = [
  ...['annualCycle', 'campaign', 'dualList', 'liaisonFiling', 'coordinationGroup'],
  ...['workPoints', 'workPoint', 'plannedEvent'],
];
const BEFORE_PAUSE_MS = 10_000;
const PAUSE_MS = 15_000;
/** What keeps processes open that could have ended. */
const STILL_OWED = `select p.kind || ' ' || s.key || ', ' || po.kind || ': ' || count(*) as what from assignment a
  join step s on s.id = a.step_id join process p on p.id = s.process_id join position po on po.id = a.position_id
  where a.state = 'open' and p.state = 'running' and p.kind <> all($1::text[]) group by p.kind, s.key, po.kind order by 1`;
const STILL_OPEN = `select kind || ' ' || count(*) as what from process where state = 'running' group by kind order by 1`;
const CLIENTS = 8;
/** A whole year of one county in items: so many for each unit. */
const ITEMS_A_UNIT = 10;
const ROUNDS = 4;
/** From the last kill until everything that can be signed is signed and handed on. */
const FINISH_MS = 1_200_000;
const CATCH_UP_MS = 60_000;
/** The supervisor waits up to half a minute before it starts a part again that keeps dying, which on a busy machine takes as long again. */
const STALLED_MS = 90_000;

/**
 * A county's year and a campaign under fire: launched, changed, paused and resumed, signed by 8 clients while every part of the product
 * is killed again and again; then it is left alone, finishes, and is checked. @returns the exit code
 */
export async function faults(args: string[]): Promise<number> {
  const number = (name: string, otherwise: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
  const seed = number('--seed', 20_260);
  const size = { items: number('--items', ITEMS_A_UNIT), rounds: number('--rounds', ROUNDS) };
  const startedAt = Date.now();
  const say = (line: string): void =>
    console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}`);
  say(`seed ${seed}, ${size.items} items a unit, ${size.rounds} rounds of kills`);
  const product = await startProduct(() => undefined);
  try {
    return await underFire(product, seed, size, say);
  } finally {
    await product.stop();
  }
}

async function underFire(
  product: BenchProduct,
  seed: number,
  { items, rounds }: { items: number; rounds: number },
  say: (line: string) => void,
): Promise<number> {
  const roll = dice(seed);
  const { app, schema } = product.running().database;
  const connect = (): Promise<DataSource> => createDataSource({ url: app, schema, poolSize: 4 }).initialize();
  const dataSource = await connect();
  await shortenLadders(dataSource, REGION);
  const people = await everybody(dataSource);
  const by = (login: string): Person => people.find((person) => person.login === login) as Person;
  const office = by('office');
  const [lead]: { id: string }[] = await dataSource.query(
    `select id from unit where region_code = $1 and kind = 'member' order by id limit 1`,
    [REGION],
  );
  let calm = false;
  // Every fifth confirmation and rectification lies about until the fire is over, so that deadlines and rungs fall due in it.
  const work = new CountyWork(
    () => product.running().url,
    people,
    dice(seed + 1),
    lead?.id ?? '',
    items,
    ({ step, processId }) =>
      !calm && ['confirm', 'rectify'].includes(step) && Number.parseInt(processId.slice(0, 2), 16) % 5 === 0,
    (assignmentId) => decisionFor(async () => dataSource, assignmentId),
  );
  const now = new Date();
  const region = await regionOf(dataSource, REGION, now);
  const orders = new Office(work, region, office, by('director'));
  for (const { unitId, body } of [...launchesByHand(region, now), ...honoursByHand(region)])
    await orders.launch(
      'processes',
      body,
      unitId === undefined ? office : await holderIn(dataSource, people, unitId),
    );
  for (const { body } of modelCityByHand(await regionOf(dataSource, CITY, now)))
    await orders.launch('processes', body, by('guyuan.office'));

  say(`${people.length} people, ${CLIENTS} clients; parts are killed from now on`);
  const killer = new Killer(product, roll, say, () => work.accepted.length);
  const working = work.run(CLIENTS);
  let moved = 0;
  let fire = true;
  const moving = setInterval(() => {
    shortenDeadlines(dataSource, roll, fire).then(
      (n) => (moved += n),
      () => undefined, // the database is down
    );
    bringDaysForward(dataSource, dueDay(region)).catch(() => undefined);
    letWorkerKeepUp(product);
  }, 2_000);
  const suspecting = suspectAndCorrect(orders, dataSource, region, () => calm).catch((error: unknown) =>
    work.unexpected.push(String(error)),
  );
  const ordering = inTheMiddle(orders, region, killer, say).catch((error: unknown) => {
    // Without year and campaign the fire proves nothing.
    killer.stop();
    throw error;
  });
  const [ordered] = await Promise.allSettled([ordering, killer.run(rounds)]);
  fire = false;
  if (ordered.status === 'rejected') {
    clearInterval(moving);
    calm = true;
    work.stop();
    await Promise.all([working, suspecting]);
    throw ordered.reason;
  }
  say(
    `${killer.kills.length} kills; left alone now: ${work.accepted.length} accepted so far, ${work.retries} retries`,
  );
  // What fell due while the clocks were dead is made up for before anybody signs it away.
  await untilClocksCaughtUp(connect, say);
  calm = true;
  await suspecting;
  await untilFinished(connect, work, say);
  clearInterval(moving);
  work.stop();
  await working;
  say(
    `${moved} deadlines brought forward; ${work.accepted.length} sign-offs accepted, ${work.lostRaces} came second, ${work.retries} retries`,
  );
  await dataSource.destroy().catch(() => undefined);
  return report(product, await connect(), work, dueDay(region), say);
}

/** Year and campaign are launched while parts die; the campaign is changed, stands still for a while, and goes on. */
async function inTheMiddle(
  orders: Office,
  region: RehearsedRegion,
  killer: Killer,
  say: (line: string) => void,
): Promise<void> {
  const entries = yearOf(region);
  await untilKills(killer, 1);
  await orders.launchYear(entries);
  say(`the year is launched: ${entries.length} entries`);
  await untilKills(killer, 3);
  const campaignId = await orders.launchCampaign();
  await orders.orderChange(campaignId);
  say('the campaign is launched, a change of it ordered');
  await delay(BEFORE_PAUSE_MS);
  say('the campaign and what it started stand still');
  await orders.pauseFor(campaignId, PAUSE_MS);
  say('they go on');
}

/** The worker gives way to everything: beside a machine's other work it would not come to anything. Who may not raise it leaves it so. */
function letWorkerKeepUp(product: BenchProduct): void {
  try {
    setPriority(product.running().processes.worker?.pid ?? 0, constants.priority.PRIORITY_NORMAL);
  } catch {
    // dead at the moment, or not allowed
  }
}

/** A launch right after a kill finds a part missing. */
async function untilKills(killer: Killer, n: number): Promise<void> {
  while (killer.kills.length < n) await delay(50);
}

async function everybody(dataSource: DataSource): Promise<Person[]> {
  const rows: { login: string; person_id: string }[] = await dataSource.query(
    `select distinct ac.login, ac.person_id from account ac join appointment ap on ap.person_id = ac.person_id
     join position po on po.id = ap.position_id join unit u on u.id = po.unit_id
     where (starts_with(u.region_code, $1) and po.kind not in ('auditor', 'systemAdministrator'))
       or (starts_with(u.region_code, $2) and u.kind in ('leadingGroup', 'office') and po.kind <> 'auditor') order by ac.login`,
    [REGION, CITY],
  );
  const people: Person[] = [];
  for (const { login, person_id: personId } of rows)
    people.push({ login, personId, token: await token(dataSource, personId) });
  return people;
}

/** Somebody who acts for a unit. */
async function holderIn(dataSource: DataSource, people: Person[], unitId: string): Promise<Person> {
  const [row]: { person_id: string }[] = await dataSource.query(
    `select ap.person_id from appointment ap join position po on po.id = ap.position_id where po.unit_id = $1 order by po.kind limit 1`,
    [unitId],
  );
  return people.find(({ personId }) => personId === row?.person_id) as Person;
}

async function untilClocksCaughtUp(
  connect: () => Promise<DataSource>,
  say: (line: string) => void,
): Promise<void> {
  const end = Date.now() + CATCH_UP_MS;
  let last = 'the database is not back';
  while (Date.now() < end) {
    await delay(500);
    const dataSource = await connect().catch(() => undefined);
    const rows: { behind: number; fired: number }[] =
      (await dataSource
        ?.query(
          `select (select count(*)::int from step where check_at < $1) as behind, (select count(*)::int from checkpoint) as fired`,
          [new Date(Date.now() - 1_000)],
        )
        .catch(() => [])) ?? [];
    await dataSource?.destroy().catch(() => undefined);
    const [row] = rows;
    if (row) last = `${row.fired} reminders and rungs fired, ${row.behind} steps due and not served`;
    if (row?.behind === 0) break;
  }
  say(last);
}

/** Done when no process is open any more that ends within the year, or nothing moves any more. */
async function untilFinished(
  connect: () => Promise<DataSource>,
  work: CountyWork,
  say: (line: string) => void,
): Promise<void> {
  const end = Date.now() + FINISH_MS;
  let dataSource: DataSource | undefined;
  let last = '';
  let since = Date.now();
  while (Date.now() < end) {
    await delay(500);
    try {
      dataSource ??= await connect();
      const [row]: { items: number; running: number }[] = await dataSource.query(
        `select count(*)::int as items, count(*) filter (where state = 'running')::int as running from process where kind <> all($1::text[])
           and (parent_id is null or kind <> all($2::text[]))`,
        [ALL_YEAR, MEETINGS],
      );
      const { waiting } = await outboxBacklog(dataSource.manager);
      const now = `${row?.running} of ${row?.items} processes open, ${waiting} in the outbox, ${work.accepted.length} accepted`;
      if (now !== last) since = Date.now();
      last = now;
      if (row && row.items > 0 && row.running === 0 && waiting === 0) break;
      if (Date.now() - since > STALLED_MS) break;
    } catch {
      // not back yet
    }
  }
  say(last);
  for (const line of (await dataSource?.query(STILL_OWED, [ALL_YEAR]).catch(() => [])) ?? [])
    say(`still owed: ${line.what}`);
  const open: { what: string }[] = (await dataSource?.query(STILL_OPEN).catch(() => [])) ?? [];
  say(`still open: ${open.map(({ what }) => what).join(', ')}`);
  await delay(2_000);
  await dataSource?.destroy().catch(() => undefined);
}

async function report(
  product: BenchProduct,
  dataSource: DataSource,
  work: CountyWork,
  due: string,
  say: (line: string) => void,
): Promise<number> {
  const { address, namespace } = product.running().temporal;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const checks = [
    ...(await checkAll(dataSource, client, work.accepted, work.unexpected)),
    ...(await checkYear(dataSource, due)),
    ...(await checkSupervision(dataSource)),
  ];
  await connection.close();
  await dataSource.destroy();
  for (const { name, wrong, counted } of checks) {
    say(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${counted})`);
    for (const line of wrong.slice(0, 10)) say(`       ${line}`);
    if (wrong.length > 10) say(`       … and ${wrong.length - 10} more`);
  }
  const failed = checks.filter(({ wrong }) => wrong.length > 0).length;
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
