import type { WorkPointsInput } from '../contracts/processes/processes.js';
import { workPoints as blueprint } from '../domain/blueprints/work-points.blueprint.js';
import { superviseMatters } from './kit/meeting.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Points = Process<StepKey, WorkPointsInput>;

type Ending = 'finished';
type Stage = Exclude<StepKey, 'receipts'> | 'supervise';

/** 工作要点：拟定（或分解上级要点）→ 审定印发、逐项交办 → 督办到全部办结. */
export const workPointsProcedure: Procedure<StepKey, WorkPointsInput> = {
  blueprint,
  run: (points) => walk<Stage, Ending>(stagesOf(points), firstOf(points.input)),
};

export const workPoints = asWorkflow(workPointsProcedure);

const drafting = ({ fromAbove }: WorkPointsInput): 'draft' | 'split' => (fromAbove ? 'split' : 'draft');

const firstOf = (input: WorkPointsInput): Stage => (input.drafted ? 'approve' : drafting(input));

function stagesOf(points: Points): Stages<Stage, Ending> {
  return {
    // 本级拟定，或者转发上级要点并提出贯彻意见
    draft: () => decided(points, 'draft', { drafted: 'approve' }),
    // 上级下达的要点，逐项分解为本级任务
    split: () => decided(points, 'split', { split: 'approve' }),

    // 审定的同一事务里编号印发、逐项交办、转发下级
    approve: () =>
      decided(points, 'approve', { approved: 'supervise', returned: drafting(points.input) } as const),

    // 每项要点自己办理；全部办结、单位签收、下级都已承接才结束
    supervise: async () => {
      await superviseMatters(points, await points.open('receipts'));
      await points.noticed('receivedBelow');
      return 'finished';
    },
  };
}
