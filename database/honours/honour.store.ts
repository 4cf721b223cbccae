import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import { Refusal } from '../../domain/errors/refusal.js';
import {
  HONOUR_MOVES,
  HONOUR_STATES,
  type HonourHolder,
  type HonourKind,
  type HonourState,
} from '../../domain/honours/kinds.js';
import type { Subject, SubjectKind } from '../../domain/organisation/subject.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';

const NAMESPACE = 'f2b6a1de-5c0b-4a0e-8f53-7f3f6f1f8f0a';

export interface HonourRow extends HonourHolder {
  id: string;
  kind: HonourKind;
  /** The region whose leading group named it. */
  regionCode: string;
  title: string;
  namedOn: CivilDate;
  documentId: string;
  processId: string;
  validUntil: CivilDate | null;
  state: HonourState;
}

type Stored = Omit<HonourRow, 'subject'> & {
  holderKind: SubjectKind;
  holderRegionCode: string;
  holderUnitId: string;
};

/** Dates as text: the driver would make instants of them, in the host's zone. */
const HONOUR = `h.id, h.kind, h.region_code as "regionCode", h.holder_kind as "holderKind", h.holder_region_code as "holderRegionCode",
  h.holder_unit_id as "holderUnitId", h.holder_name as "holderName", h.title, h.named_on::text as "namedOn", h.document_id as "documentId",
  h.process_id as "processId", h.valid_until::text as "validUntil", h.state`;

function honourFrom({ holderKind, holderRegionCode, holderUnitId, ...row }: Stored): HonourRow {
  return { ...row, subject: { kind: holderKind, regionCode: holderRegionCode, unitId: holderUnitId } };
}

/**
 * One at a time for each subject: whoever confirms a veto and whoever names a candidate takes this first, then looks at what the other
 * wrote. Without it both could look before either has committed, and a title would be granted beside a veto. Held until the commit.
 */
