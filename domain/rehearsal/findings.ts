import type { FoundProblem } from '../campaign/forms.js';

/** What simulated units find on their visits: invented, nobody's, unclassified. */
export const INVENTED_FINDINGS: readonly FoundProblem[] = [
  {
    topic: 'urgentNeeds',
    title: '训练场进场道路损坏',
    detail: '雨季塌方，约 300 米路面破损，车辆进出不便。',
  },
  {
    topic: 'urgentNeeds',
    title: '民兵器材库房漏水',
    detail: '屋面老化，两处漏水，需要维修。',
  },
  {
    topic: 'shortages',
    title: '抢险救灾照明设备不足',
    detail: '夜间抢险缺少移动照明，希望军地共用。',
  },
  {
    topic: 'hopes',
    title: '随军子女入学入园',
    detail: '秋季有随军子女需要转学和入园，希望就近安排。',
  },
  {
    topic: 'hopes',
    title: '随军家属就业推荐',
    detail: '随军家属希望推荐岗位，并安排技能培训。',
  },
  {
    topic: 'policies',
    title: '优待金发放不及时',
    detail: '有义务兵家庭上半年优待金没有按时到账。',
  },
  {
    topic: 'policies',
    title: '光荣牌悬挂有遗漏',
    detail: '搬迁安置点有退役军人家庭没有悬挂光荣牌。',
  },
  {
    topic: 'hardship',
    title: '优抚对象危房改造',
    detail: '一户优抚对象住房鉴定为危房，自筹资金有困难。',
  },
  {
    topic: 'hardship',
    title: '伤残退役军人大病医疗',
    detail: '住院自付费用高，希望纳入医疗救助。',
  },
  {
    topic: 'newHopes',
    title: '退役士兵创业贷款',
    detail: '返乡退役士兵想办养殖合作社，缺少启动资金。',
  },
  {
    topic: 'legal',
    title: '军人家庭宅基地纠纷',
    detail: '与邻居宅基地边界有争议，调解两次没有结果。',
  },
];
