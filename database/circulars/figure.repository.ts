import type { EntityManager } from 'typeorm';
import type { FigureRow } from '../../domain/circulars/figures.js';

export interface FigureSet {
  cutOffAt: Date;
  sha256: string;
  createdAt: Date;
}

/** The figures a circular stands on now; a cut-off that was given up for another one is kept, and not shown. */
export async function figureSetOf(manager: EntityManager, processId: string): Promise<FigureSet | null> {
  const [row]: FigureSet[] = await manager.query(
    `select f.cut_off_at as "cutOffAt", encode(f.rows_sha256, 'hex') as sha256, f.created_at as "createdAt"
     from circular c join circular_figure_set f on f.process_id = c.process_id and f.cut_off_at = c.cut_off_at
     where c.process_id = $1`,
    [processId],
  );
  return row ?? null;
}

const ROW = `key, subject, subject_id as "subjectId", unit_id as "unitId", value`;

/** All lines behind all figures of a cut-off, in their order. */
export function figureRowsOf(
  manager: EntityManager,
  processId: string,
  cutOffAt: Date,
): Promise<FigureRow[]> {
  return manager.query(
    `select ${ROW} from circular_figure_row where process_id = $1 and cut_off_at = $2 order by key, ordinal`,
    [processId, cutOffAt],
  );
}

export interface FigureLine extends FigureRow {
  ordinal: number;
  unit: string | null;
  /** The item's name; null for a filing. */
  title: string | null;
}

/** A page of the list behind one figure, of the region or of one unit. Lines are frozen; names are today's. */
export function figureLines(
  manager: EntityManager,
  {
    processId,
    cutOffAt,
    key,
    unitId,
  }: { processId: string; cutOffAt: Date; key: string; unitId?: string | undefined },
  { after, limit }: { after: number; limit: number },
): Promise<FigureLine[]> {
  return manager.query(
    `select r.key, r.subject, r.subject_id as "subjectId", r.unit_id as "unitId", r.value, r.ordinal, u.short_name as unit,
       (select i.title from need_item i where r.subject = 'item' and i.id = r.subject_id) as title
     from circular_figure_row r left join unit u on u.id = r.unit_id
     where r.process_id = $1 and r.cut_off_at = $2 and r.key = $3 and ($4::uuid is null or r.unit_id = $4) and r.ordinal > $5
     order by r.ordinal limit $6`,
    [processId, cutOffAt, key, unitId ?? null, after, limit],
  );
}
