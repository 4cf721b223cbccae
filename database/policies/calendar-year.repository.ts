import type { EntityManager } from 'typeorm';
import type { CalendarYear } from '../../domain/time/calendar.js';

export interface StoredYear extends CalendarYear {
  source: string;
  loadedAt: Date;
}

/** The newest version of a year; null when none was ever loaded. */
export async function storedYear(manager: EntityManager, year: number): Promise<StoredYear | null> {
  const [stored]: StoredYear[] = await manager.query(
    `select year, version, provisional, source, days, loaded_at as "loadedAt" from calendar_year
     where year = $1 order by version desc limit 1`,
    [year],
  );
  return stored ?? null;
}
