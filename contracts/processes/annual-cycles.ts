/** A batch of years, launched by a workflow: `launchYears:<batch>:<run>`. */
export interface LaunchYearsInput {
  batchId: string;
}

/** One region's next year, launched by its schedule. */
export interface LaunchYearInput {
  regionCode: string;
}

/** What schedules and batches ask the outside world to do. Every one may be repeated. */
export interface AnnualCycleActivities {
  /** Launches the next regions of a batch. @returns how many were settled; 0: it is through */
  launchBatch(input: { batchId: string; now: string }): Promise<{ settled: number }>;
  /** Launches one region's year unless it is there; raises the alarm when it can't be. */
  launchNextYear(input: { regionCode: string; year: number; now: string }): Promise<{ result: string }>;
}

/** Id of the schedule that launches a region's next year. */
export const ANNUAL_SCHEDULE = /^annual:(\d{2,12})$/;
export const annualScheduleId = (regionCode: string): string => `annual:${regionCode}`;
