import type { EntityManager } from 'typeorm';
import type { RungRecipient } from '../../domain/time/ladder.js';
import { civilDateOf } from '../../domain/time/zone.js';

/** Who was told, as written into the record. */
export interface Told {
  positionId: string;
  title: string;
  unit: string;
  people: string[];
}

export interface ToldQuestion {
  to: RungRecipient;
  regionCode: string;
  unitId: string;
  positionId: string;
  /** The process is not for the regions above: they are not told. */
  restricted?: boolean;
}

interface Row {
  positionId: string;
  kind: string;
  title: string;
  unitId: string;
  unit: string;
  unitKind: string;
  regionCode: string;
  people: string[];
}

/** Position kind that each rung means; `assignee` is the position itself, the others are found in a unit or a region. */
const RUNG_KINDS: Record<Exclude<RungRecipient, 'assignee'>, string> = {
  unitLeader: 'unitLeader',
  officeDirector: 'officeDirector',
  deputyLeader: 'deputyLeader',
  groupLeader: 'groupLeader',
  parentOffice: 'officeDirector',
};

/**
 * Finds the positions a mass of checkpoints is told to, with who holds them today, in one query. `parentOffice` is the nearest
 * upper region's office. A recipient that doesn't exist, or is vacant, is told to the region's office director instead, or to
 * whoever of the leaders and upper offices is there.
 */
export async function findTold(
  manager: EntityManager,
  now: Date,
  questions: ToldQuestion[],
): Promise<(question: ToldQuestion) => Told[]> {
  const regions = new Set(questions.flatMap(({ regionCode }) => [regionCode, ...ancestors(regionCode)]));
  const rows: Row[] = await manager.query(
    `select po.id as "positionId", po.kind, po.title, u.id as "unitId", u.short_name as unit, u.kind as "unitKind",
       u.region_code as "regionCode",
       array(select pe.name from appointment ap join person pe on pe.id = ap.person_id and pe.disabled_at is null
             where ap.position_id = po.id and ap.valid_from <= $1 and (ap.valid_to is null or ap.valid_to >= $1) order by pe.name) as people
     from position po join unit u on u.id = po.unit_id
     where po.id = any($2::uuid[])
        or (po.unit_id = any($3::uuid[]) and po.kind in ('unitLeader', 'officeDirector'))
        or (u.region_code = any($4::text[]) and u.kind in ('office', 'leadingGroup')
            and po.kind in ('officeDirector', 'deputyLeader', 'groupLeader'))
     order by po.title, po.id`,
    [
      civilDateOf(now),
      [...new Set(questions.map(({ positionId }) => positionId))],
      [...new Set(questions.map(({ unitId }) => unitId))],
      [...regions],
    ],
  );
  const byPosition = new Map(rows.map((row) => [row.positionId, row]));
  const filled = rows.filter(({ people }) => people.length > 0);
  // A mass deadline asks thousands of times: each answer is looked up, not searched for.
  const byRegion = grouped(filled, ({ kind, regionCode }) => `${kind}/${regionCode}`);
  const byUnit = grouped(filled, ({ kind, unitId }) => `${kind}/${unitId}`);

  const inRegion = (kind: string, regionCode: string) => byRegion.get(`${kind}/${regionCode}`) ?? [];
  return (question) => {
    const found = find(question);
    return (found.length > 0 ? found : instead(question)).map(({ positionId, title, unit, people }) => ({
      positionId,
      title,
      unit,
      people,
    }));
  };

  /** Somebody hears of it: the office's director, without one the group's leaders, without them the upper office. */
  function instead({ regionCode, restricted }: ToldQuestion): Row[] {
    const own = ['officeDirector', 'groupLeader', 'deputyLeader'].map((kind) => inRegion(kind, regionCode));
    const above = (restricted === true ? [] : ancestors(regionCode)).map((code) =>
      inRegion('officeDirector', code),
    );
    return [...own, ...above].find((rows) => rows.length > 0) ?? [];
  }

  function find({ to, regionCode, unitId, positionId, restricted }: ToldQuestion): Row[] {
    switch (to) {
      case 'assignee': {
        const row = byPosition.get(positionId);
        return row && row.people.length > 0 ? [row] : [];
      }
      case 'unitLeader':
        // An office that owes something to an upper one is led by its 主任.
        return byUnit.get(`unitLeader/${unitId}`) ?? byUnit.get(`officeDirector/${unitId}`) ?? [];
      case 'parentOffice':
        if (restricted === true) return [];
        return (
          ancestors(regionCode)
            .map((code) => inRegion(RUNG_KINDS[to], code))
            .find((above) => above.length > 0) ?? []
        );
      default:
        return inRegion(RUNG_KINDS[to], regionCode);
    }
  }
}

function grouped(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** '530925' → ['5309', '53'], nearest first. Codes are prefixes of two, four, six, nine and twelve digits. */
function ancestors(regionCode: string): string[] {
  return [9, 6, 4, 2]
    .filter((length) => length < regionCode.length)
    .map((length) => regionCode.slice(0, length));
}
