/** 一票否决: what makes an evaluation fail whatever its points, and a title doubtful (固原 2023 督查通报 一: none was found). */
export const VETO_ITEMS = {
  dispute: '发生军地、军民重大纠纷，没有及时妥善处理，造成不良影响',
  legalRights: '严重侵害军人军属、退役军人和其他优抚对象合法权益，造成不良影响',
  resettlement: '退役军人安置、随军家属安置、子女入学等政策没有落实，限期内不改正',
  compensation: '克扣、挪用、拖欠抚恤补助、优待金等涉军资金',
  conscription: '兵役工作发生严重违纪违法问题',
  facilities: '破坏军事设施，或者在军事设施保护范围内违法建设，没有制止',
  memorials: '烈士纪念设施遭到破坏，或者发生侮辱诽谤英雄烈士的事件，没有依法处理',
  leadership: '主要领导因双拥工作失职渎职受到追究',
  discipline: '驻地部队发生严重违反群众纪律的事件，没有妥善处理',
  fraud: '弄虚作假，骗取荣誉、名额或者经费',
} as const;

export type VetoItem = keyof typeof VETO_ITEMS;
export const VETO_ITEM_KEYS = Object.keys(VETO_ITEMS) as VetoItem[];
