import type { EntityManager } from 'typeorm';
import type { CircularKind, TypicalKind } from '../../domain/circulars/kinds.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface CircularListRow {
  processId: string;
  title: string;
  regionCode: string;
  region: string;
  circularKind: CircularKind;
  typicalKind: TypicalKind | null;
  restricted: boolean;
  fromAbove: boolean;
  state: string;
  outcome: string | null;
  launchedAt: Date;
  documentId: string | null;
  documentNumber: string | null;
  issuedAt: Date | null;
  asked: number;
  received: number;
  forwarded: number;
}

export interface CircularFilter {
  region?: string | undefined;
  kind?: string | undefined;
  state?: string | undefined;
}

/** Circulars somebody may see, the latest first. */
export function listCirculars(
  manager: EntityManager,
  viewer: Viewer,
  { region, kind, state }: CircularFilter,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<CircularListRow[]> {
  return manager.query(
    `select c.process_id as "processId", p.title, p.region_code as "regionCode", r.name as region, c.circular_kind as "circularKind",
       c.typical_kind as "typicalKind", p.restricted, p.parent_id is not null as "fromAbove", p.state, p.outcome, p.launched_at as "launchedAt",
       d.id as "documentId", d.number as "documentNumber", d.issued_at as "issuedAt",
       (select count(*) from document_recipient x where x.document_id = d.id)::int as asked,
       (select count(*) from document_recipient x where x.document_id = d.id and x.received_at is not null)::int as received,
       (select count(*) from process b where b.parent_id = p.id and b.kind = 'circular')::int as forwarded
     from circular c join process p on p.id = c.process_id join region r on r.code = p.region_code left join document d on d.id = c.document_id
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(p.region_code, $3))
       and ($4::text is null or c.circular_kind = $4) and ($5::text is null or p.state = $5)
       and ($6::timestamptz is null or (p.launched_at, p.id) < ($6, $7::uuid))
     order by p.launched_at desc, p.id desc limit $8`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      kind ?? null,
      state ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}
