import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import {
  regionCondition,
  visibilityCondition,
  visibilityParameters,
  type Viewer,
} from '../processes/visibility.js';

export interface EvaluationListRow {
  processId: string;
  title: string;
  regionCode: string;
  region: string;
  year: number;
  state: 'running' | 'ended';
  outcome: string | null;
  launchedAt: Date;
  dueDate: CivilDate;
  /** Whoever sees only his own result isn't told how many others there are. */
  whole: boolean;
  subjects: number;
  handedIn: number;
}

/** Evaluations somebody may see, the latest first. Indexes: evaluation_list, process_list. */
export function listEvaluations(
  manager: EntityManager,
  viewer: Viewer,
  {
    region,
    year,
    state,
  }: { region?: string | undefined; year?: number | undefined; state?: string | undefined },
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<EvaluationListRow[]> {
  return manager.query(
    `select e.process_id as "processId", p.title, p.region_code as "regionCode", r.name as region, e.year, p.state, p.outcome,
       p.launched_at as "launchedAt", e.due_date::text as "dueDate", ${regionCondition(1)} as whole,
       (select count(*) from evaluation_subject s where s.evaluation_id = e.process_id)::int as subjects,
       (select count(*) from evaluation_subject s where s.evaluation_id = e.process_id and s.handed_in_at is not null)::int as "handedIn"
     from evaluation e join process p on p.id = e.process_id join region r on r.code = p.region_code
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(p.region_code, $3)) and ($4::int is null or e.year = $4)
       and ($5::text is null or p.state = $5) and ($6::timestamptz is null or (p.launched_at, p.id) < ($6, $7::uuid))
     order by p.launched_at desc, p.id desc limit $8`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      year ?? null,
      state ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}
