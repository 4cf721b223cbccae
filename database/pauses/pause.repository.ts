import type { EntityManager } from 'typeorm';
import { PAUSED, RESUMED } from '../../domain/blueprints/notices.js';
import type { Standstill } from '../../domain/steps/standstill.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { ToldNotice } from '../processes/effects.js';

/** The pause a process is in. */
export interface OpenPause {
  id: string;
  processId: string;
  /** The pause that somebody ordered; its own id unless the process was paused along with who started it. */
  orderedId: string;
  pausedAt: Date;
  reason: string;
  untilDate: CivilDate | null;
}

const PAUSE = `w.id, w.process_id as "processId", w.ordered_id as "orderedId", w.paused_at as "pausedAt", w.reason,
  w.until_date::text as "untilDate"`;

export async function openPauseOf(manager: EntityManager, processId: string): Promise<OpenPause | null> {
  const [pause]: OpenPause[] = await manager.query(
    `select ${PAUSE} from process_pause w where w.process_id = $1 and w.resumed_at is null`,
    [processId],
  );
  return pause ?? null;
}

/** The open pauses of these processes. */
export function openPausesOf(manager: EntityManager, processIds: readonly string[]): Promise<OpenPause[]> {
  return manager.query(
    `select ${PAUSE} from process_pause w where w.process_id = any($1::uuid[]) and w.resumed_at is null`,
    [processIds],
  );
}

/** What a running process has started, itself included, in its region and below; the latest first, as they are locked. */
export async function runningTree(manager: EntityManager, processId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `with recursive tree as (
       select p.id, p.region_code as top from process p where p.id = $1
       union select p.id, tree.top from process p join tree on p.parent_id = tree.id where starts_with(p.region_code, tree.top)
     )
     select p.id from tree join process p on p.id = tree.id where p.state = 'running' or p.id = $1
     order by p.launched_at desc, p.id = $1, p.id`,
    [processId],
  );
  return rows.map(({ id }) => id);
}

/** Every time that processes stood still and went on again, oldest first. */
export async function standstillsOf(
  manager: EntityManager,
): Promise<(processId: string, openedAt: Date) => Standstill[]> {
  const rows: { process_id: string; since: Date; until: Date }[] = await manager.query(
    `select w.process_id, w.paused_at as since, w.resumed_at as until from process_pause w join process p on p.id = w.process_id
     where p.state = 'running' and w.resumed_at is not null order by w.paused_at`,
  );
  const byProcess = new Map<string, Standstill[]>();
  for (const { process_id, ...standstill } of rows)
    byProcess.set(process_id, [...(byProcess.get(process_id) ?? []), standstill]);
  return (processId, openedAt) =>
    (byProcess.get(processId) ?? []).filter(({ since }) => since.getTime() >= openedAt.getTime());
}

/** Since when these processes stood still at an instant; those that ran are not among them. */
export async function stillSince(
  manager: EntityManager,
  processIds: readonly string[],
  at: Date,
): Promise<Map<string, Date>> {
  const rows: { process_id: string; paused_at: Date }[] = await manager.query(
    `select process_id, paused_at from process_pause
     where process_id = any($1::uuid[]) and paused_at <= $2 and (resumed_at is null or resumed_at > $2)`,
    [processIds, at],
  );
  return new Map(rows.map((row) => [row.process_id, row.paused_at]));
}

/** What a process was told of its pauses, for a workflow that begins anew. */
export async function pauseNoticesOf(manager: EntityManager, processId: string): Promise<ToldNotice[]> {
  const rows: { id: string; over: boolean }[] = await manager.query(
    `select id, resumed_at is not null as over from process_pause where process_id = $1 order by paused_at`,
    [processId],
  );
  return rows.flatMap(({ id, over }) => [{ name: PAUSED, id }, ...(over ? [{ name: RESUMED, id }] : [])]);
}
