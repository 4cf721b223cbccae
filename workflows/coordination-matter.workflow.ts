import type { CoordinationMatterInput } from '../contracts/processes/processes.js';
import { coordinationMatter as blueprint } from '../domain/blueprints/coordination-matter.blueprint.js';
import type { Urgency } from '../domain/coordination/urgency.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Matter = Process<StepKey, CoordinationMatterInput>;

type Ending = 'finished' | 'refused';
type Stage = Exclude<StepKey, 'extension'>;

/** 一件军地协调事项：受理分派 → 签收、办理、报告 → 提出单位确认 → 回顾小结 (五项制度机制 三（二）3). */
export const coordinationMatterProcedure: Procedure<StepKey, CoordinationMatterInput> = {
  blueprint,
  run: (matter) => walk<Stage, Ending>(stagesOf(matter), triageOf(matter.input.urgency)),
};

export const coordinationMatter = asWorkflow(coordinationMatterProcedure);

/** 特急、加急事项昼夜受理 */
const triageOf = (urgency: Urgency): 'triage' | 'urgentTriage' =>
  urgency === 'ordinary' ? 'triage' : 'urgentTriage';

function stagesOf(matter: Matter): Stages<Stage, Ending> {
  // 重新分派时按最近一次判定的缓急
  let { urgency } = matter.input;
  const tasksOf: Record<Urgency, Stage> = {
    flash: 'flashTasks',
    urgent: 'urgentTasks',
    ordinary: 'ordinaryTasks',
  };
  const again = (): 'triage' | 'urgentTriage' => triageOf(urgency);

  /** 各单位先签收、再办理、后报告；有单位不能完成的，重新分派 */
  const tasks = (of: Urgency) => async (): Promise<Stage> => {
    urgency = of;
    await matter.step(tasksOf[of] as StepKey);
    return 'confirm';
  };

  return {
    triage: () => decided(matter, 'triage', { ...tasksOf, referred: 'direct', refused: 'refusal' }),
    urgentTriage: () =>
      decided(matter, 'urgentTriage', { ...tasksOf, referred: 'urgentDirect', refused: 'refusal' }),
    direct: () => decided(matter, 'direct', { ...tasksOf, refused: 'refusal' }),
    urgentDirect: () => decided(matter, 'urgentDirect', { ...tasksOf, refused: 'refusal' }),
    // 不予受理的，提出单位可以请组长决定
    refusal: async () => {
      const next = await decided(matter, 'refusal', {
        accepted: 'refused',
        unanswered: 'refused',
        appealed: 'direct',
      });
      return next === 'direct' && urgency !== 'ordinary' ? 'urgentDirect' : next;
    },
    flashTasks: tasks('flash'),
    urgentTasks: tasks('urgent'),
    ordinaryTasks: tasks('ordinary'),
    confirm: async () => {
      const next = await decided(matter, 'confirm', {
        satisfied: 'review',
        closedByOffice: 'review',
        // 有任务不能完成的，引擎不经确认即退回，重新分派
        returned: 'triage',
      });
      return next === 'triage' ? again() : next;
    },
    review: () => decided(matter, 'review', { reviewed: 'finished' }),
  };
}
