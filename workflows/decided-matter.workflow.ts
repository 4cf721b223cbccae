import type { ProcessInput } from '../contracts/processes/processes.js';
import { decidedMatter as blueprint } from '../domain/blueprints/decided-matter.blueprint.js';
import { asWorkflow, type Procedure } from './kit/process.js';
import { decided, walk } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;

/** 一件议定事项：牵头单位落实，配合单位答复，办公室核查销号 (五项制度机制 三（三）3). */
export const decidedMatterProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (matter) =>
    walk<'solve' | 'review', 'finished'>(
      {
        solve: async () => {
          const cooperation = await matter.open('cooperate');
          const next = await decided(matter, 'solve', { done: 'review' });
          await matter.cancel(cooperation);
          return next;
        },
        review: () => decided(matter, 'review', { closed: 'finished', returned: 'solve' }),
      },
      'solve',
    ),
};

export const decidedMatter = asWorkflow(decidedMatterProcedure);
