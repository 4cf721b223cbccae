import type { EntityManager } from 'typeorm';
import type { EntryState } from '../../domain/annual-cycle/entry-states.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface EntryRow extends Omit<PlanEntry, 'form'> {
  form: Record<string, unknown> | null;
  state: EntryState;
  startedProcessId: string | null;
  code: string | null;
  reason: string | null;
}

const ENTRY = `e.key, e.kind, e.title, e.date::text as date, e.form, e.state, e.started_process_id as "startedProcessId", e.code, e.reason`;

/** Plans of one or many years in one statement. */
export async function insertEntries(
  manager: EntityManager,
  years: readonly { processId: string; entries: readonly PlanEntry[] }[],
): Promise<void> {
  const rows = years.flatMap(({ processId, entries }) =>
    entries.map(({ key, kind, title, date, form }) => ({
      ...{ process_id: processId, key, kind, title, date },
      form: form ?? null,
    })),
  );
  await manager.query(
    `insert into annual_plan_entry (process_id, key, kind, title, date, form, state)
     select process_id, key, kind, title, date, nullif(form, 'null'), 'planned'
     from jsonb_to_recordset($1::jsonb) as e(process_id uuid, key text, kind text, title text, date date, form jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** A year's plan in the order of its days. */
export function entriesOf(manager: EntityManager, processId: string): Promise<EntryRow[]> {
  return manager.query(
    `select ${ENTRY} from annual_plan_entry e where e.process_id = $1 order by e.date, e.key`,
    [processId],
  );
}

/** What is due: planned for a day up to `today`. */
export async function dueKeys(
  manager: EntityManager,
  processId: string,
  today: CivilDate,
): Promise<string[]> {
  const rows: { key: string }[] = await manager.query(
    `select key from annual_plan_entry where process_id = $1 and state = 'planned' and date <= $2 order by date, key`,
    [processId, today],
  );
  return rows.map(({ key }) => key);
}

export async function entryOf(
  manager: EntityManager,
  processId: string,
  key: string,
): Promise<EntryRow | null> {
  const [row]: EntryRow[] = await manager.query(
    `select ${ENTRY} from annual_plan_entry e where e.process_id = $1 and e.key = $2`,
    [processId, key],
  );
  return row ?? null;
}

/** The first day on which something is still to be launched. */
export async function nextDate(manager: EntityManager, processId: string): Promise<CivilDate | null> {
  const [row]: { date: CivilDate | null }[] = await manager.query(
    `select min(date)::text as date from annual_plan_entry where process_id = $1 and state = 'planned'`,
    [processId],
  );
  return row?.date ?? null;
}

export interface EntryChange {
  state: EntryState;
  startedProcessId?: string;
  code?: string;
  reason?: string;
  date?: CivilDate;
  form?: Record<string, unknown> | null;
}

/** Where an entry has come to; what is not given of why it failed or was skipped is gone. */
export async function changeEntry(
  manager: EntityManager,
  processId: string,
  entry: EntryRow,
  change: EntryChange,
  now: Date,
): Promise<void> {
  const form = change.form === undefined ? entry.form : change.form;
  await manager.query(
    `update annual_plan_entry set state = $3, started_process_id = $4, code = $5, reason = $6, date = $7, form = $8,
       settled_at = case when $3 = 'planned' then null else $9::timestamptz end
     where process_id = $1 and key = $2`,
    [
      processId,
      entry.key,
      change.state,
      change.startedProcessId ?? null,
      change.code ?? null,
      change.reason ?? null,
      change.date ?? entry.date,
      form === null ? null : JSON.stringify(form),
      now,
    ],
  );
}
