import type { EntityManager } from 'typeorm';
import type { WorkPointSource } from '../../domain/work-points/forms.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface PointSetListRow {
  id: string;
  title: string;
  regionCode: string;
  region: string;
  year: number;
  source: WorkPointSource;
  state: 'running' | 'ended';
  outcome: string | null;
  launchedAt: Date;
  fromSetId: string | null;
  documentNumber: string | null;
  issuedAt: Date | null;
  points: number;
  open: number;
  overdue: number;
  receiptsMissing: number;
}

export interface PointSetFilter {
  region?: string | undefined;
  year?: number | undefined;
  state?: string | undefined;
  /** One set alone. */
  id?: string | undefined;
}

/** Sets of work points somebody may see, latest first, with how far each is; counted for the page alone. */
export function listPointSets(
  manager: EntityManager,
  viewer: Viewer,
  { region, year, state, id }: PointSetFilter,
  { limit, after, now }: { limit: number; after: { at: Date; id: string } | null; now: Date },
): Promise<PointSetListRow[]> {
  return manager.query(
    `with page as (
       select p.id, p.title, p.region_code, p.year, p.state, p.outcome, p.launched_at, g.source, g.from_set_id, g.document_id
       from work_point_set g join process p on p.id = g.process_id
       where ($4::text is null or starts_with(p.region_code, $4)) and ($5::int is null or p.year = $5)
         and ($6::text is null or p.state = $6) and ($7::uuid is null or p.id = $7)
         and ($8::timestamptz is null or (p.launched_at, p.id) < ($8, $9::uuid))
         and ${visibilityCondition(2)}
       order by p.launched_at desc, p.id desc limit $10)
     select page.id, page.title, page.region_code as "regionCode", r.name as region, page.year, page.source, page.state, page.outcome,
       page.launched_at as "launchedAt", page.from_set_id as "fromSetId", d.number as "documentNumber", d.issued_at as "issuedAt",
       w.points, w.open, w.overdue,
       (select count(*)::int from step s join assignment a on a.step_id = s.id and a.state = 'open'
        where s.process_id = page.id and s.key = 'receipts') as "receiptsMissing"
     from page join region r on r.code = page.region_code left join document d on d.id = page.document_id
       cross join lateral (
         select count(*)::int as points, count(*) filter (where w.state in ('open', 'reviewing'))::int as open,
           count(*) filter (where w.state = 'open' and exists (
             select 1 from step s join assignment a on a.step_id = s.id and a.state = 'open' and a.deadline_at < $1
             where s.process_id = w.id and s.key = 'complete' and s.state = 'open'))::int as overdue
         from work_point w where w.set_id = page.id) w
     order by page.launched_at desc, page.id desc`,
    [
      now,
      ...visibilityParameters(viewer),
      region ?? null,
      year ?? null,
      state ?? null,
      id ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}
