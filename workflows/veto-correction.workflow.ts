import type { ProcessInput } from '../contracts/processes/processes.js';
import { vetoCorrection as blueprint } from '../domain/blueprints/veto-correction.blueprint.js';
import { asWorkflow, type Procedure } from './kit/process.js';
import { decided, walk } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;

/** 否决事项更正：复查 → 审定 → 撤销认定、恢复称号、印发签收 (固原双拥工作督查通报2023 一). */
export const vetoCorrectionProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (correction) =>
    walk<'review' | 'decide' | 'deliver', 'finished' | 'refused' | 'dropped'>(
      {
        review: () => decided(correction, 'review', { proposed: 'decide', dropped: 'dropped' }),
        decide: () => decided(correction, 'decide', { takenBack: 'deliver', refused: 'refused' }),
        deliver: async () => {
          await correction.outcome(await correction.open('receipts'));
          return 'finished';
        },
      },
      'review',
    ),
};

export const vetoCorrection = asWorkflow(vetoCorrectionProcedure);
