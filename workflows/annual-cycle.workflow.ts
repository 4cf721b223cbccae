import type { AnnualCycleInput } from '../contracts/processes/processes.js';
import { annualCycle as blueprint } from '../domain/blueprints/annual-cycle.blueprint.js';
import { RESCHEDULED } from '../domain/blueprints/notices.js';
import { civilDate, startOfDay } from '../domain/time/zone.js';
import { asWorkflow, ProcessEnd, type Procedure, type Process } from './kit/process.js';

type StepKey = keyof typeof blueprint.steps;
type Year = Process<StepKey, AnnualCycleInput>;

/** 一个地区的一年：各项工作到期自行启动 → 年终台账 → 结转 (五项制度机制 三; 丰都2020年双拥工作要点 四（三）). */
export const annualCycleProcedure: Procedure<StepKey, AnnualCycleInput> = {
  blueprint,
  async run(year) {
    // 各项工作按计划的日期逐项启动，此后各走各的流程
    void startWhatIsPlanned(year);

    // 年底：汇总全年，印发台账
    await year.until(startOfDay(civilDate(year.input.year, 12, 1)));
    await year.step('ledger');

    // 未办结的列入下一年度；“双清单”事项由它自己的环节先行结转（12月15日起）
    await year.until(startOfDay(civilDate(year.input.year, 12, 20)));
    await year.step('carryOver');
    return 'finished';
  },
};

export const annualCycle = asWorkflow(annualCycleProcedure);

/** From date to date of the plan, for as long as the year runs: a plan that is through may still get another entry, or a new date. */
async function startWhatIsPlanned(year: Year): Promise<void> {
  try {
    // One that begins anew finds the rounds it has opened.
    for (let round = 0; round < year.input.mends; round += 1) await year.open('mend');
    for (;;) {
      const moves = year.count(RESCHEDULED);
      while (await year.planned('next')) {
        // 未能启动的，由双拥办处理，其余照常。A second round beside an open one is skipped: that one lists them all.
        if ((await year.startPlanned()) > 0) await year.open('mend');
      }
      await year.noticed(RESCHEDULED, moves + 1);
    }
  } catch (error) {
    // The year ended while it waited: the main line says so too.
    if (!(error instanceof ProcessEnd)) throw error;
  }
}
