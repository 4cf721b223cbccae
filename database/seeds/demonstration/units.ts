/** Key (login part), full name after the county's, short name. Realistic departments; nobody in them is real. */
export const MEMBER_UNITS: readonly (readonly [key: string, name: string, shortName: string])[] = [
  ['party', '委员会办公室', '县委办'],
  ['government', '人民政府办公室', '县政府办'],
  ['organization', '委员会组织部', '县委组织部'],
  ['publicity', '委员会宣传部', '县委宣传部'],
  ['development', '发展和改革局', '县发改局'],
  ['education', '教育体育局', '县教育体育局'],
  ['police', '公安局', '县公安局'],
  ['civil', '民政局', '县民政局'],
  ['justice', '司法局', '县司法局'],
  ['finance', '财政局', '县财政局'],
  ['labour', '人力资源和社会保障局', '县人社局'],
  ['land', '自然资源局', '县自然资源局'],
  ['ecology', '生态环境局', '县生态环境局'],
  ['housing', '住房和城乡建设局', '县住建局'],
  ['transport', '交通运输局', '县交通运输局'],
  ['agriculture', '农业农村局', '县农业农村局'],
  ['culture', '文化和旅游局', '县文旅局'],
  ['health', '卫生健康局', '县卫健局'],
  ['veterans', '退役军人事务局', '县退役军人事务局'],
  ['emergency', '应急管理局', '县应急管理局'],
  ['insurance', '医疗保障局', '县医保局'],
  ['tax', '税务局', '县税务局'],
  ['youth', '团委', '团县委'],
];

/** Keys of the six townships, by the last digits of their code. */
export const TOWNSHIP_KEYS: Readonly<Record<string, string>> = {
  '101': 'mengmeng',
  '102': 'mengku',
  '201': 'shahe',
  '202': 'dawen',
  '203': 'mangnuo',
  '205': 'bangbing',
};

/** Military units carry no designation (番号): the product holds unclassified work only. */
export const MILITARY_UNITS: readonly (readonly [key: string, name: string, shortName: string])[] = [
  ['armed', '人民武装部', '县人武部'],
  ['police-squad', '武警中队', '武警双江中队'],
  ['garrison', '驻军部队', '驻军部队'],
];

export const DEPUTY_TITLES = [
  '副组长（县委）',
  '副组长（县政府分管领导）',
  '副组长（县委组织部）',
  '副组长（县人武部）',
] as const;

/** Member units of the city's leading group, as many as a forwarded document needs. */
export const CITY_UNITS: readonly (readonly [key: string, name: string, shortName: string])[] = [
  ['publicity', '委员会宣传部', '市委宣传部'],
  ['education', '教育体育局', '市教育体育局'],
  ['labour', '人力资源和社会保障局', '市人社局'],
  ['veterans', '退役军人事务局', '市退役军人事务局'],
];

/** Counties beside 双江 that take part with an office only; the login prefix, the code and what people say. */
export const NEIGHBOURS = [
  { prefix: 'fengqing.', code: '530921', label: '凤庆县' },
  { prefix: 'yunxian.', code: '530922', label: '云县' },
] as const;
