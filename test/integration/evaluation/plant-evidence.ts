import { randomUUID } from 'node:crypto';
import { COUNTY } from '../../support/county.js';
import type { World } from '../steps/world.js';

/** Rows as the processes leave them, without playing the processes: what a source counts is what stands in the tables. */
export function planter(world: World) {
  const process = async (kind: string, title: string, change: object = {}): Promise<string> => {
    const row = {
      year: 2027,
      region: COUNTY,
      launchedAt: '2027-03-01T09:00+08:00',
      state: 'ended',
      outcome: 'finished',
      ...change,
    };
    const id = randomUUID();
    await world.rows(
      `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, outcome, launched_at)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)`,
      ...[
        id,
        kind,
        id,
        row.region,
        row.year,
        title,
        row.state,
        row.state === 'ended' ? row.outcome : null,
        row.launchedAt,
      ],
    );
    return id;
  };
  const step = async (
    processId: string,
    key: string,
    openedAt = '2027-03-01T09:00+08:00',
  ): Promise<string> => {
    const id = randomUUID();
    await world.rows(
      `insert into step (id, process_id, key, round, rule, state, opened_at, clock, checked_until) values ($1, $2, $3, 1, 'collect', 'closed', $4, 0, $4)`,
      ...[id, processId, key, openedAt],
    );
    return id;
  };
  /** how: done in time, done late, open (due 2027-03-31), or not due yet. */
  const handIn = async (
    processId: string,
    stepId: string,
    unit: string,
    how: 'inTime' | 'late' | 'open' | 'toCome' | 'returned',
  ): Promise<string> => {
    const id = randomUUID();
    const unitId = await world.unit(unit);
    const [position] = await world.rows<{ id: string }>(
      `select id from position where unit_id = $1 limit 1`,
      unitId,
    );
    const done = how === 'inTime' || how === 'late';
    await world.rows(
      `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at, decided_at, late)
       values ($1, $2, $3, $4, $5, $6, $7, '2027-03-01T09:00+08:00', $8, $9, $10)`,
      ...[id, stepId, processId, how === 'returned' ? 1 : 2, position?.id, unitId],
      ...[
        done ? 'done' : how === 'returned' ? 'returned' : 'open',
        how === 'toCome' ? '2028-03-31T23:59:59+08:00' : '2027-03-31T23:59:59+08:00',
      ],
      ...[
        done ? (how === 'late' ? '2027-04-20T09:00+08:00' : '2027-03-20T09:00+08:00') : null,
        how === 'late',
      ],
    );
    return id;
  };
  const meeting = async (
    kind: string | null,
    title: string,
    heldAt: string | null,
    attendance: Record<string, string | null> = {},
    outcome = 'finished',
  ): Promise<string> => {
    const id = await process(kind === null ? 'liaisonConference' : 'plannedEvent', title, { outcome });
    await world.rows(
      `insert into meeting (id, title, kind, starts_at, held_at) values ($1, $2, $3, '2027-05-12T09:00+08:00', $4)`,
      ...[id, title, kind, heldAt],
    );
    for (const [index, [unit, came]] of Object.entries(attendance).entries())
      await world.rows(
        `insert into meeting_participant (meeting_id, seq, unit_id, attendance) values ($1, $2, $3, $4)`,
        ...[id, index, await world.unit(unit), came],
      );
    return id;
  };
  const document = async (processId: string, title: string, units: string[]): Promise<string> => {
    const id = randomUUID();
    const [office] = await world.rows<{ id: string }>(
      `select id from unit where region_code = $1 and kind = 'office'`,
      COUNTY,
    );
    const [last] = await world.rows<{ n: number }>(`select count(*)::int as n from document`);
    await world.rows(
      `insert into document (id, office_unit_id, region_code, kind, year, serial, number, title, process_id, content, content_sha256, issued_at)
       values ($1, $2, $3, 'circular', 2027, $4, $5, $6, $7, '{}', '\\x00', '2027-06-01T09:00+08:00')`,
      ...[id, office?.id, COUNTY, 1000 + (last?.n ?? 0), `第${last?.n}号`, title, processId],
    );
    for (const unit of units)
      await world.rows(
        `insert into document_recipient (document_id, unit_id, role) values ($1, $2, 'main')`,
        id,
        await world.unit(unit),
      );
    return id;
  };
  return { process, step, handIn, meeting, document };
}
