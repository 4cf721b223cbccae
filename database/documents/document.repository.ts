import type { EntityManager } from 'typeorm';
import type { DocumentKind, IssuedContent } from '../../domain/documents/document.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { keysetAfter, keysetOrder, type KeysetColumn } from '../keyset.js';
import {
  regionCondition,
  visibilityCondition,
  visibilityParameters,
  type Viewer,
} from '../processes/visibility.js';
import { likeOf } from './incoming.repository.js';

/** Who looks: as for processes, and with which units he is a recipient. */
export interface DocumentViewer extends Viewer {
  readonly recipients: readonly string[];
}

export interface DocumentRow {
  id: string;
  kind: DocumentKind;
  number: string;
  title: string;
  officeUnitId: string;
  officeName: string;
  regionCode: string;
  year: number;
  serial: number;
  processId: string;
  processTitle: string;
  state: 'issued' | 'void';
  issuedAt: Date;
  issuedBy: string | null;
  voidReason: string | null;
  voidedAt: Date | null;
  voidedBy: string | null;
  sha256: Buffer;
  /** Units that are to sign for it, and those that have. */
  asked: number;
  received: number;
}

const ROW = `d.id, d.kind, d.number, d.title, d.office_unit_id as "officeUnitId", o.name as "officeName", d.region_code as "regionCode", d.year,
  d.serial, d.process_id as "processId", dp.title as "processTitle", d.state, d.issued_at as "issuedAt", ib.name as "issuedBy",
  d.void_reason as "voidReason", d.voided_at as "voidedAt", vb.name as "voidedBy", d.content_sha256 as sha256,
  (select count(*)::int from document_recipient r where r.document_id = d.id) as asked,
  (select count(*)::int from document_recipient r where r.document_id = d.id and r.received_at is not null) as received`;
const JOINED = `document d join unit o on o.id = d.office_unit_id join process dp on dp.id = d.process_id
  left join person ib on ib.id = d.issued_by left join person vb on vb.id = d.voided_by`;

/**
 * SQL, true for a document `d` the viewer may see: of a region he sees whole, addressed to one of his units, or of a process he takes part
 * in. What is meant for named recipients only (督办单, a circular with a 发送范围) is not for others of the same process.
 */
function documentCondition(first: number): string {
  return `(exists (select 1 from document_recipient dr where dr.document_id = d.id and dr.unit_id = any($${first + 2}::uuid[]))
    or exists (select 1 from process p where p.id = d.process_id and (${regionCondition(first)}
      or (d.kind <> 'supervision' and not d.content ? 'scope' and ${visibilityCondition(first)}))))`;
}

const viewing = (viewer: DocumentViewer) => [...visibilityParameters(viewer), viewer.recipients];

export interface DocumentFilter {
  region?: string | undefined;
  year?: number | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  processIds?: readonly string[] | undefined;
  text?: string | undefined;
  /** Only what the viewer's units have not signed for yet. */
  unreceived?: boolean | undefined;
}

const SORT: readonly KeysetColumn[] = [
  { sql: 'd.issued_at', type: 'timestamptz', descending: true },
  { sql: 'd.id', type: 'uuid', descending: true },
];

/** 发文登记, latest first; numbers that were made void stay in it. */
export function listDocuments(
  manager: EntityManager,
  viewer: DocumentViewer,
  filter: DocumentFilter,
  { limit, after }: { limit: number; after: readonly unknown[] | undefined },
): Promise<DocumentRow[]> {
  return manager.query(
    `select ${ROW} from ${JOINED}
     where ${documentCondition(1)} and ($4::text is null or d.region_code = $4) and ($5::int is null or d.year = $5)
       and ($6::text is null or d.kind = $6) and ($7::text is null or d.state = $7) and ($8::uuid[] is null or d.process_id = any($8))
       and ($9::text is null or d.title ilike $9 or d.number ilike $9)
       and (not $10::boolean or exists (select 1 from document_recipient ur
         where ur.document_id = d.id and ur.unit_id = any($3::uuid[]) and ur.received_at is null and d.state = 'issued'))
       and ${keysetAfter(SORT, after, 12)}
     order by ${keysetOrder(SORT)} limit $11`,
    [
      ...viewing(viewer),
      filter.region ?? null,
      filter.year ?? null,
      filter.kind ?? null,
      filter.state ?? null,
      filter.processIds ?? null,
      likeOf(filter.text),
      filter.unreceived ?? false,
      limit,
      ...(after ?? []),
    ],
  );
}

/** @throws Refusal NOT_FOUND, also for what the viewer may not see */
export async function visibleDocument(
  manager: EntityManager,
  viewer: DocumentViewer,
  id: string,
): Promise<DocumentRow> {
  const [row]: DocumentRow[] = await manager.query(
    `select ${ROW} from ${JOINED} where d.id = $4 and ${documentCondition(1)}`,
    [...viewing(viewer), id],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  return row;
}

/** All of a process, in the order they were issued. */
export function documentsOfProcess(manager: EntityManager, processId: string): Promise<DocumentRow[]> {
  return manager.query(
    `select ${ROW} from ${JOINED} where d.process_id = $1 order by d.issued_at, d.year, d.kind, d.serial`,
    [processId],
  );
}

/** Those of these that are in force, in the order they were issued. */
export function documentsByIds(manager: EntityManager, ids: readonly string[]): Promise<DocumentRow[]> {
  return manager.query(
    `select ${ROW} from ${JOINED} where d.id = any($1::uuid[]) and d.state = 'issued' order by d.issued_at, d.year, d.kind, d.serial`,
    [ids],
  );
}

export async function contentOfDocument(manager: EntityManager, id: string): Promise<IssuedContent> {
  const [row]: { content: IssuedContent }[] = await manager.query(
    `select content from document where id = $1`,
    [id],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  return row.content;
}

export interface RecipientRow {
  unitId: string;
  name: string;
  role: 'main' | 'copy';
  receivedAt: Date | null;
  receivedBy: string | null;
}

export function recipientsOf(manager: EntityManager, documentId: string): Promise<RecipientRow[]> {
  return manager.query(
    `select r.unit_id as "unitId", u.name, r.role, r.received_at as "receivedAt", p.name as "receivedBy"
     from document_recipient r join unit u on u.id = r.unit_id left join person p on p.id = r.received_by
     where r.document_id = $1 order by r.role desc, u.kind, u.name, u.id`,
    [documentId],
  );
}
