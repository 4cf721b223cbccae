import { dateInWords } from '../documents/words.js';
import type { Block, DocumentContent } from '../documents/document.js';
import type { CivilDate } from '../time/zone.js';
import type { ContentArea } from './forms.js';
import { TOPIC_KEYS, TOPICS, type Topic } from './topics.js';

/** Who issues, to whom, on which day. */
export interface CampaignAddress {
  issuer: string;
  recipients: string[];
  upperOffice: string | null;
  date: CivilDate;
  /** 双江自治县“双拥在基层”活动 */
  campaign: string;
}

export interface CountedTopic {
  topic: Topic;
  raised: number;
  assigned: number;
  solved: number;
  open: number;
  late: number;
  carried: number;
  onAccount: number;
}

export interface CampaignSummary {
  summary: string;
  mechanism: string | null;
  examples: readonly ContentArea[];
  figures: readonly CountedTopic[];
  handedIn: { asked: number; mobilised: number; visited: number; interim: number; final: number };
  fiveOnes: { units: number; complete: number };
  inspections: { held: number; items: number; reminders: number };
}

const address = ({ issuer, recipients, upperOffice, date }: CampaignAddress) => ({
  kind: 'circular' as const,
  issuer,
  recipients,
  date,
  copies: upperOffice === null ? [] : [upperOffice],
});

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const heading = (text: string): Block => ({ type: 'heading', level: 1, text });

/** The campaign's summary with its figures (双拥在基层 三（七）). */
export function summaryDocument(to: CampaignAddress, told: CampaignSummary): DocumentContent {
  const sum = (name: keyof Omit<CountedTopic, 'topic'>) =>
    told.figures.reduce((total, line) => total + line[name], 0);
  const { handedIn, fiveOnes, inspections } = told;
  return {
    ...address(to),
    title: `${to.issuer}关于${to.campaign}开展情况的通报`,
    blocks: [
      paragraph(`现将${to.campaign}开展情况通报如下（数据截至${dateInWords(to.date)}）。`),
      heading('一、组织开展'),
      paragraph(
        `参加单位${handedIn.asked}个，确认动员${handedIn.mobilised}个，报送走访结果${handedIn.visited}个，报送小结${handedIn.interim}个，` +
          `报送总结${handedIn.final}个。检查${inspections.held}次，交办问题${inspections.items}个，提醒${inspections.reminders}次。` +
          `“五个一”全部做到的单位${fiveOnes.complete}个，占参加单位的${percent(fiveOnes.complete, fiveOnes.units)}。`,
      ),
      heading('二、解决问题'),
      paragraph(
        `列入台账${sum('raised')}个，明确责任${sum('assigned')}个，解决销号${sum('solved')}个，解决率${percent(sum('solved'), sum('raised'))}；` +
          `其中转入巩固提高阶段${sum('carried')}个，活动结束后继续挂账${sum('onAccount')}个。`,
      ),
      heading('三、总结'),
      ...told.summary.split('\n').map(paragraph),
      ...(told.mechanism === null
        ? []
        : [heading('四、长效机制'), ...told.mechanism.split('\n').map(paragraph)]),
      ...examples(told),
    ],
    annexes: [{ title: `${to.campaign}七个专题办理情况`, blocks: [table(told.figures)] }],
  };
}

function examples({ examples: all, mechanism }: CampaignSummary): Block[] {
  if (all.length === 0) return [];
  return [
    heading(`${mechanism === null ? '四' : '五'}、典型做法`),
    ...all.flatMap(({ title, text }, index) => [
      { type: 'heading', level: 2, text: `（${numeral(index + 1)}）${title}` } as const,
      ...text.split('\n').map(paragraph),
    ]),
  ];
}

function table(figures: readonly CountedTopic[]): Block {
  return {
    type: 'table',
    columns: ['专题', '专项行动', '提出', '交办', '解决', '未结', '逾期', '转入巩固提高', '挂账'],
    rows: TOPIC_KEYS.map((topic) => {
      const line = figures.find((one) => one.topic === topic);
      const counts = line
        ? [line.raised, line.assigned, line.solved, line.open, line.late, line.carried, line.onAccount]
        : [0, 0, 0, 0, 0, 0, 0];
      return [TOPICS[topic].label, TOPICS[topic].action, ...counts.map(String)];
    }),
  };
}

/** 表彰: units and what for (双拥在基层 三（七）“表彰先进”). */
export function commendationDocument(
  to: CampaignAddress,
  commended: readonly { unit: string; merit: string }[],
): DocumentContent {
  return {
    ...address(to),
    title: `${to.issuer}关于表彰${to.campaign}先进单位的通报`,
    blocks: [
      paragraph(
        `${to.campaign}已经完成。经领导小组组长审定，对${commended.length}个先进单位予以表彰（名单附后）。`,
      ),
      paragraph('希望受表彰的单位再接再厉，其他单位对照学习，把基层双拥工作做实做细。'),
    ],
    annexes: [
      {
        title: `${to.campaign}先进单位名单`,
        blocks: [
          {
            type: 'table',
            columns: ['序号', '单位', '主要事迹'],
            rows: commended.map(({ unit, merit }, index) => [`${index + 1}`, unit, merit]),
          },
        ],
      },
    ],
  };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '0%' : `${Math.round((100 * part) / whole)}%`;

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 1 to 99 in Chinese. */
function numeral(n: number): string {
  if (n < 10) return DIGITS[n] ?? '';
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? '' : DIGITS[tens]}十${DIGITS[n % 10]}`;
}
