import type { EntityManager } from 'typeorm';
import type { EventKind, MeetingKind } from '../../domain/meetings/kinds.js';
import { addDays, startOfDay, type CivilDate } from '../../domain/time/zone.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

/** Processes that have a row in `meeting`. */
export const MEETING_PROCESSES: readonly string[] = [
  'topicalConsultation',
  'liaisonConference',
  'plannedEvent',
];

export interface MeetingLine {
  id: string;
  kind: string;
  meetingKind: MeetingKind | EventKind | null;
  title: string;
  regionCode: string;
  state: string;
  outcome: string | null;
  startsAt: Date | null;
  place: string;
  heldAt: Date | null;
  /** What the list is ordered by: the day it is for, or the launch where none is settled yet. */
  at: Date;
  openMatters: number;
}

export interface MeetingFilter {
  region?: string | undefined;
  kind?: string | undefined;
  process?: string | undefined;
  state?: string | undefined;
  order?: 'earliest' | 'latest' | undefined;
  from?: CivilDate | undefined;
  to?: CivilDate | undefined;
}

/** Meetings and events somebody may see, by their days. `liaison` are the conferences, which have no kind of their own. */
export function listMeetings(
  manager: EntityManager,
  viewer: Viewer,
  { region, kind, process, state, order, from, to }: MeetingFilter,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<MeetingLine[]> {
  const [later, direction] = order === 'latest' ? ['<', 'desc'] : ['>', 'asc'];
  return manager.query(
    `select m.id, p.kind, m.kind as "meetingKind", m.title, p.region_code as "regionCode", p.state, p.outcome, m.starts_at as "startsAt",
       m.place, m.held_at as "heldAt", coalesce(m.starts_at, p.launched_at) as at,
       (select count(*) from matter x where x.source_id = m.id and x.state in ('open', 'reviewing'))::int as "openMatters"
     from meeting m join process p on p.id = m.id
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(p.region_code, $3))
       and ($4::text is null or m.kind = $4 or ($4 = 'liaison' and p.kind = 'liaisonConference'))
       and ($5::timestamptz is null or coalesce(m.starts_at, p.launched_at) >= $5)
       and ($6::timestamptz is null or coalesce(m.starts_at, p.launched_at) < $6)
       and ($7::timestamptz is null or (coalesce(m.starts_at, p.launched_at), m.id) ${later} ($7, $8::uuid))
       and ($9::text is null or p.kind = $9) and ($10::text is null or p.state = $10)
     order by at ${direction}, m.id ${direction} limit $11`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      kind ?? null,
      from ? startOfDay(from) : null,
      to ? startOfDay(addDays(to, 1)) : null,
      after?.at ?? null,
      after?.id ?? null,
      process ?? null,
      state ?? null,
      limit,
    ],
  );
}
