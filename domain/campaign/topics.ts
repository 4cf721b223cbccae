/** For whom a visit asks: the army, or the beneficiaries (优抚安置对象) of the preferential policies. */
export type TopicSide = 'army' | 'beneficiary';

interface TopicWords {
  side: TopicSide;
  label: string;
  /** The special action of stage 3 that answers it. */
  action: string;
  /** Words in the name of the unit that usually leads the action, the likeliest first. */
  ledBy: readonly string[];
}

/** The seven topics of the visits, three for the army and four for beneficiaries (双拥在基层 三（二）), each with its special action (三（三）). */
export const TOPICS = {
  urgentNeeds: {
    side: 'army',
    label: '练兵备战急需',
    action: '练兵备战急需保障行动',
    ledBy: ['发展和改革', '人民武装'],
  },
  shortages: { side: 'army', label: '执行任务短缺', action: '任务保障补短行动', ledBy: ['应急', '财政'] },
  hopes: { side: 'army', label: '基层官兵期盼', action: '官兵后顾之忧化解行动', ledBy: ['教育', '人力资源'] },
  policies: {
    side: 'beneficiary',
    label: '政策落实',
    action: '优抚安置政策落实行动',
    ledBy: ['退役军人', '民政'],
  },
  hardship: { side: 'beneficiary', label: '特殊困难', action: '特殊困难帮扶行动', ledBy: ['民政', '医疗'] },
  newHopes: {
    side: 'beneficiary',
    label: '新期盼',
    action: '就业创业服务行动',
    ledBy: ['人力资源', '退役军人'],
  },
  legal: { side: 'beneficiary', label: '涉法涉诉', action: '军人军属维权行动', ledBy: ['司法', '公安'] },
} as const satisfies Record<string, TopicWords>;

export type Topic = keyof typeof TOPICS;
export const TOPIC_KEYS = Object.keys(TOPICS) as Topic[];

export const TOPIC_SIDE_LABELS: Record<TopicSide, string> = {
  army: '支持部队建设',
  beneficiary: '帮助优抚对象',
};

export function isTopic(key: string): key is Topic {
  return Object.hasOwn(TOPICS, key);
}
