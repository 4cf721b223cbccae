import type { ProcessInput } from '../contracts/processes/processes.js';
import { dualList as blueprint } from '../domain/blueprints/dual-list.blueprint.js';
import { civilDate, startOfDay } from '../domain/time/zone.js';
import { asWorkflow, ProcessEnd, type Procedure, type Process } from './kit/process.js';

type StepKey = keyof typeof blueprint.steps;
type Year = Process<StepKey, ProcessInput>;

/** 一个地区一年的“双清单”：报送 → 汇总 →（各事项自行办理）→ 年度通报 → 结转 (五项制度机制 三（一）). */
export const dualListProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  async run(year) {
    // 每年2月底前报送；到期即汇总，未报单位继续催办
    await year.step('collect');
    // 汇总在同一事务里启动每件事项自己的流程
    await year.step('compile');
    void compileLateFilings(year);

    // 每年10月底前通报：给办公室一个月
    await year.until(startOfDay(civilDate(year.input.year, 10, 1)));
    await year.step('circular');

    // 年底：未办结的事项带着全部记录结转下一年
    await year.until(startOfDay(civilDate(year.input.year, 12, 15)));
    await year.step('carryOver');
    return 'finished';
  },
};

export const dualList = asWorkflow(dualListProcedure);

/** Units on the 未报 list may still file all year; each time something came, the office compiles again. Ends with the year. */
async function compileLateFilings(year: Year): Promise<void> {
  try {
    for (let compiled = 0; ;) {
      await year.noticed('filedLate', compiled + 1);
      compiled = year.count('filedLate');
      await year.step('compile');
    }
  } catch (error) {
    // The year ended while it waited: the main line says so too.
    if (!(error instanceof ProcessEnd)) throw error;
  }
}
