import type { EntityManager } from 'typeorm';
import type { LiaisonFiling } from '../../domain/liaisons/filing.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface LiaisonFilingRow {
  /** The assignment it was handed in for. */
  id: string;
  unitId: string;
  state: 'filed' | 'listed' | 'confirmed' | 'returned' | 'withdrawn';
  unchanged: boolean;
  personId: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  validFrom: CivilDate | null;
}

const COLUMNS = `f.id, f.unit_id as "unitId", f.state, f.unchanged, f.person_id as "personId", f.name, f.phone, f.email,
  f.valid_from::text as "validFrom"`;

export interface NewLiaisonFiling {
  id: string;
  processId: string;
  unitId: string;
  filing: LiaisonFiling;
  /** Of an unchanged filing: who is liaison that day. */
  presentPersonId: string | null;
  filedAt: Date;
  late: boolean;
  told: boolean;
}

export async function insertLiaisonFiling(manager: EntityManager, row: NewLiaisonFiling): Promise<void> {
  const { filing } = row;
  const person = filing.unchanged ? null : filing.person;
  const named = person && 'name' in person ? person : null;
  await manager.query(
    `insert into liaison_filing (id, process_id, unit_id, state, unchanged, person_id, name, phone, email, valid_from, filed_at, late, told)
     values ($1, $2, $3, 'filed', $4, $5, $6, $7, $8, $9::date, $10, $11, $12)`,
    [
      row.id,
      row.processId,
      row.unitId,
      filing.unchanged,
      person && 'personId' in person ? person.personId : row.presentPersonId,
      named?.name ?? null,
      named?.phone ?? null,
      named?.email ?? null,
      filing.unchanged ? null : filing.from,
      row.filedAt,
      row.late,
      row.told,
    ],
  );
}

/** What was handed in and is not before the office yet. */
export async function countUnlisted(manager: EntityManager, processId: string): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from liaison_filing where process_id = $1 and state = 'filed'`,
    [processId],
  );
  return row?.n ?? 0;
}

/** Puts what was handed in so far before the office: what comes after this is for the next list. */
export async function listFilings(manager: EntityManager, processId: string): Promise<void> {
  await manager.query(
    `update liaison_filing set state = 'listed' where process_id = $1 and state = 'filed'`,
    [processId],
  );
}

/** What the office has before it, in the order it came. */
export function listedFilings(manager: EntityManager, processId: string): Promise<LiaisonFilingRow[]> {
  return manager.query(
    `select ${COLUMNS} from liaison_filing f where f.process_id = $1 and f.state = 'listed' order by f.filed_at, f.id`,
    [processId],
  );
}

export async function settleFiling(
  manager: EntityManager,
  id: string,
  {
    state,
    at,
    reason,
    personId,
  }: { state: LiaisonFilingRow['state']; at: Date; reason?: string; personId?: string },
): Promise<void> {
  await manager.query(
    `update liaison_filing set state = $2, settled_at = $3, reason = $4, person_id = coalesce($5, person_id) where id = $1`,
    [id, state, at, reason ?? null, personId ?? null],
  );
}

/** Taken back before the office had confirmed it; what is confirmed stays, a later filing takes its place. */
export async function withdrawFiling(manager: EntityManager, id: string, at: Date): Promise<void> {
  await manager.query(
    `update liaison_filing set state = 'withdrawn', settled_at = $2 where id = $1 and state in ('filed', 'listed')`,
    [id, at],
  );
}

/** Filings the workflow was told of, oldest first. */
export async function toldFilings(manager: EntityManager, processId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select id from liaison_filing where process_id = $1 and told order by filed_at, id`,
    [processId],
  );
  return rows.map(({ id }) => id);
}
