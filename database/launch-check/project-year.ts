import type { EntityManager } from 'typeorm';
import { projectPlan, type Projection } from '../../domain/launch-check/project-plan.js';
import type { RegionFacts } from '../../domain/launch-check/region-facts.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { asAsked } from '../annual-cycles/everybody.js';
import { loadCalendar } from '../calendar/calendar.repository.js';
import type { YearToCheck } from './check-year.js';
import { regionFacts } from './region-facts.js';

export interface ProjectedYear {
  projection: Projection;
  facts: RegionFacts;
  calendar: WorkingCalendar;
}

/** What a year's plan will ask of whom, and when, with the organisation and the calendar as they are known now. */
export async function projectYear(manager: EntityManager, year: YearToCheck): Promise<ProjectedYear> {
  const calendar = await loadCalendar(manager);
  const [asked] = (await asAsked(manager, [year])) as [YearToCheck];
  const [facts] = (await regionFacts(manager, [asked])) as [RegionFacts];
  const today = civilDateOf(year.now);
  return { projection: projectPlan({ ...asked, today, calendar, facts }), facts, calendar };
}
