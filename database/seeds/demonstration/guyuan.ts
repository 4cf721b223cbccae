import { addLeaders, addLeadingGroup, addUnitPosts } from '../composition.js';
import type { OrganisationBuilder } from '../organisation-builder.js';

export const GUYUAN = '6404';

/** The five counties of the inspection; the login prefix, the code and what people say. */
export const GUYUAN_COUNTIES = [
  { prefix: 'yuanzhou.', code: '640402', label: '原州区' },
  { prefix: 'xiji.', code: '640422', label: '西吉县' },
  { prefix: 'longde.', code: '640423', label: '隆德县' },
  { prefix: 'jingyuan.', code: '640424', label: '泾源县' },
  { prefix: 'pengyang.', code: '640425', label: '彭阳县' },
] as const;

/** Member units of the city's leading group; key (login part), full name after the city's, what people say. */
export const GUYUAN_UNITS: readonly (readonly [key: string, name: string, shortName: string])[] = [
  ['party', '委员会办公室', '市委办'],
  ['government', '人民政府办公室', '市政府办'],
  ['organization', '委员会组织部', '市委组织部'],
  ['publicity', '委员会宣传部', '市委宣传部'],
  ['united-front', '委员会统战部', '市委统战部'],
  ['politics-law', '委员会政法委员会', '市委政法委'],
  ['development', '发展和改革委员会', '市发改委'],
  ['education', '教育体育局', '市教育体育局'],
  ['science', '科学技术局', '市科技局'],
  ['industry', '工业和信息化局', '市工信局'],
  ['police', '公安局', '市公安局'],
  ['civil', '民政局', '市民政局'],
  ['justice', '司法局', '市司法局'],
  ['finance', '财政局', '市财政局'],
  ['labour', '人力资源和社会保障局', '市人社局'],
  ['land', '自然资源局', '市自然资源局'],
  ['ecology', '生态环境局', '市生态环境局'],
  ['housing', '住房和城乡建设局', '市住建局'],
  ['transport', '交通运输局', '市交通运输局'],
  ['water', '水务局', '市水务局'],
  ['agriculture', '农业农村局', '市农业农村局'],
  ['commerce', '商务局', '市商务局'],
  ['culture', '文化旅游广电局', '市文旅局'],
  ['health', '卫生健康委员会', '市卫健委'],
  ['veterans', '退役军人事务局', '市退役军人局'],
  ['emergency', '应急管理局', '市应急局'],
  ['audit', '审计局', '市审计局'],
  ['market', '市场监督管理局', '市市场监管局'],
  ['approval', '审批服务管理局', '市审批局'],
  ['statistics', '统计局', '市统计局'],
  ['insurance', '医疗保障局', '市医保局'],
  ['air-defence', '人民防空办公室', '市人防办'],
  ['forestry', '林业和草原局', '市林草局'],
  ['tax', '税务局', '市税务局'],
  ['court', '中级人民法院', '市中级法院'],
  ['procuratorate', '人民检察院', '市检察院'],
  ['union', '总工会', '市总工会'],
  ['youth', '团委', '团市委'],
  ['women', '妇女联合会', '市妇联'],
  ['federation', '工商业联合会', '市工商联'],
  ['red-cross', '红十字会', '市红十字会'],
];

export const GUYUAN_MILITARY: readonly (readonly [key: string, name: string, shortName: string])[] = [
  ['armed', '军分区', '固原军分区'],
  ['police-squad', '武警支队', '武警固原支队'],
  ['garrison', '驻军部队', '驻固部队'],
];

/** The city of the inspection demonstration (固原 2023): its group, five counties, member units and army units; the people are invented. */
export function addGuyuan(builder: OrganisationBuilder): void {
  const prefix = 'guyuan.';
  builder.region(GUYUAN);
  const names = { name: '固原市双拥工作领导小组', shortName: '市领导小组', officeShortName: '固原市双拥办' };
  const { groupUnitId, officeUnitId } = addLeadingGroup(builder, GUYUAN, names, prefix);
  addLeaders(builder, groupUnitId, ['副组长（军分区）', '副组长（市政府分管领导）'], prefix);
  builder.post(officeUnitId, 'auditor', `${prefix}auditor`);
  for (const { code, label, prefix: county } of GUYUAN_COUNTIES) {
    builder.region(code);
    const group = addLeadingGroup(
      builder,
      code,
      {
        name: `${label}双拥工作领导小组`,
        shortName: `${label}领导小组`,
        officeShortName: `${label}双拥办`,
      },
      county,
    );
    addLeaders(builder, group.groupUnitId, ['副组长'], county);
  }
  for (const [key, name, shortName] of GUYUAN_UNITS)
    addUnitPosts(builder, builder.unit(GUYUAN, 'member', `固原市${name}`, shortName, groupUnitId), key, {
      prefix,
    });
  for (const [key, name, shortName] of GUYUAN_MILITARY)
    addUnitPosts(
      builder,
      builder.unit(GUYUAN, 'military', `固原市${name}`, shortName, key === 'armed' ? groupUnitId : undefined),
      key,
      { prefix, military: true },
    );
}
