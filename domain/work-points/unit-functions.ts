import { fold } from './passage.js';

/**
 * What a unit is there for, whatever its level and the name it goes by there: 省退役军人厅 and 县退役军人事务局 are one function. The first
 * pattern that fits decides; a merged bureau (教育体育局) goes by its first part.
 */
const FUNCTIONS: readonly (readonly [key: string, pattern: RegExp])[] = [
  ['office', /双拥(?:工作领导小组办公室|办)$/u],
  ['leadingGroup', /双拥(?:工作)?领导小组$/u],
  ['veterans', /退役军人(?:事务)?(?:厅|局|部|部门)?$/u],
  ['provincialArmy', /省军区|军分区|警备区|战区|国防动员部/u],
  ['armedDepartment', /人武部|人民武装部|武装部/u],
  ['armedPolice', /武警/u],
  ['publicity', /宣传部$/u],
  ['organization', /组织部$/u],
  ['unitedFront', /统战部$|统一战线工作部$/u],
  ['politicsAndLaw', /政法委(?:员会)?$/u],
  ['establishment', /编办$|编制委员会办公室$/u],
  ['discipline', /纪委(?:监委)?$|纪律检查委员会$|监委$|监察委员会$/u],
  ['internet', /网信办$|网络安全和信息化委员会办公室$/u],
  ['civility', /文明办$/u],
  ['party', /(?:省|市|州|县|区|旗)委(?:员会)?办(?:公室|公厅)?$|^党委办(?:公室)?$|委员会办公室$/u],
  ['government', /政府办(?:公室|公厅)?$/u],
  ['labour', /人社|人力资源(?:和|与)?社会保障/u],
  ['education', /教育|教体|教科体/u],
  ['culture', /文化(?:和|广电(?:和)?|体育(?:和)?)?旅游|文旅|文广旅|文体旅|文化(?:厅|局)/u],
  ['development', /发展(?:和|与)?改革|发改/u],
  ['police', /公安/u],
  ['civil', /民政/u],
  ['justice', /司法/u],
  ['finance', /财政/u],
  ['land', /自然资源|自规|国土资源/u],
  ['ecology', /生态环境|环境保护|环保/u],
  ['housing', /住房(?:和|与)?城乡建设|住建/u],
  ['transport', /交通/u],
  ['agriculture', /农业农村|农业(?:厅|局)/u],
  ['health', /卫生健康|卫健|卫生(?:厅|局)/u],
  ['emergency', /应急/u],
  ['insurance', /医疗保障|医保/u],
  ['tax', /税务/u],
  ['market', /市场监督|市监|市场监管|工商行政/u],
  ['industry', /工业(?:和|与)?信息化|工信/u],
  ['science', /科学技术|科技/u],
  ['commerce', /商务/u],
  ['water', /水利|水务/u],
  ['forestry', /林业|林草/u],
  ['audit', /审计/u],
  ['statistics', /统计/u],
  ['petitions', /信访/u],
  ['villages', /乡村振兴/u],
  ['sport', /体育/u],
  ['broadcasting', /广播电视|广电|融媒体/u],
  ['approval', /行政审批|政务服务/u],
  ['cityManagement', /城市管理|城管|综合执法/u],
  ['youth', /^团.{0,3}委$|共青团|团(?:省|市|州|县|区|旗)委$|团委$/u],
  ['women', /妇联|妇女联合会/u],
  ['workers', /总工会|工会$/u],
  ['disabled', /残联|残疾人联合会/u],
  ['tradeFederation', /工商联|工商业联合会/u],
  ['redCross', /红十字/u],
  ['court', /法院/u],
  ['procuratorate', /检察院/u],
  ['congress', /人大/u],
  ['consultativeConference', /政协/u],
  ['fire', /消防/u],
];

/** Functions that another unit may well look after where there is none of their own; a person decides. */
export const STANDS_IN: Readonly<Record<string, readonly string[]>> = {
  provincialArmy: ['armedDepartment'],
  internet: ['publicity'],
  civility: ['publicity'],
  villages: ['agriculture'],
  sport: ['education', 'culture'],
  broadcasting: ['culture', 'publicity'],
  science: ['industry', 'education'],
  veterans: ['office'],
  leadingGroup: ['office'],
};

/** Null for what none of the patterns knows: then the name without level and ending is compared. */
export function functionOf(name: string): string | null {
  const plain = plainName(name);
  return FUNCTIONS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Blanks gone, signs half-width, without what a bracket adds. */
export function plainName(name: string): string {
  return fold(name.replace(/\s+/gu, '')).replace(/\([^()]*\)$/u, '');
}

/** 县供销合作社 → 供销合作社; 市 of 市场 and 区 of 区域 stay. */
export function withoutLevel(name: string): string {
  return plainName(name).replace(
    /^(?:中共|共青团)?(?:省|自治区|市(?!场|政)|州|自治县|县(?!域)|区(?!域|块)|旗)(?=.{2})/u,
    '',
  );
}
