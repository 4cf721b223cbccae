import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, type StepBlueprint } from './blueprint.js';

const ARTICLE = '固原双拥工作督查通报2023 一';

function declaration(words: string): StepBlueprint {
  return {
    label: `${words}排查`,
    ask: '对照标准逐项申明本季度有没有发生否决事项；系统里有线索而认为没有发生的，写明理由；发现的随即立案核查。',
    article: ARTICLE,
    owner: 'officeStaff',
    rule: 'single',
    // What was found is being verified from then on.
    final: true,
    deadline: { kind: 'workingDays', days: 3 },
    ladder: DEFAULT_LADDER,
    decisions: { declared: { label: '完成排查', polarity: 'positive', form: 'vetoDeclaration' } },
    actions: ['transfer', 'delegate'],
  };
}

const YEAR_OVER = { declared: { 'end:finished': '各季度都已排查' } } as const;

/**
 * 否决事项常态化排查: a region's standing watch of one year. At the end of each quarter the office declares every veto item, with what the
 * system itself holds beside it; one quarter that is late does not keep the next one from coming (固原双拥工作督查通报2023 一: “没有……一票否决事项”
 * is a statement somebody must be able to make).
 */
export const vetoWatch = defineBlueprint({
  kind: 'vetoWatch',
  launch: { by: 'office', once: 'year' },
  version: 1,
  label: '否决事项排查',
  article: ARTICLE,
  legalDatesOf: 'processYear',
  steps: {
    quarter1: declaration('第一季度'),
    quarter2: declaration('第二季度'),
    quarter3: declaration('第三季度'),
    quarter4: declaration('第四季度'),
  },
  outcomes: { finished: '年度届满', terminated: '终止' },
  flow: {
    begin: {
      quarter1: '第一季度最后一个工作日',
      quarter2: '第二季度最后一个工作日',
      quarter3: '第三季度最后一个工作日',
      quarter4: '第四季度最后一个工作日',
    },
    after: { quarter1: YEAR_OVER, quarter2: YEAR_OVER, quarter3: YEAR_OVER, quarter4: YEAR_OVER },
  },
});
