import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { countsOf, figureRows, type FigureRow } from '../../domain/circulars/figures.js';
import type { EffectContext } from '../processes/effects.js';
import { filingRecords, itemRecords } from './figure-records.js';

/** The lists behind all figures of the process's region and year at an instant, and the SHA-256 of their canonical JSON. */
export async function figuresAt(
  { manager, process }: Pick<EffectContext, 'manager' | 'process'>,
  cutOff: Date,
): Promise<{ rows: FigureRow[]; sha256: Buffer }> {
  const filings = await filingRecords(manager, process, cutOff);
  const rows = figureRows(filings, await itemRecords(manager, process, cutOff), cutOff);
  const sha256 = createHash('sha256')
    .update(canonicalize(rows) as string)
    .digest();
  return { rows, sha256 };
}

/** Writes the figures of an instant down. Doing it again for the same instant finds what is there. */
export async function freezeFigures(context: EffectContext, cutOff: Date): Promise<void> {
  const { manager, now, process, record } = context;
  const { rows, sha256 } = await figuresAt(context, cutOff);
  const written: unknown[] = await manager.query(
    `insert into circular_figure_set (process_id, cut_off_at, rows_sha256, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [process.id, cutOff, sha256, now],
  );
  if (written.length > 0) {
    const ordinals = new Map<string, number>();
    const numbered = rows.map((row) => {
      const ordinal = (ordinals.get(row.key) ?? 0) + 1;
      ordinals.set(row.key, ordinal);
      return { ...row, ordinal };
    });
    await manager.query(
      `insert into circular_figure_row (process_id, cut_off_at, key, ordinal, subject, subject_id, unit_id, value)
       select $1, $2, key, ordinal, subject, "subjectId", "unitId", value from jsonb_to_recordset($3)
         as r(key text, ordinal int, subject text, "subjectId" uuid, "unitId" uuid, value jsonb)`,
      [process.id, cutOff, JSON.stringify(numbered)],
    );
  }
  record({
    kind: 'figuresFrozen',
    body: { cutOffAt: cutOff, figures: countsOf(rows), sha256: sha256.toString('hex') },
  });
}
