import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { civilDateOf } from '../../domain/time/zone.js';
import { tellPositions } from '../steps/notify.js';

export type AlarmKind = 'entryNotStarted' | 'entryFailed' | 'yearNotLaunched' | 'batchStuck';

export const ALARM_WORDS: Record<AlarmKind, string> = {
  entryNotStarted: '到期一小时仍未自行启动',
  entryFailed: '到期未能启动，尚未处理',
  yearNotLaunched: '到期未能自行启动下一年度',
  batchStuck: '批量启动停滞',
};

export interface Alarm {
  kind: AlarmKind;
  /** What it is about; the same subject is raised once until it is cleared. */
  subject: string;
  regionCode: string;
  year: number;
  processId: string | null;
  title: string;
  detail: string | null;
}

/** Writes alarms down, those that stand already excepted, and tells the offices' 主任 (without one: whoever is in the office). */
export async function raiseAlarms(
  manager: EntityManager,
  alarms: readonly Alarm[],
  now: Date,
): Promise<number> {
  if (alarms.length === 0) return 0;
  const fresh: { kind: AlarmKind; region_code: string; process_id: string | null; title: string }[] =
    await manager.query(
      `insert into annual_alarm (id, kind, subject, region_code, year, process_id, title, detail, raised_at)
       select id, kind, subject, "regionCode", year, "processId", title, detail, $2
       from jsonb_to_recordset($1::jsonb) as a(id uuid, kind text, subject text, "regionCode" text, year int, "processId" uuid, title text, detail text)
       on conflict do nothing returning kind, region_code, process_id, title`,
      [JSON.stringify(alarms.map((alarm) => ({ id: uuid(), ...alarm }))), now],
    );
  const told: { id: string; region_code: string }[] = await manager.query(
    `select po.id, u.region_code from position po join unit u on u.id = po.unit_id and u.kind = 'office' and u.active_to is null
     where u.region_code = any($1::text[]) and po.kind = (
       select o.kind from position o join appointment a on a.position_id = o.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2)
       where o.unit_id = u.id order by array_position(array['officeDirector', 'officeDeputy', 'officeStaff'], o.kind) limit 1)`,
    [[...new Set(fresh.map(({ region_code }) => region_code))], civilDateOf(now)],
  );
  await tellPositions(
    manager,
    now,
    fresh.flatMap((alarm) =>
      told
        .filter(({ region_code }) => region_code === alarm.region_code)
        .map(({ id }) => ({
          position_id: id,
          kind: 'alarm' as const,
          process_id: alarm.process_id,
          process_kind: 'annualCycle',
          ...{ step_id: null, assignment_id: null },
          body: { process: alarm.title, step: ALARM_WORDS[alarm.kind], deadline: null },
        })),
    ),
  );
  return fresh.length;
}

/** Alarms whose cause is gone. */
export async function clearAlarms(
  manager: EntityManager,
  standing: readonly Pick<Alarm, 'kind' | 'subject'>[],
  now: Date,
): Promise<number> {
  const [, cleared]: [unknown, number] = await manager.query(
    `update annual_alarm a set cleared_at = $2 where cleared_at is null and not exists (
       select 1 from jsonb_to_recordset($1::jsonb) as s(kind text, subject text) where s.kind = a.kind and s.subject = a.subject)`,
    [JSON.stringify(standing.map(({ kind, subject }) => ({ kind, subject }))), now],
  );
  return cleared;
}

export interface AlarmRow extends Omit<Alarm, 'subject'> {
  id: string;
  raisedAt: Date;
  clearedAt: Date | null;
}

export interface AlarmSelection {
  open: boolean;
  /** Of one year. */
  processId?: string | undefined;
  limit: number;
  after: { at: Date; id: string } | null;
}

/** Alarms of these regions and everything below them, newest first. */
export function listAlarms(
  manager: EntityManager,
  regions: readonly string[],
  { open, processId, limit, after }: AlarmSelection,
): Promise<AlarmRow[]> {
  return manager.query(
    `select id, kind, region_code as "regionCode", year, process_id as "processId", title, detail, raised_at as "raisedAt", cleared_at as "clearedAt"
     from annual_alarm a where exists (select 1 from unnest($1::text[]) as r(code) where starts_with(a.region_code, r.code))
       and (not $2::boolean or cleared_at is null) and ($3::timestamptz is null or (raised_at, id) < ($3, $4::uuid))
       and ($5::uuid is null or process_id = $5) order by raised_at desc, id desc limit $6`,
    [regions, open, after?.at ?? null, after?.id ?? null, processId ?? null, limit],
  );
}

export async function openAlarms(manager: EntityManager): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from annual_alarm where cleared_at is null`,
  );
  return row?.n ?? 0;
}
