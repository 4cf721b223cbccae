import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import type { IssuedContent } from '../../domain/documents/document.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { keysetAfter, keysetOrder, type KeysetColumn } from '../keyset.js';

const NAMESPACE = '3a6d2c0e-87f1-4c1d-9d0b-5a1b1f0c7e52';

/**
 * 收文登记 of every other office among the recipients, at the instant of the issue: it reaches them through the product itself. No
 * running number here: two offices that write to each other at the same instant must not wait for each other's registers.
 */
export async function registerWithOffices(
  manager: EntityManager,
  { id, issued, at, officeId }: { id: string; issued: IssuedContent; at: Date; officeId: string },
): Promise<void> {
  const offices: { id: string; region: string }[] = await manager.query(
    `select u.id, u.region_code as region from document_recipient r join unit u on u.id = r.unit_id and u.kind = 'office'
     where r.document_id = $1 and u.id <> $2`,
    [id, officeId],
  );
  for (const office of offices) {
    await addIncoming(manager, {
      id: uuidv5(`${office.id}/${id}`, NAMESPACE),
      officeUnitId: office.id,
      regionCode: office.region,
      issuer: issued.issuer,
      number: issued.number,
      title: issued.title,
      receivedOn: civilDateOf(at),
      note: null,
      documentId: id,
      registeredAt: at,
      registeredBy: null,
    });
  }
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

/** The register's year is that of the day it was received. */
export async function addIncoming(manager: EntityManager, incoming: NewIncoming): Promise<void> {
  await manager.query(
    `insert into incoming_document (id, office_unit_id, region_code, year, issuer, number, title, received_on, note, document_id,
       registered_at, registered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      incoming.id,
      incoming.officeUnitId,
      incoming.regionCode,
      Number(incoming.receivedOn.slice(0, 4)),
      incoming.issuer,
      incoming.number,
      incoming.title,
      incoming.receivedOn,
      incoming.note,
      incoming.documentId,
      incoming.registeredAt,
      incoming.registeredBy,
    ],
  );
}

export interface IncomingRow extends Omit<NewIncoming, 'officeUnitId' | 'registeredBy'> {
  year: number;
  officeName: string;
  /** Null: registered by itself with its issue. */
  registeredBy: string | null;
  /** The document was made void by who issued it. */
  voided: boolean;
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

/** The register, latest first. */
export function listIncoming(
  manager: EntityManager,
  { regions, region, year, text }: IncomingFilter,
  { limit, after }: { limit: number; after: readonly unknown[] | undefined },
): Promise<IncomingRow[]> {
  return manager.query(
    `select i.id, i.region_code as "regionCode", i.year, i.issuer, i.number, i.title, i.received_on::text as "receivedOn", i.note,
       i.document_id as "documentId", i.registered_at as "registeredAt", p.name as "registeredBy", u.name as "officeName",
       coalesce(d.state = 'void', false) as voided
     from incoming_document i join unit u on u.id = i.office_unit_id left join person p on p.id = i.registered_by
       left join document d on d.id = i.document_id
     where exists (select 1 from unnest($1::text[]) as seen(code) where starts_with(i.region_code, seen.code))
       and ($2::text is null or i.region_code = $2) and ($3::int is null or i.year = $3)
       and ($4::text is null or i.title ilike $4 or i.number ilike $4 or i.issuer ilike $4)
       and ${keysetAfter(SORT, after, 6)}
     order by ${keysetOrder(SORT)} limit $5`,
    [regions, region ?? null, year ?? null, likeOf(text), limit, ...(after ?? [])],
  );
}

export function likeOf(text: string | undefined): string | null {
  return text === undefined ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
