/** The seven stages (双拥在基层 三), in the order of the source. Months count from the campaign's first; both are included. */
export const STAGES = {
  mobilise: {
    label: '宣传动员',
    article: '双拥在基层 三（一）',
    months: [0, 1],
    goal: '全部单位和乡镇完成动员，逐个报送实施计划。',
  },
  visit: {
    label: '走访摸底',
    article: '双拥在基层 三（二）',
    months: [2, 3],
    goal: '全部单位报送走访结果，每个问题都明确责任单位、责任人和时限。',
  },
  solve: {
    label: '排忧解难',
    article: '双拥在基层 三（三）',
    months: [4, 10],
    goal: '台账上的问题逐个解决、逐个销号，解决率达到 100%。',
  },
  interim: {
    label: '活动小结',
    article: '双拥在基层 三（四）',
    months: [11, 11],
    goal: '全部单位报送小结，每家写明差距和下一步安排。',
  },
  consolidate: {
    label: '巩固提高',
    article: '双拥在基层 三（五）',
    months: [12, 22],
    goal: '上一阶段转入的问题全部解决，形成一套长效机制。',
  },
  inspect: {
    label: '检查督促',
    article: '双拥在基层 三（六）',
    months: [0, 22],
    goal: '每季度检查 1 次，发现的问题全部交办。',
  },
  final: {
    label: '总结宣传',
    article: '双拥在基层 三（七）',
    months: [23, 23],
    goal: '全部单位报送总结，推出一批典型，表彰一批单位。',
  },
} as const satisfies Record<
  string,
  { label: string; article: string; months: readonly [number, number]; goal: string }
>;

export type StageKey = keyof typeof STAGES;
export const STAGE_KEYS = Object.keys(STAGES) as StageKey[];

/** Stages that follow one another; 检查督促 runs beside them from the first to the last but one. */
export const IN_TURN: readonly StageKey[] = STAGE_KEYS.filter((key) => key !== 'inspect');

/** In which units hand something in. */
export const HANDED_IN: readonly StageKey[] = ['mobilise', 'visit', 'interim', 'final'];

/** Days before a stage's end on which the office is asked to close it, where no hand-in decides when. */
export const CLOSING_DAYS = 9;

export function isStage(key: string): key is StageKey {
  return Object.hasOwn(STAGES, key);
}
