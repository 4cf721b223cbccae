import type { EntityManager } from 'typeorm';
import { DOCUMENT_KINDS, DOCUMENT_LABELS, type DocumentKind } from '../../domain/documents/document.js';
import { usualWord } from '../../domain/documents/number.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { yearOf } from '../../domain/time/zone.js';

export interface DocumentWord {
  kind: DocumentKind;
  word: string;
  usual: string;
  /** The last number given out this year; 0: none yet. */
  last: number;
}

/** 机关代字 of an office, by kind. */
export async function wordsOf(
  manager: EntityManager,
  officeUnitId: string,
  now: Date,
): Promise<DocumentWord[]> {
  const rows: { kind: DocumentKind; word: string | null; region: string; last: number }[] =
    await manager.query(
      `select k.kind, w.word, r.name as region, coalesce(s.last, 0) as last
     from unnest($2::text[]) with ordinality as k(kind, place) join unit u on u.id = $1 join region r on r.code = u.region_code
       left join document_word w on w.office_unit_id = u.id and w.kind = k.kind
       left join document_series s on s.office_unit_id = u.id and s.kind = k.kind and s.year = $3
     order by k.place`,
      [officeUnitId, DOCUMENT_KINDS, yearOf(now)],
    );
  return rows.map(({ kind, word, region, last }) => {
    const usual = usualWord(regionLabel(region), kind);
    return { kind, word: word ?? usual, usual, last };
  });
}

/**
 * Gives a kind another 机关代字; the numbers go on from where they are. Each kind counts by itself, so two kinds with one word would give
 * one number twice.
 *
 * @throws Refusal INVALID_FIELD when another kind has the word, or had it this year
 */
export async function setWord(
  manager: EntityManager,
  officeUnitId: string,
  kind: DocumentKind,
  word: string,
  now: Date,
): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('document-word:' || $1))`, [officeUnitId]);
  const words = await wordsOf(manager, officeUnitId, now);
  const [used]: { kind: DocumentKind }[] = await manager.query(
    `select kind from document where office_unit_id = $1 and year = $2 and kind <> $3 and starts_with(number, $4 || '〔') limit 1`,
    [officeUnitId, yearOf(now), kind, word],
  );
  const other = words.find((one) => one.kind !== kind && one.word === word)?.kind ?? used?.kind;
  if (other !== undefined)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '机关代字', reason: `“${DOCUMENT_LABELS[other]}”已用这个机关代字，文号会重复` },
      'word',
    );
  await manager.query(
    `insert into document_word (office_unit_id, kind, word) values ($1, $2, $3)
     on conflict (office_unit_id, kind) do update set word = excluded.word`,
    [officeUnitId, kind, word],
  );
}
