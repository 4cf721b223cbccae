/** What was not delivered can be sent again; a workflow that is over or fails needs somebody who looks after the installation. */
export type StuckReason = 'undelivered' | 'over' | 'failing';

export interface StuckWords {
  says: string;
  repairable: boolean;
}

/** Total: a reason without its words does not compile. */
export const STUCK_WORDS: Record<StuckReason, StuckWords> = {
  undelivered: {
    says: '办理结果已经记下，但还没有传到流程引擎，后续环节没有开启。修复：立即重新传送。',
    repairable: true,
  },
  over: {
    says: '流程引擎认为这项工作已经结束，业务记录还没有结束。为避免重复办理，不在这里修复，请联系系统运维人员。',
    repairable: false,
  },
  failing: {
    says: '流程引擎在这项工作上反复出错，通常是程序升级后与以前的流程不一致。已办的不会丢失，请联系系统运维人员。',
    repairable: false,
  },
};

export type RepairResult = 'restarted' | 'retold' | 'resent' | 'underWay' | 'sound';

export const REPAIR_WORDS: Record<RepairResult, string> = {
  restarted: '流程引擎里没有这项工作，已重新启动：它会从业务记录找到已办的环节，从停下的地方继续。',
  retold: '流程引擎没有听到最近的办理结果，已重新告知，后续环节随即开启。',
  resent: '没有传送成功的消息已立即重新传送。',
  underWay: '刚才已经修复过，消息正在传送，请稍候再看。',
  sound: '流程引擎和业务记录一致，没有需要修复的。',
};
