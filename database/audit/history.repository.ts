import type { EntityManager } from 'typeorm';
import type { Actor } from './audit-log.js';

export interface HistoryRow {
  seq: number;
  at: Date;
  kind: string;
  actor: Actor | null;
  body: Record<string, unknown>;
}

export interface HistoryFilter {
  processId: string;
  /** Page starts after this entry; newest first. */
  before?: number | undefined;
  kinds?: readonly string[] | undefined;
  step?: string | undefined;
  /** Part of the name, post or unit of whoever acted, as they were then. */
  who?: string | undefined;
  from?: Date | undefined;
  /** The last instant that counts. */
  until?: Date | undefined;
  /** Steps in which each unit sees only what concerns itself, and the units that look. */
  privately?: { steps: readonly string[]; units: readonly string[] } | undefined;
  limit: number;
}

/** A process's record, newest first. */
export function historyOf(manager: EntityManager, filter: HistoryFilter): Promise<HistoryRow[]> {
  return manager.query(
    `select seq, at, kind, actor, body from audit_entry
     where process_id = $1 and ($2::int is null or seq < $2) and ($3::text[] is null or kind = any($3))
       and ($4::text is null or body->>'step' = $4)
       and ($5::text[] is null or not coalesce(body->>'step' = any($5), false)
         or (body->'unitId' is null and body->'unitIds' is null and actor is null)
         or body->>'unitId' = any($6) or body->'unitIds' ?| $6 or actor->>'unitId' = any($6))
       and ($8::text is null or concat_ws(' ', actor->>'unitName', actor->>'positionTitle', actor->>'personName') ilike $8)
       and ($9::timestamptz is null or at >= $9) and ($10::timestamptz is null or at <= $10)
     order by seq desc limit $7`,
    [
      filter.processId,
      filter.before ?? null,
      filter.kinds ?? null,
      filter.step ?? null,
      filter.privately?.steps ?? null,
      filter.privately?.units ?? [],
      filter.limit,
      filter.who ? `%${filter.who.replace(/[\\%_]/g, '\\$&')}%` : null,
      filter.from ?? null,
      filter.until ?? null,
    ],
  );
}

export interface NamesById {
  units: Map<string, string>;
  positions: Map<string, string>;
  regions: Map<string, string>;
}

/** Today's names of what records refer to by id. */
export async function namesById(
  manager: EntityManager,
  ids: { units: readonly string[]; positions: readonly string[]; regions: readonly string[] },
): Promise<NamesById> {
  const rows: { sort: keyof NamesById; id: string; name: string }[] = await manager.query(
    `select 'units' as sort, id::text, short_name as name from unit where id = any($1::uuid[])
     union all
     select 'positions', po.id::text, u.short_name || po.title from position po join unit u on u.id = po.unit_id
      where po.id = any($2::uuid[])
     union all
     select 'regions', code, name from region where code = any($3::text[])`,
    [ids.units, ids.positions, ids.regions],
  );
  const names: NamesById = { units: new Map(), positions: new Map(), regions: new Map() };
  for (const { sort, id, name } of rows) names[sort].set(id, name);
  return names;
}
