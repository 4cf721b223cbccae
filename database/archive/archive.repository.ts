import type { EntityManager } from 'typeorm';
import { attachmentsOf, type AttachmentRow } from '../attachments/attachment.repository.js';
import { documentsOfProcess, type DocumentRow } from '../documents/document.repository.js';
import {
  childrenOf,
  stepsOf,
  type ProcessSummary,
  type StepSummary,
} from '../processes/process.repository.js';
import type { StoredEntry } from '../audit/chain-walk.js';

export interface ArchivedProcess {
  id: string;
  kind: string;
  blueprintVersion: number;
  businessKey: string;
  regionCode: string;
  year: number;
  title: string;
  state: string;
  outcome: string | null;
  outcomeReason: string | null;
  launchedAt: Date;
  endedAt: Date | null;
  parentId: string | null;
  /** End of the chain at the instant of the snapshot. */
  seq: number;
  hash: Buffer;
}

export interface ArchivedAssignment {
  id: string;
  stepId: string;
  step: string;
  round: number;
  unit: string;
  position: string;
  state: string;
  openedAt: Date;
  deadlineAt: Date | null;
  decision: string | null;
  opinion: string | null;
  form: unknown;
  decidedAt: Date | null;
  decidedBy: string | null;
  late: boolean;
}

export interface Snapshot {
  process: ArchivedProcess;
  steps: StepSummary[];
  assignments: ArchivedAssignment[];
  children: ProcessSummary[];
  documents: DocumentRow[];
  attachments: AttachmentRow[];
  /** Documents that were never rendered. */
  unrendered: number;
}

/** All that an archive lists, of one instant; what it lists never changes afterwards, so the contents may be read later. */
export function archiveSnapshot(manager: EntityManager, processId: string): Promise<Snapshot> {
  return manager.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('set transaction read only');
    const [process]: ArchivedProcess[] = await tx.query(
      `select id, kind, blueprint_version as "blueprintVersion", business_key as "businessKey", region_code as "regionCode", year, title,
         state, outcome, outcome_reason as "outcomeReason", launched_at as "launchedAt", ended_at as "endedAt", parent_id as "parentId",
         audit_seq as seq, audit_hash as hash
       from process where id = $1`,
      [processId],
    );
    const assignments: ArchivedAssignment[] = await tx.query(
      `select a.id, a.step_id as "stepId", s.key as step, a.round, u.name as unit, po.title as position, a.state, a.opened_at as "openedAt",
         a.deadline_at as "deadlineAt", a.decision, a.opinion, a.form, a.decided_at as "decidedAt", p.name as "decidedBy", a.late
       from assignment a join step s on s.id = a.step_id join unit u on u.id = a.unit_id join position po on po.id = a.position_id
         left join person p on p.id = a.decided_by
       where a.process_id = $1 order by a.opened_at, s.key, u.name, a.round, a.id`,
      [processId],
    );
    const [missing]: { n: number }[] = await tx.query(
      `select count(*)::int as n from document d where d.process_id = $1
         and not exists (select 1 from document_file f where f.document_id = d.id)`,
      [processId],
    );
    return {
      process: process as ArchivedProcess,
      steps: await stepsOf(tx, processId),
      assignments,
      children: await childrenOf(tx, processId),
      documents: await documentsOfProcess(tx, processId),
      attachments: await attachmentsOf(tx, processId, null),
      unrendered: missing?.n ?? 0,
    };
  });
}

/** Entries of a chain from one number (not included) to another (included), in order. Nothing of a chain ever changes. */
export function chainEntries(
  manager: EntityManager,
  processId: string,
  { after, through, limit }: { after: number; through: number; limit: number },
): Promise<StoredEntry[]> {
  return manager.query(
    `select process_id as "processId", seq, at, kind, actor, body, hash from audit_entry
     where process_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
    [processId, after, through, limit],
  );
}
