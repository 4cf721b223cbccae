import type { EntityManager } from 'typeorm';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';
import type { EventKind, MeetingKind } from '../../domain/meetings/kinds.js';
import { MATTER_LIGHT, MATTER_WARN_AT } from './matter-light.sql.js';
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
  meetingKind: MeetingKind | EventKind | null;
  /** Kind of the process that decided it. */
  meetingProcess: string;
  lead: NamedUnit;
  cooperating: NamedUnit[];
  /** Of the step that is open for the lead unit. */
  warnAt: Date | null;
  /** Its clock stands still (挂起). */
  paused: boolean;
}

const UNIT = `jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name)`;
const LINE = `m.id, m.source_id as "meetingId", g.title as "meetingTitle", g.kind as "meetingKind",
  (select q.kind from process q where q.id = g.id) as "meetingProcess", m.region_code as "regionCode", m.title,
  (select ${UNIT} from unit u where u.id = m.lead_unit_id) as lead,
  coalesce((select jsonb_agg(${UNIT} order by array_position(m.cooperating_unit_ids, u.id)) from unit u
    where u.id = any(m.cooperating_unit_ids)), '[]') as cooperating,
  m.measures, m.limit_at as "limitAt", m.state, m.result, m.done_at as "doneAt", m.closed_at as "closedAt",
  ${MATTER_WARN_AT} as "warnAt",
  exists (select 1 from process w where w.id = m.id and w.paused_at is not null) as paused`;

export interface MatterFilter {
  region?: string | undefined;
  state?: string | undefined;
  leadUnit?: string | undefined;
  /** Leads or supports. */
  unit?: string | undefined;
  /** Of what is not closed yet. */
  light?: string | undefined;
  now: Date;
}

/** Decided matters somebody may see, the nearest limit first. */
export function listMatters(
  manager: EntityManager,
  viewer: Viewer,
  { region, state, leadUnit, unit, light, now }: MatterFilter,
  { limit, after }: { limit: number; after: { limitAt: Date; id: string } | null },
): Promise<MatterLine[]> {
  return manager.query(
    `select ${LINE} from matter m join process p on p.id = m.id join meeting g on g.id = m.source_id
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(m.region_code, $3)) and ($4::text is null or m.state = $4)
       and ($5::uuid is null or m.lead_unit_id = $5) and ($6::timestamptz is null or (m.limit_at, m.id) > ($6, $7::uuid))
       and ($9::uuid is null or m.lead_unit_id = $9 or $9 = any(m.cooperating_unit_ids))
       and ($10::text is null or (m.state in ('open', 'reviewing') and ${MATTER_LIGHT('$11')} = $10))
     order by m.limit_at, m.id limit $8`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      state ?? null,
      leadUnit ?? null,
      after?.limitAt ?? null,
      after?.id ?? null,
      limit,
      unit ?? null,
      light ?? null,
      now,
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
