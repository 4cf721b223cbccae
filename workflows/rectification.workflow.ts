import type { ProcessInput } from '../contracts/processes/processes.js';
import { rectification as blueprint } from '../domain/blueprints/rectification.blueprint.js';
import { asWorkflow, type Procedure } from './kit/process.js';
import { decided, walk } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Stage = Exclude<StepKey, 'extension'>;

/** 一个问题的整改：定方案（或者提出异议）→ 整改落实 → 复核，不到位的退回，到位的销号 (固原督查通报2023 三（三）). */
export const rectificationProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (item) =>
    walk<Stage, 'finished' | 'unfounded'>(
      {
        plan: () => decided(item, 'plan', { planned: 'rectify', disputed: 'dispute' }),
        dispute: () => decided(item, 'dispute', { upheld: 'plan', unfounded: 'unfounded' }),
        rectify: () => decided(item, 'rectify', { rectified: 'verify' }),
        verify: () => decided(item, 'verify', { accepted: 'finished', returned: 'rectify' }),
      },
      'plan',
    ),
};

export const rectification = asWorkflow(rectificationProcedure);
