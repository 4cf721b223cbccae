import type { EntityManager } from 'typeorm';
import type { VetoItem } from '../../domain/evaluation/veto-items.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface ConfirmedVeto {
  id: string;
  subject: Subject;
  item: VetoItem;
  happenedOn: CivilDate;
  confirmedAt: Date;
}

const SUBJECT = `jsonb_build_object('kind', v.subject_kind, 'regionCode', v.subject_region_code, 'unitId', v.subject_unit_id) as subject`;

/**
 * Veto events of these subjects that happened in a period (both days included) and are confirmed and not withdrawn, in the order they
 * happened. A region is known by its code: its office may have been set up anew meanwhile.
 */
export function confirmedVetoesOf(
  manager: EntityManager,
  subjects: readonly Subject[],
  from: CivilDate,
  to: CivilDate,
): Promise<ConfirmedVeto[]> {
  const of = (kind: Subject['kind']) => subjects.filter((subject) => subject.kind === kind);
  return manager.query(
    `select v.id, ${SUBJECT}, v.item, v.happened_on::text as "happenedOn", v.confirmed_at as "confirmedAt" from veto_event v
     where v.state = 'confirmed' and v.happened_on between $3 and $4
       and (v.subject_kind = 'region' and v.subject_region_code = any($1::text[])
         or v.subject_kind = 'unit' and v.subject_unit_id = any($2::uuid[]))
     order by v.happened_on, v.confirmed_at, v.id`,
    [of('region').map(({ regionCode }) => regionCode), of('unit').map(({ unitId }) => unitId), from, to],
  );
}

export interface WithdrawnVeto {
  id: string;
  withdrawnAt: Date;
  reason: string;
}

/** Which of these events turned out later not to have been any: what was decided on them stands, and says so. */
export function withdrawnAmong(manager: EntityManager, ids: readonly string[]): Promise<WithdrawnVeto[]> {
  return manager.query(
    `select id, withdrawn_at as "withdrawnAt", withdrawn_reason as reason from veto_event
     where id = any($1::uuid[]) and state = 'withdrawn' order by withdrawn_at, id`,
    [ids],
  );
}