export async function lockHolders(
  manager: EntityManager,
  subjects: readonly Pick<Subject, 'kind' | 'regionCode' | 'unitId'>[],
): Promise<void> {
  const keys = subjects.map(({ kind, regionCode, unitId }) =>
    kind === 'region' ? `region/${regionCode}` : `unit/${unitId}`,
  );
  // Always in one order, so that two who lock several don't wait for each other.
  for (const key of [...new Set(keys)].sort())
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('honour/' || $1, 0))`, [key]);
}

/**
 * Titles of a region, or of a unit and the people named from it, that were not revoked, oldest first; on a day, only those whose years
 * aren't over then (`honour_holder`). What a decision freezes or revokes is for the decision to say: a person's is his own.
 */
export async function honoursHeldBy(
  manager: EntityManager,
  subject: Pick<Subject, 'kind' | 'regionCode' | 'unitId'>,
  on?: CivilDate,
): Promise<HonourRow[]> {
  return (await honoursHeldByAll(manager, [subject], on)).map(({ honour }) => honour);
}

/** The same for many subjects in one question; `index` says whose of the list. A region is known by its code: its office may change. */
export async function honoursHeldByAll(
  manager: EntityManager,
  subjects: readonly Pick<Subject, 'kind' | 'regionCode' | 'unitId'>[],
  on?: CivilDate,
): Promise<{ index: number; honour: HonourRow }[]> {
  if (subjects.length === 0) return [];
  const rows: (Stored & { index: number })[] = await manager.query(
    `select s.index::int - 1 as index, ${HONOUR}
     from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality s(kind, region_code, unit_id, index)
     join honour h on h.holder_kind = s.kind
       and ((s.kind = 'region' and h.holder_region_code = s.region_code) or (s.kind = 'unit' and h.holder_unit_id = s.unit_id))
     where h.state <> 'revoked' and ($4::date is null or h.valid_until is null or h.valid_until >= $4)
     order by s.index, h.named_on, h.title, h.id`,
    [
      subjects.map(({ kind }) => kind),
      subjects.map(({ regionCode }) => regionCode),
      subjects.map(({ unitId }) => unitId),
      on ?? null,
    ],
  );
  return rows.map(({ index, ...row }) => ({ index, honour: honourFrom(row) }));
}

export interface NewHonour extends HonourHolder {
  /** What it comes from: named twice from the same, it is one. */
  key: string;
  kind: HonourKind;
  title: string;
  documentId: string;
  validUntil: CivilDate | null;
  /** Why: the naming document's number. */
  reason: string;
}

/** Titles that the context's process names today, each with the first line of its history. @returns their ids, as given */
export async function grantHonours(context: EffectContext, honours: readonly NewHonour[]): Promise<string[]> {
  const { manager, now, process, record } = context;
  const ids = honours.map(({ key }) => uuidv5(`${process.id}/${key}`, NAMESPACE));
  if (honours.length === 0) return ids;
  await manager.query(
    `insert into honour (id, kind, region_code, holder_kind, holder_region_code, holder_unit_id, holder_name, title, named_on, document_id,
       process_id, valid_until, state)
     select id, kind, $2, holder_kind, holder_region_code, holder_unit_id, holder_name, title, $3, document_id, $4, valid_until, 'held'
     from jsonb_to_recordset($1::jsonb) as h(id uuid, kind text, holder_kind text, holder_region_code text, holder_unit_id uuid,
       holder_name text, title text, document_id uuid, valid_until date)`,
    [
      JSON.stringify(
        honours.map(({ subject, ...honour }, index) => ({
          id: ids[index],
          kind: honour.kind,
          holder_kind: subject.kind,
          holder_region_code: subject.regionCode,
          holder_unit_id: subject.unitId,
          holder_name: honour.holderName,
          title: honour.title,
          document_id: honour.documentId,
          valid_until: honour.validUntil,
        })),
      ),
      process.regionCode,
      civilDateOf(now),
      process.id,
    ],
  );
  await manager.query(
    `insert into honour_change (honour_id, seq, from_state, to_state, reason, decision_process_id, at)
     select id, 1, null, 'held', reason, $3, $4 from unnest($1::uuid[], $2::text[]) as c(id, reason)`,
    [ids, honours.map(({ reason }) => reason), process.id, now],
  );
  // Names of people stay in the table.
  record({
    kind: 'honoursGranted',
    body: { honourIds: ids, titles: [...new Set(honours.map(({ title }) => title))] },
  });
  return ids;
}

export interface HonourDecision {
  state: HonourState;
  reason: string;
  /** The process whose decision it is. */
  decisionProcessId: string;
  /** Decided to stay as it is. */
  keeps?: true;
  /** What it was revoked for turned out not to be true: only then a revoked title comes back. */
  corrects?: true;
}

/**
 * Freezes, restores or revokes a title, by a named decision, and writes it into the title's history and the context's record. Two who
 * decide at the same instant go one after the other.
 *
 * @throws Refusal NOT_FOUND; HONOUR_MOVE when it can't become that from what it is
 */
export async function changeHonour(
  { manager, now, record }: Pick<EffectContext, 'manager' | 'now' | 'record'>,
  honourId: string,
  { state, reason, decisionProcessId, keeps, corrects }: HonourDecision,
): Promise<void> {
  const [honour]: { title: string; state: HonourState }[] = await manager.query(
    `select title, state from honour where id = $1 for update`,
    [honourId],
  );
  if (!honour) throw new Refusal('NOT_FOUND');
  const fits = HONOUR_MOVES[honour.state].includes(state) || (keeps && state === honour.state);
  if (corrects === undefined && !fits)
    throw new Refusal('HONOUR_MOVE', {
      title: honour.title,
      state: HONOUR_STATES[honour.state],
      to: HONOUR_STATES[state],
    });
  await manager.query(`update honour set state = $2 where id = $1`, [honourId, state]);
  await manager.query(
    `insert into honour_change (honour_id, seq, from_state, to_state, reason, decision_process_id, at)
     select $1, max(seq) + 1, $2, $3, $4, $5, $6 from honour_change where honour_id = $1`,
    [honourId, honour.state, state, reason, decisionProcessId, now],
  );
  record({
    kind: 'honourChanged',
    body: { honourId, title: honour.title, from: honour.state, to: state, reason, decisionProcessId },
  });
}
