import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import type { IssuedContent } from '../../domain/documents/document.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { keysetAfter, keysetOrder, type KeysetColumn } from '../keyset.js';
import { filesOfIncoming, IN_REGIONS, type IncomingFileRow } from './incoming-file.repository.js';

const NAMESPACE = '3a6d2c0e-87f1-4c1d-9d0b-5a1b1f0c7e52';

/**
 * 收文登记 of every other office among the recipients, at the instant of the issue: it reaches them through the product itself. No
 * running number here: two offices that write to each other at the same instant must not wait for each other's registers.
 */
export async function registerWithOffices(
  manager: EntityManager,
  {
    documents,
    at,
    officeId,
  }: { documents: readonly { id: string; issued: IssuedContent }[]; at: Date; officeId: string },
): Promise<void> {
  const offices: { id: string; region: string; documentId: string }[] = await manager.query(
    `select u.id, u.region_code as region, r.document_id as "documentId" from document_recipient r join unit u on u.id = r.unit_id and u.kind = 'office'
     where r.document_id = any($1::uuid[]) and u.id <> $2`,
    [documents.map(({ id }) => id), officeId],
  );
  const issued = new Map(documents.map((document) => [document.id, document.issued]));
  await addAllIncoming(
    manager,
    offices.map(({ id, region, documentId }) => {
      const { issuer, number, title } = issued.get(documentId) as IssuedContent;
      return {
        ...{ id: uuidv5(`${id}/${documentId}`, NAMESPACE), officeUnitId: id, regionCode: region },
        ...{ issuer, number, title, receivedOn: civilDateOf(at), note: null, documentId },
        ...{ registeredAt: at, registeredBy: null },
      };
    }),
  );
}

export interface NewIncoming {
  id: string;
  officeUnitId: string;
  regionCode: string;
  issuer: string;
  number: string;
  title: string;
  receivedOn: CivilDate;
  note: string | null;
  documentId: string | null;
  registeredAt: Date;
  registeredBy: string | null;
}

export const addIncoming = (manager: EntityManager, incoming: NewIncoming): Promise<void> =>
  addAllIncoming(manager, [incoming]);

/** The register's year is that of the day it was received. */
async function addAllIncoming(manager: EntityManager, all: readonly NewIncoming[]): Promise<void> {
  if (all.length === 0) return;
  await manager.query(
    `insert into incoming_document (id, office_unit_id, region_code, year, issuer, number, title, received_on, note, document_id,
       registered_at, registered_by)
     select id, "officeUnitId", "regionCode", extract(year from "receivedOn"), issuer, number, title, "receivedOn", note, "documentId",
       "registeredAt", "registeredBy"
     from jsonb_to_recordset($1::jsonb) as i(id uuid, "officeUnitId" uuid, "regionCode" text, issuer text, number text, title text,
       "receivedOn" date, note text, "documentId" uuid, "registeredAt" timestamptz, "registeredBy" uuid)
     on conflict do nothing`,
    [JSON.stringify(all)],
  );
}

export interface IncomingRow extends Omit<NewIncoming, 'officeUnitId' | 'registeredBy'> {
  year: number;
  officeName: string;
  /** Null: registered by itself with its issue. */
  registeredBy: string | null;
  /** The document was made void by who issued it. */
  voided: boolean;
  files: IncomingFileRow[];
}

export interface IncomingFilter {
  /** Regions seen whole. */
  regions: readonly string[];
  region?: string | undefined;
  year?: number | undefined;
  text?: string | undefined;
}

const SORT: readonly KeysetColumn[] = [
  { sql: 'i.received_on', type: 'date', descending: true },
  { sql: 'i.id', type: 'uuid', descending: true },
];

const ROW = `select i.id, i.region_code as "regionCode", i.year, i.issuer, i.number, i.title, i.received_on::text as "receivedOn", i.note,
    i.document_id as "documentId", i.registered_at as "registeredAt", p.name as "registeredBy", u.name as "officeName",
    coalesce(d.state = 'void', false) as voided
  from incoming_document i join unit u on u.id = i.office_unit_id left join person p on p.id = i.registered_by
    left join document d on d.id = i.document_id
  where ${IN_REGIONS}`;

/** The register, latest first. */
export async function listIncoming(
  manager: EntityManager,
  { regions, region, year, text }: IncomingFilter,
  { limit, after }: { limit: number; after: readonly unknown[] | undefined },
): Promise<IncomingRow[]> {
  const rows: Bare[] = await manager.query(
    `${ROW} and ($2::text is null or i.region_code = $2) and ($3::int is null or i.year = $3)
       and ($4::text is null or i.title ilike $4 or i.number ilike $4 or i.issuer ilike $4)
       and ${keysetAfter(SORT, after, 6)}
     order by ${keysetOrder(SORT)} limit $5`,
    [regions, region ?? null, year ?? null, likeOf(text), limit, ...(after ?? [])],
  );
  return withFiles(manager, rows);
}

/** @throws Refusal NOT_FOUND, also for what lies outside of the regions */
export async function visibleIncoming(
  manager: EntityManager,
  regions: readonly string[],
  id: string,
): Promise<IncomingRow> {
  const [row] = await withFiles(manager, await manager.query(`${ROW} and i.id = $2`, [regions, id]));
  if (!row) throw new Refusal('NOT_FOUND');
  return row;
}

type Bare = Omit<IncomingRow, 'files'>;

async function withFiles(manager: EntityManager, rows: readonly Bare[]): Promise<IncomingRow[]> {
  const whole = new Map(rows.map((row) => [row.id, { ...row, files: [] as IncomingFileRow[] }]));
  for (const file of await filesOfIncoming(manager, [...whole.keys()]))
    whole.get(file.incomingId)?.files.push(file);
  return [...whole.values()];
}

export function likeOf(text: string | undefined): string | null {
  return text === undefined ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
