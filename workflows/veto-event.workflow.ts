import type { ProcessInput } from '../contracts/processes/processes.js';
import { vetoEvent as blueprint } from '../domain/blueprints/veto-event.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Event = Process<StepKey, ProcessInput>;

type Ending = 'finished' | 'unfounded' | 'notCounted';
type Stage = Exclude<StepKey, 'receipts'> | 'inForce';

/** 否决事项：核查 → 听取陈述 → 拟定处理 → 审定 → 生效、签收；暂停的称号到期复核，直到都有结论 (固原双拥工作督查通报2023 一). */
export const vetoEventProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (event) => walk<Stage, Ending>(stagesOf(event), 'verify'),
};

export const vetoEvent = asWorkflow(vetoEventProcedure);

function stagesOf(event: Event): Stages<Stage, Ending> {
  let receipts: string | null = null;
  let reconsidered = 0;

  return {
    verify: () => decided(event, 'verify', { confirmed: 'hear', unfounded: 'unfounded' }),
    // 当事单位五个工作日内陈述；逾期不陈述的，记录在案，继续办理
    hear: () => decided(event, 'hear', { stated: 'propose', silent: 'propose' }),
    propose: () => decided(event, 'propose', { proposed: 'decide' }),
    decide: () =>
      decided(event, 'decide', { confirmed: 'inForce', returned: 'propose', rejected: 'notCounted' }),

    // 决定已经生效：送达签收；有称号暂停的，到复核日期再议
    inForce: async () => {
      // An earlier decision that nobody signed for is signed for along with the later one.
      if (receipts !== null) await event.cancel(receipts);
      receipts = await event.open('receipts');
      if (await event.planned(`reconsider:${reconsidered + 1}`)) return 'reconsider';
      await event.outcome(receipts);
      return 'finished';
    },

    reconsider: () => decided(event, 'reconsider', { proposed: 'settle' }),
    settle: async () => {
      const next = await decided(event, 'settle', { approved: 'inForce', returned: 'reconsider' });
      if (next === 'inForce') reconsidered += 1;
      return next;
    },
  };
}
