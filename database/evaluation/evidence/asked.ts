import type { EntityManager } from 'typeorm';
import type { EvidenceRecord } from '../../../domain/evaluation/evidence.js';
import type { Subject } from '../../../domain/organisation/subject.js';
import { addDays, civilDate, startOfDay, type CivilDate } from '../../../domain/time/zone.js';

/** About whom, and of which year, records are looked for; for all subjects at once. */
export interface EvidenceAsked {
  subjects: readonly Subject[];
  year: number;
  now: Date;
}

/**
 * A record as a query finds it. `about`: a region's own doing (`region`), a unit's (`unit`), or a unit's that counts for its region too
 * (`both`). What a lower region's office owes an upper one is found under the office's id.
 */
export interface FoundRecord extends Omit<EvidenceRecord, 'date'> {
  about: 'region' | 'unit' | 'both';
  regionCode: string;
  unitId: string | null;
  date: CivilDate | null;
}

/**
 * Parameters that the queries of all sources share: $1 regions asked about, $2 units and offices asked about, $3 regions whose processes
 * can have records of them, $4 the year, $5 and $6 its first instant and the first one after it, $7 the present instant.
 */
export type EvidenceParameters = [string[], string[], string[], number, Date, Date, Date];

export function parametersOf({ subjects, year, now }: EvidenceAsked): EvidenceParameters {
  const regions = subjects.filter(({ kind }) => kind === 'region').map(({ regionCode }) => regionCode);
  const around = subjects.flatMap(({ regionCode }) => [regionCode, ...above(regionCode)]);
  return [
    [...new Set(regions)],
    [...new Set(subjects.map(({ unitId }) => unitId))],
    [...new Set(around)],
    year,
    startOfDay(civilDate(year, 1, 1)),
    startOfDay(addDays(civilDate(year, 12, 31), 1)),
    now,
  ];
}

/** Codes of the regions above: 530925101 lies in 530925, 5309, 53. */
function above(code: string): string[] {
  return [2, 4, 6, 9].filter((length) => length < code.length).map((length) => code.slice(0, length));
}

/** SQL: a day of an instant, +08:00, as text. */
export const dayOf = (instant: string): string =>
  `to_char(${instant} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** SQL: the last document that process `id` has issued. */
export const lastDocument = (id: string): string =>
  `(select d.id from document d where d.process_id = ${id} and d.state = 'issued' order by d.issued_at desc, d.serial desc limit 1)`;

/** Every query of a source goes through here: the shared parameters have their types whether it has use for all of them or not. */
export function found(
  manager: EntityManager,
  sql: string,
  parameters: EvidenceParameters,
  ...further: unknown[]
): Promise<FoundRecord[]> {
  return manager.query(
    `with asked as (select $1::text[], $2::uuid[], $3::text[], $4::int, $5::timestamptz, $6::timestamptz, $7::timestamptz) ${sql}`,
    [...parameters, ...further],
  );
}
