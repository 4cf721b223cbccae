type What = 'launch' | 'gathering' | 'due';

/** What happens on a day of a plan, in a word and a mark. */
export const DAY_WORDS: Record<What, { label: string; type: 'primary' | 'success' | 'warning' }> = {
  launch: { label: '启动', type: 'primary' },
  gathering: { label: '开展', type: 'success' },
  due: { label: '到期', type: 'warning' },
};

export const BASIS_WORDS: Record<'legal' | 'computed' | 'estimated', string> = {
  legal: '制度写明的日期',
  computed: '由启动日推算',
  estimated: '估计：前面的环节都到期才办完时',
};
