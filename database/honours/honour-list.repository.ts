import type { EntityManager } from 'typeorm';
import type { HonourKind, HonourState, TitleState } from '../../domain/honours/kinds.js';
import { endOfDay, type CivilDate } from '../../domain/time/zone.js';
import { literalPattern } from '../organisation/pattern.js';
import type { Viewer } from '../processes/visibility.js';

export interface HonourLine {
  id: string;
  kind: HonourKind;
  title: string;
  holder: string;
  unit: { id: string; name: string; shortName: string };
  regionCode: string;
  region: string;
  /** Its unit is abolished on the day; a region outlives its office. */
  unitEnded: HolderEnded | null;
  namedOn: CivilDate;
  validUntil: CivilDate | null;
  /** On the day that was asked for. */
  state: HonourState;
  documentId: string;
  documentNumber: string;
  processId: string;
}

export interface HolderEnded {
  /** The unit's last day. */
  on: CivilDate;
  successor: { id: string; name: string; shortName: string } | null;
  /** Somebody has decided what becomes of the title. */
  decided: boolean;
}

export interface HonoursWanted {
  id?: string | undefined;
  kind?: HonourKind | undefined;
  region?: string | undefined;
  holder?: string | undefined;
  unit?: string | undefined;
  state?: TitleState | undefined;
  /** Its unit is abolished, and nobody has decided yet what becomes of it. */
  toDecide?: boolean | undefined;
}

/** SQL: how the title `h` stands on the day `$2`, by its last change `c` until then. A title is granted by its first. */
const STATE = `case when c.to_state <> 'revoked' and h.valid_until < $2::date then 'expired' else c.to_state end`;

/** SQL: the last decision about the title `h` until the instant `$1` that no veto made, its naming left out. */
const DECIDED = `exists (select 1 from honour_change c join process p on p.id = c.decision_process_id where c.honour_id = h.id and c.at <= $1
  and p.kind not in ('modelCity', 'commendation', 'vetoEvent', 'vetoCorrection'))`;
const ENDED = `(h.holder_kind = 'unit' and u.active_to < $2::date)`;

/**
 * Titles as they stood on a day, the latest named first: those of regions seen whole, whether named there or held there, one's own units',
 * and those one's unit was sent the decision of. Indexes: honour_region, honour_holder.
 */
export function listHonours(
  manager: EntityManager,
  { regions, units }: Viewer,
  { id, kind, region, holder, unit, state, toDecide }: HonoursWanted,
  on: CivilDate,
  { limit, after }: { limit: number; after: { namedOn: string; id: string } | null },
): Promise<HonourLine[]> {
  return manager.query(
    `select h.id, h.kind, h.title, h.holder_name as holder,
       jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) as unit, h.region_code as "regionCode", r.name as region,
       case when ${ENDED} then jsonb_build_object('on', u.active_to, 'decided', ${DECIDED}, 'successor',
         (select jsonb_build_object('id', s.id, 'name', s.name, 'shortName', s.short_name) from unit s where s.id = u.successor_id))
       end as "unitEnded",
       h.named_on::text as "namedOn", h.valid_until::text as "validUntil", c.to_state as state, h.document_id as "documentId",
       d.number as "documentNumber", h.process_id as "processId"
     from honour h join unit u on u.id = h.holder_unit_id join region r on r.code = h.region_code join document d on d.id = h.document_id
     cross join lateral (select c.to_state from honour_change c where c.honour_id = h.id and c.at <= $1 order by c.seq desc limit 1) c
     where (exists (select 1 from unnest($3::text[]) as seen(code)
           where starts_with(h.region_code, seen.code) or starts_with(h.holder_region_code, seen.code))
         or h.holder_unit_id = any($4::uuid[])
         or exists (select 1 from document_recipient x where x.document_id = h.document_id and x.unit_id = any($4::uuid[])))
       and ($5::uuid is null or h.id = $5) and ($6::text is null or h.kind = $6) and ($7::text is null or starts_with(h.region_code, $7))
       and ($8::text is null or h.holder_name like '%' || $8 || '%') and ($9::uuid is null or h.holder_unit_id = $9)
       and ($10::text is null or ${STATE} = $10) and ($11::date is null or (h.named_on, h.id) < ($11::date, $12::uuid))
       and ($14::boolean is null or $14 = (${ENDED} and ${STATE} in ('held', 'frozen') and not ${DECIDED}))
     order by h.named_on desc, h.id desc limit $13`,
    [
      endOfDay(on),
      on,
      regions,
      units,
      id ?? null,
      kind ?? null,
      region ?? null,
      holder === undefined ? null : literalPattern(holder),
      unit ?? null,
      state ?? null,
      after?.namedOn ?? null,
      after?.id ?? null,
      limit,
      toDecide ?? null,
    ],
  );
}

export interface HonourChange {
  at: Date;
  from: HonourState | null;
  to: HonourState;
  reason: string;
  decisionProcessId: string;
  decision: string;
  decisionRegionCode: string;
}

/** Everything that was decided about a title, the naming first. */
export function honourHistory(manager: EntityManager, honourId: string): Promise<HonourChange[]> {
  return manager.query(
    `select c.at, c.from_state as "from", c.to_state as "to", c.reason, c.decision_process_id as "decisionProcessId", p.title as decision,
       p.region_code as "decisionRegionCode"
     from honour_change c join process p on p.id = c.decision_process_id where c.honour_id = $1 order by c.seq`,
    [honourId],
  );
}
