import type { DocumentKind, IssuedContent } from '../../domain/documents/document.js';

const OFFICE = '双江自治县双拥工作领导小组办公室';
const CITY = '临沧市双拥工作领导小组办公室';
const PARAGRAPH =
  '各成员单位要对照年度任务分工，逐项核对办理进展，对涉及多个部门的事项主动会商，明确牵头单位、配合单位和完成时限，' +
  '确保件件有着落、事事有回音。';

const base = {
  issuer: OFFICE,
  recipients: ['县双拥工作领导小组各成员单位', '各乡（镇）人民政府', '驻地各部队'],
  annexes: [],
  copies: [CITY, '县双拥工作领导小组组长、副组长'],
  date: '2027-10-11',
} as const satisfies Partial<IssuedContent>;

const body: IssuedContent['blocks'] = [
  { type: 'paragraph', text: `按照年度工作安排，现将有关情况通知如下。${PARAGRAPH}` },
  { type: 'heading', level: 1, text: '一、总体情况' },
  { type: 'paragraph', text: PARAGRAPH },
  { type: 'heading', level: 2, text: '（一）部队需求事项' },
  { type: 'paragraph', text: PARAGRAPH },
  { type: 'heading', level: 3, text: '1. 随军子女入学' },
  { type: 'paragraph', text: PARAGRAPH },
  { type: 'heading', level: 4, text: '（1）学位安排' },
  { type: 'paragraph', text: PARAGRAPH },
  { type: 'heading', level: 1, text: '二、下一步工作' },
  { type: 'paragraph', text: `${PARAGRAPH}\n${PARAGRAPH}` },
];

const table = (columns: string[], count: number): IssuedContent['blocks'][number] => ({
  type: 'table',
  columns,
  rows: Array.from({ length: count }, (_, i) =>
    columns.map((column, j) =>
      j === 0 ? `${i + 1}` : j === 2 ? `营区周边道路照明改造第${i + 1}段` : column,
    ),
  ),
});
const SEVEN = ['序号', '类别', '事项名称', '提出单位', '牵头单位', '办理时限', '办理状态'];
const TWELVE = [...SEVEN, '配合单位', '负责领导', '主要措施', '办理结果', '备注'];

/** One of each kind, as the product would issue it. Nobody and nothing in them is real. */
export const SAMPLES: Record<DocumentKind, IssuedContent> = {
  notice: {
    ...base,
    kind: 'notice',
    number: '双双拥办发〔2027〕3号',
    title: `${OFFICE}关于报送2027年军地“双清单”的通知`,
    recipients: [...base.recipients],
    copies: [...base.copies],
    blocks: body,
    annexes: [
      { title: '军地“双清单”事项统计表', blocks: [table(SEVEN, 12)] },
      { title: '填报说明', blocks: [{ type: 'paragraph', text: PARAGRAPH }] },
    ],
    remark: '联系人：某某，电话：10000000000',
  },
  circular: {
    ...base,
    kind: 'circular',
    number: '双双拥办通〔2027〕1号',
    title: `${OFFICE}关于2027年军地“双清单”落实情况的通报`,
    recipients: [...base.recipients],
    copies: [...base.copies],
    blocks: body,
    annexes: [{ title: '军地“双清单”事项统计表', blocks: [table(TWELVE, 20)] }],
    scope: '县双拥工作领导小组成员单位，不得扩散',
  },
  minutes: {
    ...base,
    kind: 'minutes',
    number: '双双拥办纪〔2027〕2号',
    title: '关于随军子女入学问题的专题协商会议纪要',
    recipients: [],
    copies: [...base.copies],
    blocks: body.slice(0, 5),
    attendance: {
      present: Array.from({ length: 14 }, (_, i) => `县某某局\u3000甲${i + 1}`),
      excused: ['县某某局　乙'],
      observers: ['某某学校　丙', '某某镇　丁'],
    },
  },
  request: {
    ...base,
    kind: 'request',
    number: '双双拥办请〔2027〕1号',
    title: `${OFFICE}关于解决营区周边道路改造资金的请示`,
    recipients: [CITY],
    copies: [],
    signatory: '某某某',
    blocks: [...body.slice(0, 3), { type: 'paragraph', text: '妥否，请批示。' }],
  },
  report: {
    ...base,
    kind: 'report',
    number: '双双拥办报〔2027〕1号',
    title: `${OFFICE}关于“随军子女入学”事项的专题报告`,
    recipients: [CITY],
    copies: [],
    signatory: '某某某',
    blocks: [...body.slice(0, 3), { type: 'paragraph', text: '特此报告。' }],
  },
  forwarding: {
    ...base,
    kind: 'forwarding',
    number: '双双拥办转〔2027〕4号',
    title: `${OFFICE}转发《${CITY}关于印发2027年双拥工作要点的通知》的通知`,
    recipients: [...base.recipients],
    copies: [...base.copies],
    blocks: [{ type: 'paragraph', text: `现将通知转发给你们，请结合以下意见一并抓好落实。${PARAGRAPH}` }],
    forwarded: {
      ...base,
      kind: 'notice',
      number: '临双拥办发〔2027〕2号',
      issuer: CITY,
      title: `${CITY}关于印发2027年双拥工作要点的通知`,
      recipients: ['各县（区）双拥工作领导小组'],
      copies: [],
      blocks: body,
      date: '2027-03-09',
    },
  },
  supervision: {
    ...base,
    kind: 'supervision',
    number: '双双拥办督〔2027〕5号',
    title: '关于限期办理“随军子女入学”事项的督办单',
    recipients: ['双江自治县教育体育局'],
    copies: [],
    colour: 'orange',
    blocks: [
      {
        type: 'table',
        columns: ['项目', '内容'],
        rows: [
          ['督办事项', '随军子女入学'],
          ['承办单位', '双江自治县教育体育局'],
          ['原定时限', '2027年8月31日'],
          ['督办要求', PARAGRAPH],
        ],
      },
    ],
  },
  statistics: {
    ...base,
    kind: 'statistics',
    number: '双双拥办表〔2027〕1号',
    title: '双江自治县2027年军地“双清单”事项统计表',
    recipients: [],
    copies: [],
    blocks: [table(TWELVE, 24)],
  },
  publicNotice: {
    ...base,
    kind: 'publicNotice',
    number: '双双拥办示〔2027〕1号',
    title: '双江自治县2027年双拥模范单位和先进个人命名表彰拟命名对象公示',
    recipients: [],
    copies: [],
    blocks: body,
    annexes: [{ title: '主要事迹', blocks: body }],
  },
  decision: {
    ...base,
    kind: 'decision',
    number: '双双拥办决〔2027〕1号',
    title: '关于双江自治县2027年双拥模范单位和先进个人命名表彰的决定',
    blocks: body,
  },
};
