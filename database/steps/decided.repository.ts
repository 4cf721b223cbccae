import type { EntityManager } from 'typeorm';

export interface DecidedFilter {
  processId: string;
  step: string | undefined;
  /** Of these steps only what these units handed in. */
  privately?: { steps: readonly string[]; units: readonly string[] } | undefined;
  after: { at: Date; id: string } | null;
  limit: number;
}

export interface DecidedEntry {
  assignmentId: string;
  step: string;
  round: number;
  unit: string;
  position: string;
  by: string;
  actingFor: string | null;
  decidedAt: Date;
  decision: string;
  opinion: string | null;
  submitted: object | null;
  late: boolean;
}

/** What was signed in a process and still stands, latest first. */
export function decidedIn(
  manager: EntityManager,
  { processId, step, privately, after, limit }: DecidedFilter,
): Promise<DecidedEntry[]> {
  return manager.query(
    `select a.id as "assignmentId", s.key as step, a.round, u.short_name as unit, po.title as position, pe.name as by, stood.name as "actingFor",
       a.decided_at as "decidedAt", a.decision, a.opinion, a.form as submitted, a.late
     from assignment a join step s on s.id = a.step_id join unit u on u.id = a.unit_id join position po on po.id = a.position_id
       join person pe on pe.id = a.decided_by left join person stood on stood.id = a.decided_for
     where a.process_id = $1 and a.state = 'done' and a.decision is not null and ($2::text is null or s.key = $2)
       and ($3::text[] is null or s.key <> all($3) or a.unit_id = any($4))
       and ($5::timestamptz is null or (a.decided_at, a.id) < ($5, $6::uuid))
     order by a.decided_at desc, a.id desc limit $7`,
    [
      processId,
      step ?? null,
      privately?.steps ?? null,
      privately?.units ?? [],
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}
