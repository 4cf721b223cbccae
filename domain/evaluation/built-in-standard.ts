import type { EvidenceRule, EvidenceSource } from './evidence.js';
import type { Audience, EvaluationStandard, Indicator } from './standard.js';
import { VETO_ITEM_KEYS } from './veto-items.js';

const indicator = (
  key: string,
  appliesTo: Audience,
  points: number,
  text: string,
  evidence: EvidenceRule,
): Indicator => ({ key, text, points, appliesTo, evidence });

const once = (source: EvidenceSource): EvidenceRule => ({ kind: 'presence', source });
const times = (source: EvidenceSource, n: number): EvidenceRule => ({ kind: 'atLeast', source, n });
/** All of it is worth all points, nine tenths two thirds, three quarters one third. */
const share = (source: EvidenceSource, points: number): EvidenceRule => ({
  kind: 'share',
  source,
  steps: [
    { percent: 100, points },
    { percent: 90, points: Math.round((points * 20) / 3) / 10 },
    { percent: 75, points: Math.round((points * 10) / 3) / 10 },
  ],
});
const manual = (asks: string): EvidenceRule => ({ kind: 'manual', asks });
const shared = (
  key: string,
  who: Audience,
  points: number,
  text: string,
  source: EvidenceSource,
): Indicator => indicator(key, who, points, text, share(source, points));

/**
 * The standard the product comes with, for who has none of his own: what 固原 2023 looked at and found missing, side by side with what the
 * other sources ask for. A region and a unit are each measured by 100 points.
 */
