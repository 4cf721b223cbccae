import type { ProcessInput } from '../contracts/processes/processes.js';
import { coordinationGroup as blueprint } from '../domain/blueprints/coordination-group.blueprint.js';
import { civilDate, startOfDay } from '../domain/time/zone.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Group = Process<StepKey, ProcessInput>;

/** 一个地区一年的军地协调小组：提出 → 审定 → 印发；有人离任即补齐，12月31日届满 (五项制度机制 三（二）1–2). */
export const coordinationGroupProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  async run(group) {
    await Promise.race([keepComplete(group), group.until(startOfDay(civilDate(group.input.year + 1, 1, 1)))]);
    return 'finished';
  },
};

export const coordinationGroup = asWorkflow(coordinationGroupProcedure);

async function keepComplete(group: Group): Promise<never> {
  for (let vacancy = 0; ; vacancy++) {
    // 有席位的人离任，重新提出、审定、印发；已补齐的不再重提
    if (vacancy > 0) await group.noticed('seatVacated', vacancy);
    const ending = await walk<'compose' | 'approve', 'issued' | 'complete'>(
      {
        compose: () => decided(group, 'compose', { composed: 'approve', nobodyToAsk: 'complete' }),
        approve: () => decided(group, 'approve', { approved: 'issued', returned: 'compose' }),
      },
      'compose',
    );
    // 签收与主线并行，催到签收为止
    if (ending === 'issued') await group.open('receipts');
  }
}
