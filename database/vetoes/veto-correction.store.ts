import type { EntityManager } from 'typeorm';

export interface VetoCorrectionRow {
  id: string;
  eventId: string;
  reason: string;
  findings: string | null;
  askedAt: Date;
  state: 'open' | 'withdrawn' | 'refused' | 'terminated';
  settledAt: Date | null;
}

const CORRECTION = `c.id, c.event_id as "eventId", c.reason, c.findings, c.asked_at as "askedAt", c.state, c.settled_at as "settledAt"`;

export async function correctionOf(manager: EntityManager, id: string): Promise<VetoCorrectionRow> {
  const [row]: VetoCorrectionRow[] = await manager.query(
    `select ${CORRECTION} from veto_correction c where c.id = $1`,
    [id],
  );
  if (!row) throw new Error(`no veto correction ${id}`);
  return row;
}

/** Every time somebody asked to take an event back, in order. */
export function correctionsOf(manager: EntityManager, eventId: string): Promise<VetoCorrectionRow[]> {
  return manager.query(
    `select ${CORRECTION} from veto_correction c where c.event_id = $1 order by c.asked_at, c.id`,
    [eventId],
  );
}

export async function insertCorrection(
  manager: EntityManager,
  { id, eventId, reason }: Pick<VetoCorrectionRow, 'id' | 'eventId' | 'reason'>,
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into veto_correction (id, event_id, reason, asked_at, state) values ($1, $2, $3, $4, 'open')`,
    [id, eventId, reason, now],
  );
}

export async function settleCorrection(
  manager: EntityManager,
  id: string,
  state: VetoCorrectionRow['state'],
  now: Date,
): Promise<void> {
  await manager.query(`update veto_correction set state = $2, settled_at = $3 where id = $1`, [
    id,
    state,
    now,
  ]);
}

export async function noteFindings(manager: EntityManager, id: string, findings: string): Promise<void> {
  await manager.query(`update veto_correction set findings = $2 where id = $1`, [id, findings]);
}
