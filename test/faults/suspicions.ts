import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { RehearsedRegion } from '../../src/rehearsal/region.js';
import type { Office } from './launching.js';
import { suspicion } from './plans.js';

const EVERY_MS = 1_000;
/** Titles that are called into question; each round of it freezes, revokes or keeps them. */
const QUESTIONED = 4;

/**
 * What the office begins by itself, on nobody's table: holders of titles are suspected, and what was confirmed is asked to be taken back.
 * Ends when told to stop.
 */
export async function suspectAndCorrect(
  orders: Office,
  dataSource: DataSource,
  region: RehearsedRegion,
  stopped: () => boolean,
): Promise<void> {
  let questioned = 0;
  while (!stopped()) {
    await delay(EVERY_MS);
    const holder =
      questioned < QUESTIONED
        ? `select holder_unit_id as id from honour h where h.holder_kind = 'unit'
             and not exists (select 1 from veto_event e where e.subject_unit_id = h.holder_unit_id) order by h.id limit 1`
        : `select null as id where false`;
    const [named] = await rowsOf(dataSource, holder);
    if (named) {
      await orders.launch('processes', suspicion(region, named.id).body);
      questioned += 1;
    }
    const [confirmed] = await rowsOf(
      dataSource,
      `select e.id from veto_event e where e.state = 'confirmed' and not exists
         (select 1 from veto_correction c where c.event_id = e.id) order by e.id limit 1`,
    );
    if (confirmed) await orders.correct(confirmed.id);
  }
}

/** None while the database is down. */
const rowsOf = (dataSource: DataSource, sql: string): Promise<{ id: string }[]> =>
  dataSource.query(sql).catch(() => []);
