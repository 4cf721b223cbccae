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
export async function issueDocument(
  context: EffectContext,
  { content, main, copies = [] }: NewDocument,
): Promise<IssuedDocument> {
  const { manager, now, process, actor, record } = context;
  checkDocument(content);
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const year = yearOf(now);
  const { word, serial } = await nextNumber(context, office.id, content.kind, year);
  const number = documentNumber(word, year, serial);
  const issued: IssuedContent = { ...content, number };
  const json = canonicalize(issued) as string;
  const hash = createHash('sha256').update(json).digest();
  const id = uuidv5(`${office.id}/${content.kind}/${year}/${serial}`, NAMESPACE);
  await manager.query(
    `insert into document (id, office_unit_id, region_code, kind, year, serial, number, title, process_id, content, content_sha256, issued_at, issued_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      office.id,
      process.regionCode,
      content.kind,
      year,
      serial,
      number,
      content.title,
      process.id,
      json,
      hash,
      now,
      actor?.personId ?? null,
    ],
  );
  const mains = [...new Set(main)];
  const others = [...new Set(copies)].filter((unitId) => !mains.includes(unitId));
  await manager.query(
    `insert into document_recipient (document_id, unit_id, role)
     select $1, unit_id, role from unnest($2::uuid[], $3::text[]) as r(unit_id, role)`,
    [id, [...mains, ...others], [...mains.map(() => 'main'), ...others.map(() => 'copy')]],
  );
  await registerWithOffices(manager, { id, issued, at: now, officeId: office.id });
  record({
    kind: 'documentIssued',
    body: {
      documentId: id,
      documentKind: content.kind,
      number,
      title: content.title,
      sha256: hash.toString('hex'),
      recipients: mains,
      copies: others,
    },
  });
  return { id, number, content: issued };
}

/** The row's lock lasts until the commit; a rollback takes the number back with it. */
async function nextNumber(
  { manager, process }: EffectContext,
  officeId: string,
  kind: DocumentKind,
  year: number,
): Promise<{ word: string; serial: number }> {
  const [row]: { last: number; word: string | null; region: string }[] = await manager.query(
    `with series as (
       insert into document_series (office_unit_id, kind, year, last) values ($1, $2, $3, 1)
       on conflict (office_unit_id, kind, year) do update set last = document_series.last + 1 returning last)
     select series.last, (select word from document_word where office_unit_id = $1 and kind = $2) as word,
       (select name from region where code = $4) as region from series`,
    [officeId, kind, year, process.regionCode],
  );
  const { last = 1, word = null, region = '' } = row ?? {};
  return { word: word ?? usualWord(regionLabel(region), kind), serial: last };
}
