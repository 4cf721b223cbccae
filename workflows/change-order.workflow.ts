import { changeOrder as blueprint } from '../domain/blueprints/change-order.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Ending = 'finished' | 'rejected' | 'withdrawn';

/** 变更单：审批（同意的随即生效）→ 退回的修改后再送. What it changes is changed by the approval itself (database/change-orders). */
export const changeOrderProcedure: Procedure<StepKey> = {
  blueprint,
  run: (order) => walk<StepKey, Ending>(stagesOf(order), 'approve'),
};

export const changeOrder = asWorkflow(changeOrderProcedure);

function stagesOf(order: Process<StepKey>): Stages<StepKey, Ending> {
  return {
    approve: () =>
      decided(order, 'approve', {
        approved: 'finished',
        overtaken: 'revise',
        returned: 'revise',
        rejected: 'rejected',
      }),
    revise: () => decided(order, 'revise', { submitted: 'approve', abandoned: 'withdrawn' }),
  };
}
