import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { v5 as uuidv5 } from 'uuid';
import { checkDocument } from '../../domain/documents/check.js';
import type { DocumentContent, DocumentKind, IssuedContent } from '../../domain/documents/document.js';
import { documentNumber, usualWord } from '../../domain/documents/number.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { yearOf } from '../../domain/time/zone.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { registerWithOffices } from './incoming.repository.js';

const NAMESPACE = '5d1f7b0a-1f0e-4c36-8a55-8a0f2a7a9d43';

export interface NewDocument {
  content: DocumentContent;
  /** Units that are to sign for it (签收). Those that are named only in the text need not be here. */
  main: readonly string[];
  copies?: readonly string[];
}

export interface IssuedDocument {
  id: string;
  number: string;
  content: IssuedContent;
}

/**
 * Gives a document its number and freezes it, inside the caller's transaction: if anything after it fails, the number was never given
 * out. One sequence for each office, kind and year; two who issue at the same instant wait for each other.
 *
 * @throws Refusal DOCUMENT_RULE, CLASSIFIED_CONTENT; NO_OFFICE when the region has no office that could issue
 */
export async function issueDocument(context: EffectContext, document: NewDocument): Promise<IssuedDocument> {
  const [issued] = await issueDocuments(context, document.content.kind, [document]);
  return issued as IssuedDocument;
}

/**
 * Many of a kind at once, numbered in their order, in as many statements as one.
 * @throws Refusal as `issueDocument`
 */
export async function issueDocuments(
  context: EffectContext,
  kind: DocumentKind,
  documents: readonly NewDocument[],
): Promise<IssuedDocument[]> {
  const { manager, now, process, actor, record } = context;
  if (documents.length === 0) return [];
  for (const { content } of documents) checkDocument(content);
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const year = yearOf(now);
  const { word, first } = await nextNumbers(context, office.id, kind, year, documents.length);
  const rows = documents.map(({ content, main, copies = [] }, index) => {
    const serial = first + index;
    const issued: IssuedContent = { ...content, kind, number: documentNumber(word, year, serial) };
    const json = canonicalize(issued) as string;
    const mains = [...new Set(main)];
    return {
      ...{ serial, issued, json, mains, others: [...new Set(copies)].filter((id) => !mains.includes(id)) },
      id: uuidv5(`${office.id}/${kind}/${year}/${serial}`, NAMESPACE),
      hash: createHash('sha256').update(json).digest(),
    };
  });
  await manager.query(
    `insert into document (id, office_unit_id, region_code, kind, year, serial, number, title, process_id, content, content_sha256, issued_at, issued_by)
     select id, $1, $2, $3, $4, serial, number, title, $5, content::jsonb, sha256, $6, $7
     from unnest($8::uuid[], $9::int[], $10::text[], $11::text[], $12::text[], $13::bytea[]) as d(id, serial, number, title, content, sha256)`,
    [
      ...[office.id, process.regionCode, kind, year, process.id, now, actor?.personId ?? null],
      rows.map(({ id }) => id),
      rows.map(({ serial }) => serial),
      rows.map(({ issued }) => issued.number),
      rows.map(({ issued }) => issued.title),
      rows.map(({ json }) => json),
      rows.map(({ hash }) => hash),
    ],
  );
  const recipients = rows.flatMap(({ id, mains, others }) => [
    ...mains.map((unitId) => ({ id, unitId, role: 'main' })),
    ...others.map((unitId) => ({ id, unitId, role: 'copy' })),
  ]);
  await manager.query(
    `insert into document_recipient (document_id, unit_id, role)
     select document_id, unit_id, role from unnest($1::uuid[], $2::uuid[], $3::text[]) as r(document_id, unit_id, role)`,
    [
      recipients.map(({ id }) => id),
      recipients.map(({ unitId }) => unitId),
      recipients.map(({ role }) => role),
    ],
  );
  await registerWithOffices(manager, { documents: rows, at: now, officeId: office.id });
  for (const { id, issued, hash, mains, others } of rows)
    record({
      kind: 'documentIssued',
      body: {
        ...{ documentId: id, documentKind: kind, number: issued.number, title: issued.title },
        ...{ sha256: hash.toString('hex'), recipients: mains, copies: others },
      },
    });
  return rows.map(({ id, issued }) => ({ id, number: issued.number, content: issued }));
}

/** The row's lock lasts until the commit; a rollback takes the numbers back with it. */
async function nextNumbers(
  { manager, process }: EffectContext,
  officeId: string,
  kind: DocumentKind,
  year: number,
  count: number,
): Promise<{ word: string; first: number }> {
  const [row]: { last: number; word: string | null; region: string }[] = await manager.query(
    `with series as (
       insert into document_series (office_unit_id, kind, year, last) values ($1, $2, $3, $5)
       on conflict (office_unit_id, kind, year) do update set last = document_series.last + $5 returning last)
     select series.last, (select word from document_word where office_unit_id = $1 and kind = $2) as word,
       (select name from region where code = $4) as region from series`,
    [officeId, kind, year, process.regionCode, count],
  );
  const { last = count, word = null, region = '' } = row ?? {};
  return { word: word ?? usualWord(regionLabel(region), kind), first: last - count + 1 };
}
