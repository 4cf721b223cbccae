import type { ProcessInput } from '../contracts/processes/processes.js';
import { liaisonConference as blueprint } from '../domain/blueprints/liaison-conference.blueprint.js';
import { meet, MINUTED, superviseMatters } from './kit/meeting.js';
import { asWorkflow, ProcessEnd, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Conference = Process<StepKey, ProcessInput>;

type Ending = 'finished';
type Stage = Exclude<StepKey, 'notified' | 'receipts'> | 'supervise';

/** Told when material that came after the suggestions were dealt with brings new ones. */
const SUGGESTED_LATE = 'suggestedLate';

/** 联络员会商：会前材料 → 召开 → 纪要 → 印发 → 办理意见建议 → 督办 (五项制度机制 三（四）2–3). */
export const liaisonConferenceProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  run: (meeting) => walk<Stage, Ending>(stagesOf(meeting), 'material'),
};

export const liaisonConference = asWorkflow(liaisonConferenceProcedure);

function stagesOf(meeting: Conference): Stages<Stage, Ending> {
  let notified: string | undefined;
  let receipts = '';
  return {
    // 签收通知，同时形成书面材料；到期即开会，未交的继续催办
    material: async () => {
      notified = await meeting.open('notified');
      return decided(meeting, 'material', { handedIn: 'hold', deadline: 'hold', nobodyToAsk: 'hold' });
    },
    // 改期的重新通知
    hold: async () => {
      const next = await meet(meeting, MINUTED, notified);
      notified = undefined;
      return next;
    },

    minutes: () => decided(meeting, 'minutes', { drafted: 'sign' }),
    sign: () => decided(meeting, 'sign', { signed: 'dispose' }),

    // 印发与会人员和单位，同时逐条办理意见建议
    dispose: async () => {
      receipts ||= await meeting.open('receipts');
      return decided(meeting, 'dispose', { disposed: 'supervise' });
    },
    supervise: async () => {
      void disposeLate(meeting);
      await superviseMatters(meeting, receipts);
      return 'finished';
    },
  };
}

/** Material that was owed may still bring suggestions; each time some came, the office deals with them. Ends with the process. */
async function disposeLate(meeting: Conference): Promise<void> {
  try {
    for (let disposed = 0; ;) {
      await meeting.noticed(SUGGESTED_LATE, disposed + 1);
      disposed = meeting.count(SUGGESTED_LATE);
      await meeting.step('dispose');
    }
  } catch (error) {
    // The process ended while it waited: the main line says so too.
    if (!(error instanceof ProcessEnd)) throw error;
  }
}
