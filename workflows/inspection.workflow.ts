import type { ProcessInput } from '../contracts/processes/processes.js';
import { inspection as blueprint } from '../domain/blueprints/inspection.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Inspection = Process<StepKey, ProcessInput>;

type Ending = 'finished' | 'refused';
type Stage = Exclude<StepKey, 'notified' | 'submit' | 'receipts' | 'extension'> | 'rectify';

/** Told when everything that the circular asked to be put right is closed (database/rectifications). */
const RECTIFIED = 'rectified';
/** The day on which the teams set out, which a 变更单 may move. */
const VISITS = 'visits';

/** 督查：方案审批 → 通知，报送材料和实地督查同时进行 → 汇总问题 → 起草、审核、签发、印发通报 → 逐项整改销号 (固原督查通报2023). */
export const inspectionProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (inspection) => walk<Stage, Ending>(stagesOf(inspection), 'approve'),
};

export const inspection = asWorkflow(inspectionProcedure);

function stagesOf(inspection: Inspection): Stages<Stage, Ending> {
  let notified: string | undefined;
  let submit: string | undefined;

  return {
    approve: () =>
      decided(inspection, 'approve', { approved: 'visit', returned: 'plan', refused: 'refused' }),
    plan: () => decided(inspection, 'plan', { submitted: 'approve' }),

    // 通知签收、报送材料从批准之日起；各组到了督查开始那天出发。退回重新督查的，不再重报材料
    visit: async () => {
      notified ??= await inspection.open('notified');
      submit ??= await inspection.open('submit');
      await inspection.planned(VISITS);
      const next = await decided(inspection, 'visit', { visited: 'findings', recorded: 'findings' });
      // 到期没有报送的，不等；名单留着，接着催
      await inspection.outcome(submit);
      return next;
    },

    findings: () => decided(inspection, 'findings', { entered: 'draft' }),
    draft: () => decided(inspection, 'draft', { drafted: 'review' }),
    review: () => decided(inspection, 'review', { approved: 'sign' }),
    sign: () => decided(inspection, 'sign', { signed: 'issue' }),
    issue: () => decided(inspection, 'issue', { issued: 'rectify' }),

    // 通报印发以后，通知不再催签；各对象签收通报，问题逐项整改，全部销号才算办结
    rectify: async () => {
      if (notified !== undefined) await inspection.cancel(notified);
      const receipts = await inspection.open('receipts');
      await inspection.noticed(RECTIFIED);
      await inspection.outcome(receipts);
      return 'finished';
    },
  };
}
