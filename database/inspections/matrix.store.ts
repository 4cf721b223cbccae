import type { EntityManager } from 'typeorm';
import type { VetoCheck } from '../../domain/inspection/check-findings.js';
import type { Finding } from '../../domain/inspection/matrix.js';

export function findingsOf(manager: EntityManager, processId: string): Promise<Finding[]> {
  return manager.query(
    `select dimension, level, kind, text, scope, named, measures_asked as "measuresAsked", limit_date::text as "limitDate"
     from inspection_finding where process_id = $1 order by seq`,
    [processId],
  );
}

export interface VetoCheckRow extends VetoCheck {
  vetoEventId: string | null;
}

export function vetoChecksOf(manager: EntityManager, processId: string): Promise<VetoCheckRow[]> {
  return manager.query(
    `select target_seq as "targetSeq", result, item, happened_on::text as "happenedOn", account, veto_event_id as "vetoEventId"
     from inspection_veto_check where process_id = $1 order by target_seq`,
    [processId],
  );
}

/** The whole matrix, in place of what was there: findings are numbered as they stand. */
export async function writeMatrix(
  manager: EntityManager,
  processId: string,
  findings: readonly Finding[],
  checks: readonly VetoCheck[],
): Promise<void> {
  await manager.query(`delete from inspection_finding where process_id = $1`, [processId]);
  await manager.query(
    `insert into inspection_finding (process_id, seq, dimension, level, kind, text, scope, named, measures_asked, limit_date)
     select $1, f.seq, f.dimension, f.level, f.kind, f.text, f.scope, array(select jsonb_array_elements_text(f.named)::int),
       f."measuresAsked", f."limitDate"
     from jsonb_to_recordset($2) as f(seq int, dimension text, level text, kind text, text text, scope text, named jsonb,
       "measuresAsked" text, "limitDate" date)`,
    [processId, JSON.stringify(findings.map((finding, index) => ({ seq: index + 1, ...finding })))],
  );
  await manager.query(`delete from inspection_veto_check where process_id = $1`, [processId]);
  await manager.query(
    `insert into inspection_veto_check (process_id, target_seq, result, item, happened_on, account)
     select $1, c."targetSeq", c.result, c.item, c."happenedOn", c.account
     from jsonb_to_recordset($2) as c("targetSeq" int, result text, item text, "happenedOn" date, account text)`,
    [processId, JSON.stringify(checks)],
  );
}

export async function noteVetoEvent(
  manager: EntityManager,
  processId: string,
  targetSeq: number,
  vetoEventId: string,
): Promise<void> {
  await manager.query(
    `update inspection_veto_check set veto_event_id = $3 where process_id = $1 and target_seq = $2`,
    [processId, targetSeq, vetoEventId],
  );
}

/** A problem of a target and the process that puts it right. */
export interface RectificationLink {
  findingSeq: number;
  targetSeq: number;
  rectificationId: string;
  state: 'running' | 'ended';
  outcome: string | null;
}

export function rectificationsOf(manager: EntityManager, processId: string): Promise<RectificationLink[]> {
  return manager.query(
    `select l.finding_seq as "findingSeq", l.target_seq as "targetSeq", l.rectification_id as "rectificationId", p.state, p.outcome
     from inspection_rectification l join process p on p.id = l.rectification_id
     where l.process_id = $1 order by l.finding_seq, l.target_seq`,
    [processId],
  );
}

export async function linkRectifications(
  manager: EntityManager,
  processId: string,
  links: readonly Pick<RectificationLink, 'findingSeq' | 'targetSeq' | 'rectificationId'>[],
): Promise<void> {
  await manager.query(
    `insert into inspection_rectification (process_id, finding_seq, target_seq, rectification_id)
     select $1, l."findingSeq", l."targetSeq", l."rectificationId"
     from jsonb_to_recordset($2) as l("findingSeq" int, "targetSeq" int, "rectificationId" uuid)`,
    [processId, JSON.stringify(links)],
  );
}
