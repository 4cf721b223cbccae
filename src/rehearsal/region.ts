import type { EntityManager } from 'typeorm';
import { calendarOf } from '../../database/steps/step-rules.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';

export interface RehearsedUnit {
  id: string;
  kind: string;
  name: string;
}

/** A position that somebody holds. */
export interface RehearsedPosition {
  id: string;
  kind: string;
  unitId: string;
}

/** What a launch form is made of: the region as it is on the day of the launch, always in the same order. */
export interface RehearsedRegion {
  code: string;
  /** 双江自治县 */
  label: string;
  year: number;
  today: CivilDate;
  units: readonly RehearsedUnit[];
  positions: readonly RehearsedPosition[];
  calendar: WorkingCalendar;
}

/** @throws Refusal NOT_FOUND for a region that production doesn't have */
export async function rehearsedRegion(
  manager: EntityManager,
  code: string,
  year: number,
  now: Date,
): Promise<RehearsedRegion> {
  const today = civilDateOf(now);
  const [region]: { name: string }[] = await manager.query(`select name from region where code = $1`, [code]);
  if (!region) throw new Refusal('NOT_FOUND', {}, 'region');
  const units: RehearsedUnit[] = await manager.query(
    `select id, kind, short_name as name from unit where region_code = $1 and active_from <= $2 and (active_to is null or active_to >= $2)
     order by kind, short_name, id`,
    [code, today],
  );
  const positions: RehearsedPosition[] = await manager.query(
    `select po.id, po.kind, po.unit_id as "unitId" from position po join unit u on u.id = po.unit_id
     where u.region_code = $1 and exists (select 1 from appointment ap where ap.position_id = po.id and ap.valid_from <= $2
       and (ap.valid_to is null or ap.valid_to >= $2))
     order by u.kind, u.short_name, po.kind, po.title, po.id`,
    [code, today],
  );
  return {
    code,
    label: regionLabel(region.name),
    year,
    today,
    units,
    positions,
    calendar: await calendarOf(manager),
  };
}
