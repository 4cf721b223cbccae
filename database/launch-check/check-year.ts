import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { Finding } from '../../domain/launch-check/finding.js';

export interface YearToCheck {
  regionCode: string;
  year: number;
  entries: readonly PlanEntry[];
  now: Date;
}

/** 方案体检 of a year before its launch: what the plan, the calendar and the region's organisation don't agree on. */
export async function checkYear(_manager: EntityManager, _year: YearToCheck): Promise<Finding[]> {
  return [];
}
