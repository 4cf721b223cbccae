import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { officeOwnersOf } from './position.repository.js';

/**
 * The lower regions and units somebody names, in the organisation's order: regions by code, then units as they were named. A region
 * needs an office that works with the product on that day: nobody else could answer.
 *
 * @throws Refusal INVALID_FIELD at `${path}.regionCodes` or `${path}.unitIds`
 */
export async function subjectsOf(
  manager: EntityManager,
  regionCode: string,
  { regionCodes, unitIds }: { regionCodes: readonly string[]; unitIds: readonly string[] },
  on: CivilDate,
  path: string,
): Promise<Subject[]> {
  const codes = [...new Set(regionCodes)].sort();
  const offices: { code: string; unitId: string }[] = await manager.query(
    `select distinct on (u.region_code) u.region_code as code, u.id as "unitId" from unit u
     where u.region_code = any($1::text[]) and u.region_code <> $2 and starts_with(u.region_code, $2) and u.kind = 'office'
       and u.active_from <= $3 and (u.active_to is null or u.active_to >= $3) order by u.region_code, u.active_from desc`,
    [codes, regionCode, on],
  );
  if (offices.length !== codes.length) {
    const known = new Set(offices.map(({ code }) => code));
    const missing = codes.filter((code) => !known.has(code)).join('、');
    throw new Refusal(
      'INVALID_FIELD',
      { field: '下级地区', reason: `${missing}不是本地区的下级地区，或者没有在用本系统的双拥办` },
      `${path}.regionCodes`,
    );
  }
  const units = [...new Set(unitIds)];
  const known: { id: string; regionCode: string }[] = await manager.query(
    `select u.id, u.region_code as "regionCode" from unit u where u.id = any($1::uuid[]) and u.region_code = $2
       and u.kind in ('member', 'township', 'military') and u.active_from <= $3 and (u.active_to is null or u.active_to >= $3)`,
    [units, regionCode, on],
  );
  if (known.length !== units.length)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '单位', reason: '单位不存在、已撤销或不是本地区的单位' },
      `${path}.unitIds`,
    );
  return [
    ...offices.map(({ code, unitId }): Subject => ({ kind: 'region', regionCode: code, unitId })),
    ...units.map((unitId): Subject => ({ kind: 'unit', regionCode, unitId })),
  ];
}

/** Who is asked: a unit's liaison, as the step engine finds him, and whoever does the daily work of a lower region's office. */
export async function subjectOwners(
  manager: EntityManager,
  subjects: readonly Pick<Subject, 'kind' | 'unitId'>[],
  on: CivilDate,
): Promise<NamedOwners> {
  const of = (kind: Subject['kind']): string[] =>
    subjects.filter((subject) => subject.kind === kind).map(({ unitId }) => unitId);
  const offices = of('region');
  return {
    positions: offices.length > 0 ? await officeOwnersOf(manager, offices, on) : [],
    units: of('unit').map((unitId) => ({ unitId })),
  };
}
