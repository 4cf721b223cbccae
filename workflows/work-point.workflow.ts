import type { WorkPointInput } from '../contracts/processes/processes.js';
import { workPoint as blueprint } from '../domain/blueprints/work-point.blueprint.js';
import { quarterOf, reportOpensAbout } from '../domain/work-points/quarters.js';
import { asWorkflow, ProcessEnd, type Procedure, type Process } from './kit/process.js';
import { decided, walk } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Point = Process<StepKey, WorkPointInput>;

/** 一项要点：牵头单位落实、按季报告，配合单位答复，办公室核查销号；年底没有办结的继续. */
export const workPointProcedure: Procedure<StepKey, WorkPointInput> = {
  blueprint,
  async run(point) {
    const reports = { over: false };
    void reportEachQuarter(point, reports);
    try {
      return await walk<'complete' | 'review', 'finished'>(
        {
          complete: async () => {
            const cooperation = await point.open('cooperate');
            const next = await decided(point, 'complete', { completed: 'review' });
            await point.cancel(cooperation);
            return next;
          },
          review: () => decided(point, 'review', { closed: 'finished', returned: 'complete' }),
        },
        'complete',
      );
    } finally {
      reports.over = true;
    }
  },
};

export const workPoint = asWorkflow(workPointProcedure);

/** Asks for a report towards the end of each quarter, whatever became of the one before, until the point is over. */
async function reportEachQuarter(point: Point, reports: { readonly over: boolean }): Promise<void> {
  const { begunOn, reportsFrom } = point.input;
  try {
    for (let n = 0; ; n++) {
      const told = reportsFrom[n];
      const from = told === undefined ? reportOpensAbout(quarterOf(begunOn, n)) : new Date(told);
      if (from > new Date(point.now())) await point.until(from);
      if (reports.over) return;
      await point.open('progress');
    }
  } catch (error) {
    // The point was ended while it waited: the main line says so too.
    if (!(error instanceof ProcessEnd)) throw error;
  }
}
