import type { EntityManager } from 'typeorm';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';
import type { MatterRow } from './matter.store.js';

export interface NamedUnit {
  id: string;
  name: string;
  shortName: string;
}

export interface MatterLine extends Omit<
  MatterRow,
  'leadUnitId' | 'cooperatingUnitIds' | 'seq' | 'sourceId'
> {
  meetingId: string;
  meetingTitle: string;
  lead: NamedUnit;
  cooperating: NamedUnit[];
  /** Of the step that is open for the lead unit. */
  warnAt: Date | null;
  /** Its clock stands still (挂起). */
  paused: boolean;
}

const UNIT = `jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name)`;
const LINE = `m.id, m.source_id as "meetingId", g.title as "meetingTitle", m.region_code as "regionCode", m.title,
  (select ${UNIT} from unit u where u.id = m.lead_unit_id) as lead,
  coalesce((select jsonb_agg(${UNIT} order by array_position(m.cooperating_unit_ids, u.id)) from unit u
    where u.id = any(m.cooperating_unit_ids)), '[]') as cooperating,
  m.measures, m.limit_at as "limitAt", m.state, m.result, m.done_at as "doneAt", m.closed_at as "closedAt",
  (select max(s.warn_at) from step s where s.process_id = m.id and s.key = 'solve' and s.state = 'open') as "warnAt",
  exists (select 1 from process w where w.id = m.id and w.paused_at is not null) as paused`;

export interface MatterFilter {
  region?: string | undefined;
  state?: string | undefined;
  leadUnit?: string | undefined;
}

/** Decided matters somebody may see, the nearest limit first. */
export function listMatters(
  manager: EntityManager,
  viewer: Viewer,
  { region, state, leadUnit }: MatterFilter,
  { limit, after }: { limit: number; after: { limitAt: Date; id: string } | null },
): Promise<MatterLine[]> {
  return manager.query(
    `select ${LINE} from matter m join process p on p.id = m.id join meeting g on g.id = m.source_id
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(m.region_code, $3)) and ($4::text is null or m.state = $4)
       and ($5::uuid is null or m.lead_unit_id = $5) and ($6::timestamptz is null or (m.limit_at, m.id) > ($6, $7::uuid))
     order by m.limit_at, m.id limit $8`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      state ?? null,
      leadUnit ?? null,
      after?.limitAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** What a meeting decided, in its order: who may see the meeting knows its minutes. */
export function matterLinesOf(manager: EntityManager, meetingId: string): Promise<MatterLine[]> {
  return manager.query(
    `select ${LINE} from matter m join meeting g on g.id = m.source_id where m.source_id = $1 order by m.seq`,
    [meetingId],
  );
}
