import type { NeedItemInput } from '../contracts/processes/processes.js';
import { needItem as blueprint } from '../domain/blueprints/need-item.blueprint.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Item = Process<StepKey, NeedItemInput>;

type Ending = 'finished' | 'answered';
/** Where the item stands. A stage opens its step and says which stage is next. */
type Stage = Exclude<StepKey, 'cooperate' | 'extension'> | 'consult' | 'awaitAnswer';

/** 一件事项：认领 → 办理 →（报请政府 · 上报）→ 确认 → 销号 (五项制度机制 三（一）1–2). */
export const needItemProcedure: Procedure<StepKey, NeedItemInput> = {
  blueprint,
  run: (item) => walk<Stage, Ending>(stagesOf(item), firstOf(item.input)),
};

export const needItem = asWorkflow(needItemProcedure);

/** 下级上报的先接收；活动中摸底发现、已经交办的直接办理；其他事项由领导认领 */
function firstOf({ reportedUp, arranged = false }: NeedItemInput): Stage {
  if (arranged) return 'solve';
  return reportedUp ? 'receive' : 'claim';
}

function stagesOf(item: Item): Stages<Stage, Ending> {
  // An item from below ends with an answer to who reported it; an own item with its raiser's confirmation.
  const solved: Stage = item.input.reportedUp ? 'answer' : 'confirm';
  let answers = 0;
  let consultations = 0;

  return {
    // 上级双拥办收到下级上报的事项
    receive: () =>
      decided(item, 'receive', { answered: 'answered', arranged: 'claim', cannotSolve: 'awaitAnswer' }),

    // 党政军领导主动认领；到期无人认领，办公室建议、组长指派
    claim: () => decided(item, 'claim', { claimed: 'solve', unclaimed: 'propose' }),
    propose: () => decided(item, 'propose', { proposed: 'assign' }),
    assign: () => decided(item, 'assign', { assigned: 'solve', returned: 'propose' }),

    // 牵头单位办理，配合单位同时向牵头单位答复
    solve: async () => {
      const cooperation = await item.open('cooperate');
      const next = await decided(item, 'solve', {
        solved,
        needsConsultation: 'consult',
        needsGovernment: 'government',
        cannotSolve: 'reportUp',
      });
      await item.cancel(cooperation);
      if (next === 'consult') consultations += 1;
      return next;
    },

    // 需要成员单位研究解决的，召开专题协商会议；结果回来后继续办理。来过又撤回的，不再等
    consult: async () => {
      await item.noticed('consulted', consultations);
      return 'solve';
    },

    // 问题复杂、矛盾突出的，报请政府研究
    government: () => decided(item, 'government', { directed: 'solve', cannotSolve: 'reportUp' }),

    // 本级不能解决的，3月20日前专题上报；上级答复之前不能销号
    reportUp: () => decided(item, 'reportUp', { reported: 'awaitAnswer', returned: 'solve' }),
    awaitAnswer: async () => {
      await item.noticed('answered', ++answers);
      return 'relay';
    },
    relay: () => decided(item, 'relay', { relayed: solved, continued: 'solve' }),
    answer: () => decided(item, 'answer', { answered: 'answered', returned: 'solve' }),

    // 提出单位确认满意，或者退回再办，次数不限；办公室销号
    confirm: () =>
      decided(item, 'confirm', { satisfied: 'close', closedByOffice: 'close', returned: 'solve' }),
    close: () => decided(item, 'close', { closed: 'finished', returned: 'solve' }),
  };
}
