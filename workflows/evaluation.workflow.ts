import type { ProcessInput } from '../contracts/processes/processes.js';
import { evaluation as blueprint } from '../domain/blueprints/evaluation.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Evaluation = Process<StepKey, ProcessInput>;
type Stage = Exclude<StepKey, 'receipts' | 'finalReceipts' | 'extension'> | 'deliver';

/** 考评：自评（到期即评审）→ 评审打分 → 审核 → 审定、分别反馈 → 异议 → 逐项答复 → 确认，结果固定 (固原督查通报2023 三（三）). */
export const evaluationProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (evaluation) => walk<Stage, 'finished'>(stagesOf(evaluation), 'selfAssess'),
};

export const evaluation = asWorkflow(evaluationProcedure);

function stagesOf(evaluation: Evaluation): Stages<Stage, 'finished'> {
  let given: string | undefined;
  return {
    selfAssess: () => decided(evaluation, 'selfAssess', { submitted: 'review', deadline: 'review' }),
    review: () => decided(evaluation, 'review', { reviewed: 'check' }),
    check: () => decided(evaluation, 'check', { approved: 'approve' }),
    approve: () => decided(evaluation, 'approve', { approved: 'object' }),

    // 结果印发签收和异议期同时开始
    object: async () => {
      given ??= await evaluation.open('receipts');
      return decided(evaluation, 'object', { accepted: 'answer', objected: 'answer', over: 'answer' });
    },
    // 没有异议的，这一环节略过
    answer: () => decided(evaluation, 'answer', { answered: 'confirm', none: 'deliver' }),
    confirm: () => decided(evaluation, 'confirm', { confirmed: 'deliver' }),

    // 结果有变动的，变动后的结果也要签收
    deliver: async () => {
      if (given !== undefined) await evaluation.outcome(given);
      return decided(evaluation, 'finalReceipts', { received: 'finished', nobodyToAsk: 'finished' });
    },
  };
}
