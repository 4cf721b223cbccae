import type { ProcessInput } from '../contracts/processes/processes.js';
import { plannedEvent as blueprint } from '../domain/blueprints/planned-event.blueprint.js';
import { meet, superviseMatters } from './kit/meeting.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Event = Process<StepKey, ProcessInput>;

type Ending = 'finished' | 'calledOff';
type Stage = Exclude<StepKey, 'notified'> | 'supervise';

/** 例行工作安排：制定安排 → 通知签收 → 开展 → 登记情况 → 交办问题 → 挂账督办，直到全部销号 (丰都2020年双拥工作要点 二（二）, 四（三）). */
export const plannedEventProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (event) => walk<Stage, Ending>(stagesOf(event), 'prepare'),
};

export const plannedEvent = asWorkflow(plannedEventProcedure);

function stagesOf(event: Event): Stages<Stage, Ending> {
  return {
    prepare: () => decided(event, 'prepare', { prepared: 'hold', calledOff: 'calledOff' }),

    // 通知送达签收；改期的重新通知，取消的通知取消
    hold: () => meet(event, { held: 'record', postponed: 'hold', calledOff: 'calledOff' }),

    record: () => decided(event, 'record', { recorded: 'confirm' }),
    // 没有问题的，这一环节略过
    confirm: () => decided(event, 'confirm', { confirmed: 'supervise' }),

    supervise: async () => {
      await superviseMatters(event);
      return 'finished';
    },
  };
}
