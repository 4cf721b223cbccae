import type { ProcessInput } from '../contracts/processes/processes.js';
import { liaisonFiling as blueprint } from '../domain/blueprints/liaison-filing.blueprint.js';
import { civilDate, startOfDay } from '../domain/time/zone.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';

type StepKey = keyof typeof blueprint.steps;
type Year = Process<StepKey, ProcessInput>;

/** 一个地区一年的联络员备案：报送 → 确认；全年随报随确认，12月31日结束 (五项制度机制 三（四）1). */
export const liaisonFilingProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  async run(year) {
    // 从未报送的单位一直催办到年底，届满记为未报
    await Promise.race([fileAndConfirm(year), year.until(startOfDay(civilDate(year.input.year + 1, 1, 1)))]);
    return 'finished';
  },
};

export const liaisonFiling = asWorkflow(liaisonFilingProcedure);

/** One round of confirmation for each filing that came late or in mid-year; one that is settled already is skipped by the engine. */
async function fileAndConfirm(year: Year): Promise<never> {
  // 5月底前报送；到期先确认已报的
  await year.step('file');
  await year.step('confirm');
  // 补报的、退回重报的、年中变动的
  for (let filing = 1; ; filing++) {
    await year.noticed('filed', filing);
    await year.step('confirm');
  }
}
