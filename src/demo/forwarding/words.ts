/** The story's documents. Facts of the sources (32 points, “5+2” mechanisms, six opinions), words of its own; nothing in it is classified. */
export const SOURCE = {
  issuer: '云南省双拥工作领导小组办公室',
  number: '云拥办〔2027〕1号',
  title: '2027年云南省双拥工作要点',
  text: [
    '要点分六个部分、32 条，逐条明确牵头和配合单位。',
    '各州市双拥办、省双拥工作领导小组成员单位结合实际抓好落实。',
  ].join('\n'),
} as const;

/** What the city adds (州市贯彻意见). */
export const OPINIONS = [
  {
    title: '创建双拥模范城（县）',
    text: '对照创建实施方案列出任务清单，逐项落实到单位；做好先进典型的评选推荐。',
  },
  {
    title: '健全工作机制',
    text: '用好本地“5+2”机制，完善军地共建和考核办法，上下衔接、区域协调。',
  },
  {
    title: '开展宣传教育',
    text: '结合节日慰问和评选活动宣传身边的双拥典型，让更多群众参与进来。',
  },
  {
    title: '支持部队建设',
    text: '压实属地责任，行业拥军和社会拥军一起做；按时推进军地“双清单”和美丽军营建设。',
  },
  {
    title: '助力地方发展',
    text: '驻地部队围绕乡村振兴、爱心助学、平安创建开展共建联谊。',
  },
  {
    title: '巩固工作成效',
    text: '落实优抚安置政策，统筹随军家属就业和“三后”问题，及时化解矛盾。',
  },
] as const;

/** What 双江 adds for its own units. */
export const COUNTY_OPINIONS = [
  { title: '对表分工', text: '各单位一周内对照要点和市级意见列出本单位任务。' },
  { title: '按月报送', text: '每月底前由联络员报送进展，县双拥办汇总通报。' },
] as const;
