import type { ItemKind } from '../../domain/needs/item-kinds.js';

/** What the county's units ask for in the story: invented, of the kinds that 三（一）1 names, nothing of it classified. */
interface Wish {
  kind: ItemKind;
  title: string;
  detail: string;
}

/** By the login of the liaison who files it. */
export const WISHES = {
  'liaison.armed': [
    {
      kind: 'children',
      title: '随军子女秋季入学转学',
      detail: '今年随军子女 6 人，其中小学 4 人、初中 2 人，希望就近安排在县城学校。',
    },
    {
      // Filed under the wrong kind: the office puts it right.
      kind: 'other',
      title: '民兵训练场进场道路修缮',
      detail: '雨季塌方两处，约 300 米路面破损，大型车辆进不去。',
    },
  ],
  'liaison.garrison': [
    {
      kind: 'children',
      title: '官兵子女转学和入园',
      detail: '官兵子女 3 人需转学，2 人需入公办幼儿园。',
    },
    {
      kind: 'family',
      title: '随军家属就业安置',
      detail: '新随军家属 5 人，均有就业意愿，希望推荐岗位并安排技能培训。',
    },
  ],
  'liaison.police-squad': [
    {
      kind: 'forceBuilding',
      title: '营区外排洪沟整治',
      detail: '排洪沟穿过居民区和农田，汛期倒灌，涉及征地、水利和住建多家。',
    },
    {
      kind: 'veteransPolicy',
      title: '退役士兵养老保险跨市转移接续',
      detail: '2 名异地安置的退役士兵，转出地在外市，县级经办系统办不了。',
    },
  ],
  'liaison.education': [
    {
      kind: 'resourceSharing',
      title: '中小学国防教育和军训教官',
      detail: '秋季学期 8 所学校需教官 30 人次，希望开放军史场馆作为教育基地。',
    },
  ],
  'liaison.ecology': [
    {
      kind: 'environment',
      title: '营区周边饮用水源地联合管护',
      detail: '水源保护区与营区相邻，希望共同巡查、共享监测数据。',
    },
  ],
  'liaison.emergency': [
    {
      kind: 'resourceSharing',
      title: '抢险救灾物资军地共用',
      detail: '希望建立物资互通清单和调用办法，分两年配齐冲锋舟和照明设备。',
    },
  ],
} as const satisfies Record<string, readonly Wish[]>;

/** 县住建局 fills in the table: the first time with a kind that doesn't exist. */
export const TABLE = [
  ['停偿后房地产利用', '停偿后老营房移交利用', '老营房 12 间已停偿，希望明确移交手续，改作社区服务用房。'],
  ['城市规划建设', '县城西片区规划与营区衔接', '西片区控规调整，需核对营区边界和退让距离。'],
] as const;
export const WRONG_KIND = '修路';

/** Filed after the end of February: one with an extension, one simply late. */
export const EXTENDED: Wish = {
  kind: 'resourceSharing',
  title: '官兵家属就医费用即时结算协作',
  detail: '希望部队提供随军家属名册，在县医院设结算窗口。',
};
export const LATE: Wish = {
  kind: 'urbanPlanning',
  title: '军地共用路段限重标志统一设置',
  detail: '共用路段 4 处桥涵限重标志不统一，需会同部队踏勘后更换。',
};
