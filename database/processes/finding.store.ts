import type { EntityManager } from 'typeorm';
import type { FindingReason } from './reconciliation.js';

/** What the hourly comparison could not set right, kept in a setting: a handful, or something is wrong with everything. */
const NAME = 'reconcile-findings';
/** As many as anybody would look through; the worker's log counts the rest. */
const KEPT = 1_000;

/**
 * Writes down what a round of the comparison found about the processes it looked at: who was found before keeps his instant, who is well
 * again is forgotten.
 */
export async function keepFindings(
  manager: EntityManager,
  looked: readonly string[],
  found: ReadonlyMap<string, FindingReason>,
  now: Date,
): Promise<void> {
  const fresh = Object.fromEntries(
    [...found].slice(0, KEPT).map(([id, reason]) => [id, { reason, since: now.toISOString() }]),
  );
  await manager.query(
    `insert into setting as s (name, value) values ($1, jsonb_build_object('checkedAt', $2::text, 'processes', $4::jsonb))
     on conflict (name) do update set value = jsonb_build_object('checkedAt', $2::text, 'processes',
       ((s.value -> 'processes') - $3::text[]) || coalesce((
         select jsonb_object_agg(f.key, case when s.value #>> array['processes', f.key, 'reason'] = f.value ->> 'reason'
           then s.value #> array['processes', f.key] else f.value end) from jsonb_each($4::jsonb) f), '{}'))`,
    [NAME, now.toISOString(), looked, JSON.stringify(fresh)],
  );
}

/** It was set right by hand. */
export async function forgetFinding(manager: EntityManager, processId: string): Promise<void> {
  await manager.query(`update setting set value = value #- array['processes', $2] where name = $1`, [
    NAME,
    processId,
  ]);
}

/** When the comparison last looked; null before its first hour. */
export async function comparedAt(manager: EntityManager): Promise<Date | null> {
  const [row]: { at: Date | null }[] = await manager.query(
    `select (value ->> 'checkedAt')::timestamptz as at from setting where name = $1`,
    [NAME],
  );
  return row?.at ?? null;
}

/** SQL: what was found, as rows of id, reason, since. */
export const FINDINGS = `select f.key::uuid as id, f.value ->> 'reason' as reason, (f.value ->> 'since')::timestamptz as since
  from setting s, jsonb_each(s.value -> 'processes') f where s.name = '${NAME}'`;
