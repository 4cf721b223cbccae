import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import type { ProcessActivities } from '../../contracts/processes/activities.js';
import type { RehearsalActivities } from '../../contracts/processes/rehearsal.js';
import { createProcessActivities } from '../process.activities.js';
import { goOn } from './go-on.js';

/** Finds the database schema of the rehearsal that a workflow id names. */
export type DataSourceOf = (workflowId: string) => Promise<DataSource>;

/**
 * The activities of rehearsals: the very ones of production, each on the schema of the rehearsal that calls, and the tick that
 * stands for clocks and people.
 */
export function createRehearsalActivities(
  dataSourceOf: DataSourceOf,
): ProcessActivities & RehearsalActivities {
  const here = (): Promise<DataSource> =>
    dataSourceOf(Context.current().info.workflowExecution?.workflowId ?? '');
  const own = async (): Promise<ProcessActivities> => createProcessActivities({ dataSource: await here() });
  return {
    openStep: async (input) => (await own()).openStep(input),
    cancelStep: async (input) => (await own()).cancelStep(input),
    endProcess: async (input) => (await own()).endProcess(input),
    serveClock: async (input) => (await own()).serveClock(input),
    startPlanned: async (input) => (await own()).startPlanned(input),
    plannedAt: async (input) => (await own()).plannedAt(input),
    tick: async (input) => goOn(await here(), input),
  };
}
