import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import type { ProcessActivities } from '../../contracts/processes/activities.js';
import type { RehearsalActivities } from '../../contracts/processes/rehearsal.js';
import { takeMessages } from '../../database/processes/outbox.repository.js';
import { setRehearsalNow } from '../../database/rehearsal/rehearsal-clock.js';
import { dueClocks, nextCheckAt } from '../../database/steps/clock.js';
import { serveClock } from '../../database/steps/serve-clock.js';
import { createProcessActivities } from '../process.activities.js';
import { letPeopleAct } from './people.js';

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
    async tick({ now, scenario }) {
      const dataSource = await here();
      const instant = new Date(now);
      await setRehearsalNow(dataSource.manager, instant);
      for (const clock of await dueClocks(dataSource.manager, instant))
        await serveClock(dataSource.manager, clock, instant);
      const people =
        scenario === null ? { acted: 0, nextAt: null } : await letPeopleAct(dataSource, scenario, instant);
      const messages = await takeMessages(dataSource.manager);
      const due = [await nextCheckAt(dataSource.manager), people.nextAt]
        .filter((at): at is Date => at !== null)
        .map((at) => at.getTime());
      return {
        // Clocks are served by every tick: waking them is not needed here.
        messages: messages
          .filter(({ name }) => name !== 'wake')
          .map(({ workflowId, kind, name, body }) => ({ workflowId, kind, name, body })),
        acted: people.acted,
        nextAt: due.length === 0 ? null : new Date(Math.min(...due)).toISOString(),
      };
    },
  };
}
