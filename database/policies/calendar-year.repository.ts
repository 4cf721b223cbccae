import type { EntityManager } from 'typeorm';
import type { CalendarYear } from '../../domain/time/calendar.js';

export interface StoredYear extends CalendarYear {
  source: string;
  loadedAt: Date;
  /** Name of whoever entered it; null: it came with the product. */
  loadedBy: string | null;
}

/** The newest version of a year; null when none was ever loaded. */
export async function storedYear(manager: EntityManager, year: number): Promise<StoredYear | null> {
  const [stored]: StoredYear[] = await manager.query(
    `select year, version, provisional, source, days, loaded_at as "loadedAt", p.name as "loadedBy"
       from calendar_year left join person p on p.id = loaded_by
     where year = $1 order by version desc limit 1`,
    [year],
  );
  return stored ?? null;
}
