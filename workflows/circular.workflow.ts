import type { CircularInput } from '../contracts/processes/processes.js';
import { circular as blueprint } from '../domain/blueprints/circular.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Circular = Process<StepKey, CircularInput>;

type Ending = 'finished' | 'duplicate' | 'notAdopted';
/** Where the circular stands. A stage opens its steps and says which stage is next. */
type Stage = Exclude<StepKey, 'read' | 'receipts'> | 'deliver';

/** 情况通报：重要事项、重点工作、典型案例 (五项制度机制 三（五）1–3). */
export const circularProcedure: Procedure<StepKey, CircularInput> = {
  blueprint,
  run: (circular) => walk<Stage, Ending>(stagesOf(circular), firstOf(circular.input)),
};

export const circular = asWorkflow(circularProcedure);

function firstOf({ circularKind, fromAbove }: CircularInput): Stage {
  if (circularKind === 'keyWork') return 'compile';
  if (circularKind === 'typical') return 'draft';
  return fromAbove ? 'receive' : 'register';
}

function stagesOf(circular: Circular): Stages<Stage, Ending> {
  const { circularKind, dereliction } = circular.input;
  const important = circularKind === 'important';

  return {
    // 重要事项：收文（自己登记，或者上级转来签收），结合实际提出贯彻意见
    register: () => decided(circular, 'register', { registered: 'opinions' }),
    receive: () => decided(circular, 'receive', { received: 'opinions', duplicate: 'duplicate' }),
    opinions: () => decided(circular, 'opinions', { drafted: 'review', circulated: 'review' }),

    // 重点工作：按截止时刻汇总，会上通报
    compile: () => decided(circular, 'compile', { compiled: 'review' }),
    present: () => decided(circular, 'present', { presented: 'issue' }),

    // 典型案例：先进做法先评议；失职渎职必须组长批准
    draft: () => decided(circular, 'draft', { drafted: dereliction ? 'review' : 'appraise' }),
    appraise: () => decided(circular, 'appraise', { passed: 'review', failed: 'notAdopted' }),

    review: () => decided(circular, 'review', { approved: afterReview() }),
    sign: () => decided(circular, 'sign', { signed: 'issue', refused: 'notAdopted' }),
    issue: () => decided(circular, 'issue', { issued: 'deliver' }),

    // 领导阅示和单位签收同时进行；转发下级的，到每个下级都签收为止，之后各级自己办
    deliver: async () => {
      const reading = important ? await circular.open('read') : null;
      await circular.outcome(await circular.open('receipts'));
      if (reading !== null) await circular.outcome(reading);
      if (important) await circular.noticed('receivedBelow');
      return 'finished';
    },
  };

  function afterReview(): Stage {
    if (circularKind === 'keyWork') return 'present';
    return important || dereliction ? 'sign' : 'issue';
  }
}
