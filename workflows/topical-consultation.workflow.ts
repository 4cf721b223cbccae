import type { TopicalConsultationInput } from '../contracts/processes/processes.js';
import { topicalConsultation as blueprint } from '../domain/blueprints/topical-consultation.blueprint.js';
import { meet, MINUTED, superviseMatters } from './kit/meeting.js';
import { asWorkflow, type Procedure, type Process } from './kit/process.js';
import { decided, walk, type Stages } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Consultation = Process<StepKey, TopicalConsultationInput>;

type Ending = 'finished' | 'declined';
type Stage = Exclude<StepKey, 'notified' | 'receipts'> | 'supervise';

/** 专题协商：报请 → 批准 → 送达议题 → 召开 → 纪要（会签、审核、签发）→ 督办议定事项 (五项制度机制 三（三）). */
export const topicalConsultationProcedure: Procedure<StepKey, TopicalConsultationInput> = {
  blueprint,
  run: (meeting) => walk<Stage, Ending>(stagesOf(meeting), meeting.input.drafted ? 'approve' : 'draft'),
};

export const topicalConsultation = asWorkflow(topicalConsultationProcedure);

function stagesOf(meeting: Consultation): Stages<Stage, Ending> {
  return {
    // 办公室根据工作需要报请组长召开
    draft: () => decided(meeting, 'draft', { requested: 'approve' }),
    approve: () => decided(meeting, 'approve', { approved: 'hold', returned: 'draft', declined: 'declined' }),

    // 会前送达议题；改期的重新通知
    hold: () => meet(meeting, MINUTED),

    // 形成纪要：牵头单位会签，办公室审核，组长签发
    minutes: () => decided(meeting, 'minutes', { drafted: 'countersign' }),
    countersign: () =>
      decided(meeting, 'countersign', { agreed: 'review', objected: 'minutes', nobodyToAsk: 'review' }),
    review: () => decided(meeting, 'review', { reviewed: 'sign' }),
    // 签发的同一事务里编号印发、交办议定事项
    sign: () => decided(meeting, 'sign', { signed: 'supervise' }),

    // 印发与会领导、相关成员单位；办公室调度督导，直到全部销号
    supervise: async () => {
      await superviseMatters(meeting, await meeting.open('receipts'));
      return 'finished';
    },
  };
}
