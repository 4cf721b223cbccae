import type { Dimension } from '../../../domain/evaluation/dimensions.js';
import type { FindingForm } from '../../../domain/inspection/forms.js';
import { COUNTIES, UNITS } from './cast.js';

const LIMIT = '2023-11-30';

const codes = (...names: string[]): string[] =>
  names.map((name) => COUNTIES.find((county) => county.name === name)!.code);

type Whom = Pick<FindingForm, 'scope'> & Partial<Pick<FindingForm, 'regionCodes' | 'unitIds'>>;
const ALL: Whom = { scope: 'all' };
const except = (...names: string[]): Whom => ({ scope: 'except', regionCodes: codes(...names) });
const only = (...names: string[]): Whom => ({ scope: 'only', regionCodes: codes(...names) });

type Line = readonly [dimension: Dimension, whom: Whom, text: string, measuresAsked: string];

/** What was found at the counties (二（一）); the facts are the circular's, the words are not. */
const COUNTY_PROBLEMS: readonly Line[] = [
  [
    'organisation',
    except('原州区', '彭阳县'),
    '没有把双拥工作写进年度政府工作报告',
    '下一年度报告中作出部署',
  ],
  ['organisation', ALL, '军地合署办公没有形成制度，对拥政爱民工作指导不够', '定出合署办公制度并执行'],
  ['organisation', except('彭阳县'), '双拥经费靠临时申请，没有列入本级预算', '列入下一年度财政预算'],
  ['organisation', only('原州区', '西吉县'), '资料建设不够规范', '按考评标准分类归档'],
  ['organisation', only('隆德县'), '对照考评标准，支撑材料薄弱', '逐项补齐支撑材料'],
  ['organisation', only('泾源县'), '资料台账不全', '补建台账'],
  ['publicity', except('泾源县'), '年度国防教育安排里没有双拥宣传的内容', '纳入全民国防教育计划'],
  ['publicity', only('原州区', '隆德县', '彭阳县'), '双拥街道、公园管护更新不及时', '明确管护单位，定期更新'],
  ['publicity', only('泾源县'), '没有户外双拥宣传阵地', '选址建设一处'],
  ['publicity', except('西吉县'), '借助主要媒体宣传不够', '定出年度宣传计划'],
  ['supportArmy', ALL, '没有社会化拥军组织', '培育社会拥军组织'],
  ['supportArmy', except('西吉县'), '发动社会各界参与拥军不多', '动员企业和社会团体参与'],
  ['supportArmy', ALL, '科技、教育、文化、法律拥军没有计划和方案', '由主管部门分别定出方案'],
  ['supportArmy', except('西吉县', '彭阳县'), '拥军方式单一，新做法少', '每年推出一项有特色的活动'],
  ['supportPeople', ALL, '驻地部队年度计划中没有安排双拥工作', '商请驻地部队列入年度计划'],
  ['supportPeople', ALL, '军地日常沟通协作不够顺畅', '建立定期会商机制'],
  ['policies', ALL, '困难帮扶、教育、医疗、住房没有本级配套政策和落实台账', '出台配套政策，建立台账'],
  ['policies', ALL, '就业创业帮扶各管一行，没有形成合力', '由退役军人事务部门牵头统筹'],
  ['activities', ALL, '活动集中在八一和春节前后', '按季度安排活动'],
  ['activities', ALL, '群众参与面不宽，典型不多', '开展评选和宣传'],
  ['activities', ALL, '活动以走访座谈为主，地方特色不明显', '结合本地实际创新内容'],
  ['activities', except('西吉县'), '双拥示范点少，建设质量不高', '新建、提升示范点'],
  ['jointBuilding', ALL, '基层单位结对共建没有机制', '签订共建协议，明确责任'],
  ['jointBuilding', ALL, '共建领域不广，互促成效不明显', '向经济、科技、生态等方面拓展'],
  ['harmony', ALL, '没有预防和处理军民纠纷的预案和制度', '制定预案和工作制度'],
];

const HIGHLIGHTS: readonly (readonly [Dimension, string, string])[] = [
  ['activities', '原州区', '推进“五个一”双拥示范点建设'],
  ['supportArmy', '西吉县', '开通双拥公交专线，设立双拥主题银行网点'],
  ['publicity', '隆德县', '争取建设烈士陵园，完善褒扬体系'],
  ['publicity', '彭阳县', '组建双拥合唱团，宣传老兵事迹'],
  ['publicity', '泾源县', '军地合力建设国防教育基地'],
];

export interface UnitIds {
  (name: string): string;
}

/** The whole matrix, as the office enters it once. */
export function findings(unit: UnitIds): FindingForm[] {
  const ids = (...keys: string[]) => keys.map((key) => unit(UNITS.find((one) => one.key === key)!.name));
  const whom = ({ scope, regionCodes = [], unitIds = [] }: Whom) => ({ scope, regionCodes, unitIds });
  const problem =
    (level: FindingForm['level']) =>
    ([dimension, about, text, measuresAsked]: Line): FindingForm => ({
      ...{ dimension, level, kind: 'problem', text, measuresAsked, limitDate: LIMIT },
      ...whom(about),
    });
  const highlight = (
    level: FindingForm['level'],
    dimension: Dimension,
    about: Whom,
    text: string,
  ): FindingForm => ({ ...{ dimension, level, kind: 'highlight', text }, ...whom(about) });
  return [
    ...HIGHLIGHTS.map(([dimension, county, text]) => highlight('regions', dimension, only(county), text)),
    ...COUNTY_PROBLEMS.map(problem('regions')),
    highlight('units', 'supportArmy', { scope: 'only', unitIds: ids('justice') }, '组织律师行业开展崇军行动'),
    highlight('units', 'activities', { scope: 'only', unitIds: ids('culture') }, '在驻地部队设立流动图书点'),
    highlight('units', 'publicity', { scope: 'only', unitIds: ids('youth', 'tax') }, '国防教育覆盖到基层'),
    ...(
      [
        ['organisation', { scope: 'noLiaison' }, '没有报送分管领导和联络员', '报双拥办备案'],
        ['organisation', { scope: 'missingMaterial' }, '没有按要求报送资料台账', '补报资料台账'],
        [
          'publicity',
          { scope: 'except', unitIds: ids('market') },
          '没有在主管行业领域动员宣传',
          '定出行业宣传安排',
        ],
        [
          'activities',
          { scope: 'only', unitIds: ids('development', 'industry', 'commerce') },
          '没有和驻地部队签订共建协议',
          '签订协议并开展活动',
        ],
      ] as readonly Line[]
    ).map(problem('units')),
  ];
}
