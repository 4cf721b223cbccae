import type { EntityManager } from 'typeorm';
import type { HonourState } from '../../domain/honours/kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { DecisionOnTitle, TitleDecision, TitleProposal } from '../../domain/vetoes/titles.js';

export interface TitleDecisionRow {
  honourId: string;
  title: string;
  holderName: string;
  /** What the title is now. */
  state: HonourState;
  seq: number;
  decision: TitleDecision;
  reason: string;
  reconsiderOn: CivilDate | null;
  decidedAt: Date | null;
  decidedIn: string | null;
}

/** What is proposed for an event's titles, in place of what was proposed before and never decided. */
export async function proposeDecisions(
  manager: EntityManager,
  eventId: string,
  titles: readonly TitleProposal[],
  reconsiderOn: CivilDate | null,
): Promise<void> {
  await manager.query(`delete from veto_decision where event_id = $1 and decided_at is null`, [eventId]);
  await manager.query(
    `insert into veto_decision (event_id, honour_id, seq, decision, reason, reconsider_on)
     select $1, t.honour_id, 1 + coalesce((select max(d.seq) from veto_decision d where d.event_id = $1 and d.honour_id = t.honour_id), 0),
       t.decision, t.reason, case when t.decision in ('freeze', 'prolong') then $3::date end
     from jsonb_to_recordset($2::jsonb) as t(honour_id uuid, decision text, reason text)`,
    [
      eventId,
      JSON.stringify(titles.map(({ honourId, ...title }) => ({ honour_id: honourId, ...title }))),
      reconsiderOn,
    ],
  );
}

/** What was proposed is decided, in this process. */
export async function decideProposed(
  manager: EntityManager,
  eventId: string,
  decidedIn: string,
  now: Date,
): Promise<void> {
  await manager.query(
    `update veto_decision set decided_at = $3, decided_in = $2 where event_id = $1 and decided_at is null`,
    [eventId, decidedIn, now],
  );
}

/** All that was ever proposed and decided because of an event, title by title in the order of their naming. */
export function decisionsOf(manager: EntityManager, eventId: string): Promise<TitleDecisionRow[]> {
  return manager.query(
    `select d.honour_id as "honourId", h.title, h.holder_name as "holderName", h.state, d.seq, d.decision, d.reason,
       d.reconsider_on::text as "reconsiderOn", d.decided_at as "decidedAt", d.decided_in as "decidedIn"
     from veto_decision d join honour h on h.id = d.honour_id where d.event_id = $1
     order by h.named_on, h.title, h.id, d.seq`,
    [eventId],
  );
}

/** Titles that an event itself freezes, or holds in any way, by its last decision. */
export async function takenBy(
  manager: EntityManager,
  eventId: string,
  by: readonly TitleDecision[],
): Promise<{ honourId: string; title: string; holderName: string }[]> {
  return manager.query(
    `select h.id as "honourId", h.title, h.holder_name as "holderName" from (
       select distinct on (honour_id) honour_id, decision from veto_decision
       where event_id = $1 and decided_at is not null order by honour_id, seq desc) d
     join honour h on h.id = d.honour_id where d.decision = any($2::text[]) order by h.named_on, h.title, h.id`,
    [eventId, by],
  );
}

export interface HeldTitle {
  honourId: string;
  state: HonourState;
  /** What it is by decisions that no veto event made. */
  otherwise: HonourState;
  decisions: DecisionOnTitle[];
}

/**
 * Titles with every decision in force about them, of whatever event, under their locks: whoever changes one of them meanwhile waits, and
 * then sees what is written here.
 */
export async function titlesForUpdate(
  manager: EntityManager,
  honourIds: readonly string[],
): Promise<HeldTitle[]> {
  await manager.query(`select 1 from honour where id = any($1::uuid[]) order by id for update`, [honourIds]);
  return manager.query(
    `select h.id as "honourId", h.state,
       (select c.to_state from honour_change c join process p on p.id = c.decision_process_id
        where c.honour_id = h.id and p.kind not in ('vetoEvent', 'vetoCorrection') order by c.seq desc limit 1) as otherwise,
       coalesce((select jsonb_agg(jsonb_build_object('eventId', d.event_id, 'decision', d.decision) order by d.event_id, d.seq)
        from veto_decision d where d.honour_id = h.id and d.decided_at is not null), '[]') as decisions
     from honour h where h.id = any($1::uuid[]) order by h.id`,
    [honourIds],
  );
}

/** A decision about an event that was issued: in which process, when, with what number. */
export interface IssuedDecision {
  processId: string;
  issuedAt: Date;
  number: string;
}

/** All that was issued because of an event, its corrections among them. */
export function issuedBecauseOf(manager: EntityManager, eventId: string): Promise<IssuedDecision[]> {
  return manager.query(
    `select d.process_id as "processId", d.issued_at as "issuedAt", d.number from document d
     where d.process_id = $1 or d.process_id in (select c.id from veto_correction c where c.event_id = $1)
     order by d.issued_at, d.serial`,
    [eventId],
  );
}