export const BUILT_IN_STANDARD: EvaluationStandard = {
  title: '双拥工作年度考评标准',
  dimensions: [
    {
      key: 'organisation',
      indicators: [
        shared('liaison', 'both', 3, '分管领导、联络员明确，按期备案，人员变动及时更新', 'liaisonFiled'),
        indicator(
          'groupMeetings',
          'region',
          4,
          '领导小组会议、联席会议全年不少于2次，情况有记录',
          times('groupMeetings', 2),
        ),
        indicator(
          'coordination',
          'region',
          3,
          '军地协调小组组成合乎要求，当年重新备案',
          once('coordinationFiled'),
        ),
        indicator('annualPlan', 'region', 2, '年度双拥工作有安排，逐项落实到时间', once('annualPlan')),
        indicator('jointOffice', 'region', 2, '军地合署办公形成制度，全年不少于2次', times('jointOffice', 2)),
        indicator(
          'budget',
          'region',
          4,
          '双拥工作写入政府工作报告，经费列入年度财政预算',
          manual('政府工作报告有关段落、年度预算批复的文号和金额'),
        ),
        shared('attendance', 'unit', 4, '按通知参加联络员会商，会前交书面材料', 'conferences'),
        indicator(
          'partyMeeting',
          'unit',
          5,
          '双拥工作列入年度计划，党组（党委）会议专题研究',
          manual('年度计划有关内容、会议时间和议定事项'),
        ),
        shared('receipts', 'unit', 3, '通知、通报按期签收', 'circularReceipts'),
        shared('inspectionMaterial', 'unit', 3, '督查要求的资料台账按期报送', 'inspectionMaterial'),
      ],
    },
    {
      key: 'publicity',
      indicators: [
        indicator(
          'defenceEducation',
          'both',
          5,
          '双拥宣传纳入全民国防教育安排，通过多种媒体经常开展',
          manual('国防教育安排有关内容、宣传报道清单'),
        ),
        indicator('goodPractices', 'region', 2, '总结推广本地先进做法', once('goodPractices')),
        indicator('circulars', 'region', 2, '工作情况定期通报，全年不少于2期', times('circularsIssued', 2)),
        indicator(
          'sites',
          'region',
          3,
          '双拥主题公园、街道、广场等宣传阵地有人管护、定期更新',
          manual('宣传阵地名称、管护单位、当年更新情况'),
        ),
        indicator(
          'trade',
          'unit',
          4,
          '面向所管行业和服务对象开展双拥宣传',
          manual('宣传的时间、范围、形式和效果'),
        ),
        shared('boards', 'unit', 3, '服务队伍、军民活动室、站牌、宣传栏、台账齐备', 'fiveOnes'),
      ],
    },
    {
      key: 'supportArmy',
      indicators: [
        shared('dualList', 'both', 4, '“双清单”按期报送，没有需求的作零报告', 'dualListFiled'),
        shared('itemsInTime', 'both', 5, '认领的“双清单”事项在时限内办结', 'needItemsInTime'),
        shared('itemsClosed', 'both', 3, '“双清单”事项件件有结果，提出单位认可', 'needItemsClosed'),
        shared('frontTasks', 'both', 2, '支援部队行动、演训的任务按要求完成', 'coordinationTasks'),
        indicator('visits', 'region', 2, '走访慰问部队和优抚对象，全年不少于2次', times('visits', 2)),
        indicator(
          'society',
          'region',
          2,
          '社会化拥军组织健全，科技、教育、文化、法律拥军有计划',
          manual('组织名单、年度计划和开展情况'),
        ),
        indicator(
          'services',
          'unit',
          4,
          '发挥职能优势，为部队和军人军属办实事',
          manual('办了哪些实事、谁受益、什么时间'),
        ),
      ],
    },
    {
      key: 'supportPeople',
      indicators: [
        indicator(
          'localWork',
          'both',
          6,
          '协调驻地部队参加地方建设、乡村振兴、抢险救灾和国防教育学校建设',
          manual('参加的任务、时间、成效'),
        ),
        shared('localNeeds', 'both', 2, '地方向部队提出的事项得到办理', 'localityNeedsClosed'),
      ],
    },
    {
      key: 'policies',
      indicators: [
        shared('pointsReported', 'both', 3, '工作要点进展按季度报送', 'workPointsReported'),
        shared('pointsClosed', 'both', 4, '当年工作要点按期完成', 'workPointsClosed'),
        indicator(
          'entitlements',
          'both',
          4,
          '安置、抚恤、优待、子女入学等政策落实到人，有台账',
          manual('各项政策落实人数、金额，台账存放处'),
        ),
        indicator('research', 'region', 1, '围绕难点问题开展专项调研', once('research')),
        indicator(
          'hardship',
          'region',
          2,
          '困难帮扶、医疗、住房等方面有配套措施',
          manual('配套文件名称和执行情况'),
        ),
        indicator(
          'measures',
          'unit',
          3,
          '本部门有落实双拥政策的具体措施',
          manual('措施内容、责任科室和执行情况'),
        ),
      ],
    },
    {
      key: 'activities',
      indicators: [
        shared('campaign', 'both', 2, '“双拥在基层”活动按阶段推进，材料按期报送', 'campaignStages'),
        shared('findings', 'both', 1, '走访摸底发现的问题在时限内解决', 'campaignFindings'),
        shared('fiveOnes', 'region', 2, '各单位“五个一”落实', 'fiveOnes'),
        shared('events', 'both', 2, '安排的例行工作如期开展', 'plannedEvents'),
        indicator(
          'festivals',
          'both',
          5,
          '“八一”、春节、清明、烈士纪念日等活动有方案，日常活动不断线，群众参与广',
          manual('活动名称、时间、参加人数'),
        ),
        indicator('innovation', 'unit', 2, '结合行业特点创新活动形式', manual('做法和效果')),
      ],
    },
    {
      key: 'jointBuilding',
      indicators: [
        indicator(
          'agreements',
          'both',
          6,
          '与驻地部队或者军地基层单位签订共建协议，按协议经常开展共建活动',
          manual('协议双方、签订时间、有效期，开展活动的时间和内容'),
        ),
        indicator('supervision', 'region', 2, '对共建和双拥工作开展督导检查', once('supervisions')),
        shared('unitMatters', 'unit', 2, '会议议定、检查交办的事项按期销号', 'mattersClosed'),
      ],
    },
    {
      key: 'harmony',
      indicators: [
        shared('matters', 'region', 3, '会议议定、检查交办的事项按期销号', 'mattersClosed'),
        shared('rectifications', 'both', 3, '督查发现的问题限时整改到位', 'rectifications'),
        indicator(
          'disputes',
          'both',
          2,
          '有预防和处理军地、军民纠纷的预案和制度',
          manual('预案名称、印发时间、演练或运用情况'),
        ),
        indicator('consultations', 'region', 2, '涉及多个部门的问题通过专题协商解决', once('consultations')),
        shared('cooperation', 'unit', 5, '对需要配合的事项按期答复', 'cooperation'),
      ],
    },
  ],
  vetoes: [...VETO_ITEM_KEYS],
  grades: [
    { label: '优秀', from: 90 },
    { label: '良好', from: 80 },
    { label: '合格', from: 60 },
    { label: '不合格', from: 0 },
  ],
};
