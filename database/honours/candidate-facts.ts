import type { EntityManager } from 'typeorm';
import { OPEN_RECTIFICATIONS } from '../../domain/rectifications/states.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { confirmedVetoesOf, type ConfirmedVeto } from '../vetoes/veto.repository.js';
import { honoursHeldByAll, type HonourRow } from './honour.store.js';

/** What the records say of a region or a unit when it is to be named. */
export interface KnownOfSubject {
  vetoes: ConfirmedVeto[];
  /** The last evaluation that nobody may object to any more. */
  result: LatestResult | null;
  openRectifications: number;
  honours: HonourRow[];
}

export interface LatestResult {
  year: number;
  points: number;
  grade: string;
  /** 一票否决: it failed, whatever its points. */
  vetoed: boolean;
}

/** The same for each of several, in four questions whatever their number. */
export async function knownOf(
  manager: EntityManager,
  subjects: readonly Subject[],
  { from, on }: { from: CivilDate; on: CivilDate },
): Promise<KnownOfSubject[]> {
  const [vetoes, results, open, held] = [
    await confirmedVetoesOf(manager, subjects, from, on),
    await latestResults(manager, subjects),
    await openRectifications(manager, subjects),
    await honoursHeldByAll(manager, subjects, on),
  ];
  return subjects.map((subject, index) => ({
    vetoes: vetoes.filter((veto) => same(veto.subject, subject)),
    result: results.find((one) => one.index === index)?.result ?? null,
    openRectifications: open.find((one) => one.index === index)?.open ?? 0,
    honours: held.filter((one) => one.index === index).map(({ honour }) => honour),
  }));
}

const same = (one: Subject, other: Subject): boolean =>
  one.kind === other.kind &&
  (one.kind === 'region' ? one.regionCode === other.regionCode : one.unitId === other.unitId);

/** Index: evaluation_subject_unit; a region is known by its code, for its office may change. */
function latestResults(
  manager: EntityManager,
  subjects: readonly Subject[],
): Promise<{ index: number; result: LatestResult }[]> {
  return manager.query(
    `select distinct on (s.index) s.index::int - 1 as index,
       jsonb_build_object('year', e.year, 'points', r.points, 'grade', r.grade, 'vetoed', r.vetoed) as result
     from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality s(kind, region_code, unit_id, index)
     join evaluation_subject r on r.kind = s.kind and r.frozen_at is not null
       and (s.kind = 'region' and r.region_code = s.region_code or s.kind = 'unit' and r.unit_id = s.unit_id)
     join evaluation e on e.process_id = r.evaluation_id
     order by s.index, e.year desc, r.frozen_at desc, e.process_id`,
    columnsOf(subjects),
  );
}

function openRectifications(
  manager: EntityManager,
  subjects: readonly Subject[],
): Promise<{ index: number; open: number }[]> {
  return manager.query(
    `select s.index::int - 1 as index, count(*)::int as open
     from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality s(kind, region_code, unit_id, index)
     join rectification r on r.subject_kind = s.kind and r.state = any($4::text[])
       and (s.kind = 'region' and r.subject_region_code = s.region_code or s.kind = 'unit' and r.subject_unit_id = s.unit_id)
     group by s.index`,
    [...columnsOf(subjects), OPEN_RECTIFICATIONS],
  );
}

const columnsOf = (subjects: readonly Subject[]): string[][] => [
  subjects.map(({ kind }) => kind),
  subjects.map(({ regionCode }) => regionCode),
  subjects.map(({ unitId }) => unitId),
];
