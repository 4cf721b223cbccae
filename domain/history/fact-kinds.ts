/** Every fact the engine writes into a process's record, with the word a reader filters by. A test compares it with the code that writes. */
export const FACT_LABELS = {
  launched: '启动',
  stepOpened: '环节开始',
  stepSkipped: '环节略过',
  stepClosed: '环节结束',
  acknowledged: '签收',
  decided: '办理',
  superseded: '无需再办',
  cancelled: '取消',
  reopened: '退回重办',
  transferred: '转办',
  returned: '退回',
  delegated: '委派',
  signerAdded: '加签',
  signerRemoved: '减签',
  turned: '轮到',
  tallied: '票签结果',
  circulated: '传阅',
  circulationRead: '已阅',
  circulationUrged: '催阅',
  withdrawn: '撤回',
  reminded: '提醒',
  remindedToAcknowledge: '提醒签收',
  overdue: '逾期',
  escalated: '督办',
  urged: '催办',
  extensionRequested: '申请延期',
  deadlineMoved: '时限变更',
  policyReapplied: '规则变更',
  attached: '附件',
  documentIssued: '印发',
  documentRendered: '成文',
  documentVoided: '文号作废',
  documentReceived: '收文',
  forwardedBelow: '转发下级',
  figuresFrozen: '汇总数据',
  figuresPresented: '会上通报',
  supervised: '督办单',
  itemsMerged: '合并事项',
  circularFigures: '年度通报',
  carriedOver: '结转',
  itemsCarriedOver: '年度结转',
  reportedUp: '上报',
  answeredBelow: '答复下级',
  directed: '政府研究意见',
  consultationAsked: '提请协商',
  consulted: '协商结果',
  mattersDecided: '交办事项',
  matterClosed: '事项办结',
  finishedWithoutReplies: '先行办结',
  unitJoined: '单位加入',
  unitLeft: '单位退出',
  unitReplaced: '工作移交',
  positionHandedOver: '职务移交',
  liaisonsConfirmed: '联络员备案',
  liaisonChanged: '联络员变动',
  seatVacated: '席位空缺',
  findingsArranged: '交办问题',
  stageClosed: '阶段结束',
  stageRescheduled: '阶段调整',
  stagesShifted: '阶段顺延',
  inspectionHeld: '检查',
  inspectionReminder: '检查提醒',
  campaignConcluded: '审定总结',
  ended: '结束',
} as const;

export type FactKind = keyof typeof FACT_LABELS;
export const FACT_KINDS = Object.keys(FACT_LABELS) as FactKind[];

export function isFactKind(kind: string): kind is FactKind {
  return Object.hasOwn(FACT_LABELS, kind);
}

/** A kind that a later version wrote still gets a word. */
export function factLabel(kind: string): string {
  return isFactKind(kind) ? FACT_LABELS[kind] : '其他记录';
}
