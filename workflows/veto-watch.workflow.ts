import type { ProcessInput } from '../contracts/processes/processes.js';
import { vetoWatch as blueprint } from '../domain/blueprints/veto-watch.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Watch = Process<StepKey, ProcessInput>;

/**
 * 否决事项常态化排查：每季度最后一个工作日逐项申明，发现的随即立案核查。前一季度没有排查，不妨碍后一季度按期开始；各季度都排查了，这一年才结束
 * (固原双拥工作督查通报2023 一).
 */
export const vetoWatchProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  async run(watch) {
    const quarters: StepKey[] = ['quarter1', 'quarter2', 'quarter3', 'quarter4'];
    await Promise.all(quarters.map((quarter) => declare(watch, quarter)));
    return 'finished';
  },
};

export const vetoWatch = asWorkflow(vetoWatchProcedure);

/** A quarter that was over when the watch was launched is not in its plan. */
async function declare(watch: Watch, quarter: StepKey): Promise<void> {
  if (!(await watch.planned(quarter))) return;
  while ((await decided(watch, quarter, { declared: 'declared' })) !== 'declared');
}
