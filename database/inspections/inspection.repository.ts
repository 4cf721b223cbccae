import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface InspectionListRow {
  processId: string;
  title: string;
  regionCode: string;
  region: string;
  state: string;
  outcome: string | null;
  fromDate: CivilDate;
  toDate: CivilDate;
  targets: number;
  handedIn: number;
  documentNumber: string | null;
  rectifications: number;
  rectified: number;
  launchedAt: Date;
}

/** Inspections somebody may see, the latest first. */
export function listInspections(
  manager: EntityManager,
  viewer: Viewer,
  { region, state }: { region?: string | undefined; state?: string | undefined },
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<InspectionListRow[]> {
  return manager.query(
    `select i.process_id as "processId", p.title, p.region_code as "regionCode", r.name as region, p.state, p.outcome,
       i.from_date::text as "fromDate", i.to_date::text as "toDate", d.number as "documentNumber", p.launched_at as "launchedAt",
       (select count(*) from inspection_target t where t.process_id = p.id and t.succeeded_by is null)::int as targets,
       (select count(distinct m.target_seq) from inspection_material m where m.process_id = p.id)::int as "handedIn",
       (select count(*) from inspection_rectification x where x.process_id = p.id)::int as rectifications,
       (select count(*) from inspection_rectification x join process c on c.id = x.rectification_id and c.state = 'ended'
         where x.process_id = p.id)::int as rectified
     from inspection i join process p on p.id = i.process_id join region r on r.code = p.region_code left join document d on d.id = i.document_id
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(p.region_code, $3)) and ($4::text is null or p.state = $4)
       and ($5::timestamptz is null or (p.launched_at, p.id) < ($5, $6::uuid))
     order by p.launched_at desc, p.id desc limit $7`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      state ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** What each target was asked by the document that it signs for and in the collection, as it stands. */
export interface TargetTask {
  key: 'notified' | 'submit' | 'receipts';
  assignmentId: string;
  unitId: string;
  deadlineAt: Date | null;
  warnAt: Date | null;
  paused: boolean;
}

/** What targets still owe, those closest to their deadline first. */
export function openTasksOf(manager: EntityManager, processId: string): Promise<TargetTask[]> {
  return manager.query(
    `select s.key, a.id as "assignmentId", a.unit_id as "unitId", a.deadline_at as "deadlineAt",
       s.warn_at + (a.deadline_at - s.deadline_at) as "warnAt", p.paused_at is not null as paused
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id
     where a.process_id = $1 and s.key in ('notified', 'submit', 'receipts') and a.state = 'open'
     order by a.deadline_at nulls last, a.id`,
    [processId],
  );
}

export interface IssuedRef {
  id: string;
  number: string;
  issuedAt: Date;
}

export async function issuedRef(manager: EntityManager, id: string | null): Promise<IssuedRef | null> {
  const [row]: IssuedRef[] = await manager.query(
    `select id, number, issued_at as "issuedAt" from document where id = $1`,
    [id],
  );
  return row ?? null;
}

/** When each recipient signed for a document; those that have not are left out. */
export async function signedFor(
  manager: EntityManager,
  documentId: string | null,
): Promise<Map<string, Date>> {
  const rows: { unitId: string; at: Date }[] = await manager.query(
    `select unit_id as "unitId", received_at as at from document_recipient where document_id = $1 and received_at is not null`,
    [documentId],
  );
  return new Map(rows.map(({ unitId, at }) => [unitId, at]));
}

/** The open assignment of a step that one of these positions owes. */
export async function ownTask(
  manager: EntityManager,
  processId: string,
  key: string,
  positionIds: readonly string[],
): Promise<string | null> {
  const [row]: { id: string }[] = await manager.query(
    `select a.id from assignment a join step s on s.id = a.step_id
     where s.process_id = $1 and s.key = $2 and s.state = 'open' and a.state = 'open' and a.position_id = any($3::uuid[]) limit 1`,
    [processId, key, positionIds],
  );
  return row?.id ?? null;
}
