import type { Topic } from '../../../domain/campaign/topics.js';
import { instantAt } from '../../../domain/time/zone.js';

/** The time the rehearsal must have for it: some days before the campaign, and some after. */
export const PLAYED = {
  from: instantAt('2014-12-29', '08:30').toISOString(),
  to: instantAt('2017-01-31', '18:00').toISOString(),
};

/** Hands in nothing all the time; the ladder is shown on it. */
export const SILENT = '县税务局';
/** Hands in late. */
export const TARDY = '县交通运输局';

/** Login part and short name of every unit that takes part. */
export const UNITS = [
  ['party', '县委办'],
  ['government', '县政府办'],
  ['organization', '县委组织部'],
  ['publicity', '县委宣传部'],
  ['development', '县发改局'],
  ['education', '县教育体育局'],
  ['police', '县公安局'],
  ['civil', '县民政局'],
  ['justice', '县司法局'],
  ['finance', '县财政局'],
  ['labour', '县人社局'],
  ['land', '县自然资源局'],
  ['ecology', '县生态环境局'],
  ['housing', '县住建局'],
  ['transport', '县交通运输局'],
  ['agriculture', '县农业农村局'],
  ['culture', '县文旅局'],
  ['health', '县卫健局'],
  ['veterans', '县退役军人事务局'],
  ['emergency', '县应急管理局'],
  ['insurance', '县医保局'],
  ['tax', '县税务局'],
  ['youth', '团县委'],
  ['mengmeng', '勐勐镇'],
  ['mengku', '勐库镇'],
  ['shahe', '沙河乡'],
  ['dawen', '大文乡'],
  ['mangnuo', '忙糯乡'],
  ['bangbing', '邦丙乡'],
  ['armed', '县人武部'],
  ['police-squad', '武警双江中队'],
  ['garrison', '驻军部队'],
] as const;

export const loginOf = (unit: string): string => {
  const found = UNITS.find(([, name]) => name === unit);
  if (!found) throw new Error(`没有这个单位：${unit}`);
  return `liaison.${found[0]}`;
};

/** What the story's visits find: invented, nothing of it classified. */
export interface Finding {
  by: string;
  topic: Topic;
  /** A word of its name, by which the story knows it. */
  about: string;
  title: string;
  detail: string;
  lead: string;
  limit: string;
  measures: string;
}

export const FINDINGS: readonly Finding[] = [
  {
    by: '县人武部',
    topic: 'urgentNeeds',
    about: '进场道路',
    title: '训练场进场道路修缮',
    detail: '雨季塌方两处，约 300 米路面破损，大型车辆进不去。',
    lead: TARDY,
    limit: '2015-09-30',
    measures: '列入养护计划，雨季前抢修，秋季硬化。',
  },
  {
    by: '县人武部',
    topic: 'shortages',
    about: '应急照明',
    title: '抢险救灾应急照明不足',
    detail: '夜间抢险缺少移动照明和冲锋舟，希望军地共用。',
    lead: '县应急管理局',
    limit: '2015-07-31',
    measures: '县级物资库配齐，签订调用协议。',
  },
  {
    by: '武警双江中队',
    topic: 'shortages',
    about: '排水沟',
    title: '营区外排水沟堵塞',
    detail: '排水沟穿过居民区，汛期倒灌。',
    lead: '县住建局',
    limit: '2015-06-30',
    measures: '清淤，更换两处涵管。',
  },
  {
    by: '驻军部队',
    topic: 'hopes',
    about: '入学',
    title: '官兵子女秋季入学入园',
    detail: '3 人需转学，2 人需入公办幼儿园。',
    lead: '县教育体育局',
    limit: '2015-08-20',
    measures: '按优待政策统筹安排学位。',
  },
  {
    by: '驻军部队',
    topic: 'hopes',
    about: '家属就业',
    title: '随军家属就业推荐',
    detail: '5 名随军家属有就业意愿。',
    lead: '县人社局',
    limit: '2015-10-30',
    measures: '逐人登记意愿，推荐岗位，组织培训。',
  },
  {
    by: '县退役军人事务局',
    topic: 'policies',
    about: '优待金',
    title: '义务兵家庭优待金发放滞后',
    detail: '11 户上半年优待金没有按时到账。',
    lead: '县财政局',
    limit: '2015-06-15',
    measures: '核对名册，补发到户。',
  },
  {
    by: '勐勐镇',
    topic: 'policies',
    about: '光荣牌',
    title: '搬迁点光荣牌悬挂遗漏',
    detail: '搬迁安置点 6 户退役军人家庭没有悬挂。',
    lead: '县退役军人事务局',
    limit: '2015-07-10',
    measures: '逐户核实，上门悬挂。',
  },
  {
    by: '县民政局',
    topic: 'hardship',
    about: '危房',
    title: '优抚对象危房改造',
    detail: '2 户鉴定为危房，自筹资金有困难。',
    lead: '县住建局',
    limit: '2015-10-31',
    measures: '列入危房改造计划，差额由救助资金补足。',
  },
  {
    by: '勐勐镇',
    topic: 'hardship',
    about: '大病',
    title: '伤残退役军人大病医疗自付过高',
    detail: '1 人住院自付 4 万多元。',
    lead: '县医保局',
    limit: '2015-08-31',
    measures: '补办医疗救助，按政策报销。',
  },
  {
    by: '县退役军人事务局',
    topic: 'newHopes',
    about: '创业贷款',
    title: '退役士兵创业贷款额度不够',
    detail: '养殖合作社 3 名退役士兵，贴息贷款额度由市里定。',
    lead: '县人社局',
    limit: '2015-11-20',
    measures: '先按现有额度办理，额度问题专题上报。',
  },
  {
    by: '县司法局',
    topic: 'legal',
    about: '宅基地',
    title: '军人家庭宅基地边界纠纷',
    detail: '与邻居边界有争议，两次调解没有结果。',
    lead: '县司法局',
    limit: '2015-11-20',
    measures: '指派法律援助，先调后诉。',
  },
];

/** The same problem, found by a township as well. */
export const DUPLICATE = {
  by: '沙河乡',
  topic: 'hardship' as const,
  title: '沙河乡优抚对象危房改造',
  detail: '其中一户在沙河乡，房屋开裂。',
};

/** What the office itself found on its visits. */
export const OFFICE_FINDING = {
  topic: 'policies' as const,
  about: '身份信息',
  title: '优抚对象身份信息登记有误',
  detail: '2 户登记信息与证件不一致，影响补助发放。',
  lead: '县民政局',
  limit: '2015-05-29',
  measures: '核对证件，更正登记。',
};

/** Comes after the office has arranged the others. */
export const LATE_FINDING: Finding = {
  by: '大文乡',
  topic: 'newHopes',
  about: '技能培训',
  title: '退役军人技能培训报不上名',
  detail: '培训都在县城，往返不便，希望办到乡里。',
  lead: '县人社局',
  limit: '2015-09-30',
  measures: '流动培训班到乡。',
};
