import { STAGES, type StageKey } from '../campaign/stages.js';
import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SENDING, type StepBlueprint } from './blueprint.js';
import { extensionStep } from './extension.js';

/** Stages run side by side: nothing is returned to a step that another stage has gone past. */
const ACTS = SENDING.filter((action) => action !== 'return');

type Words = Pick<StepBlueprint, 'label' | 'ask'>;

/** What every unit hands in. Who is late still owes it when the stage goes on. */
function handIn(stage: StageKey, words: Words, decisions: StepBlueprint['decisions']): StepBlueprint {
  return {
    ...words,
    article: STAGES[stage].article,
    owner: 'campaignUnits',
    rule: 'collect',
    deadline: { kind: 'given' },
    atDeadline: { outcome: 'deadline', label: '到期汇总', stillOwed: true },
    ladder: DEFAULT_LADDER,
    decisions,
    actions: ['transfer', 'extend', 'returnFiling', 'withdraw'],
  };
}

/** The office's sign-off of a stage, refused until its conditions hold or each exception is named. */
function closing(stage: StageKey): StepBlueprint {
  const { label, article } = STAGES[stage];
  return {
    label: `结束${label}阶段`,
    ask: `核对${label}阶段的条件，签批结束；条件不具备的，逐项写明例外和理由。`,
    article,
    owner: 'officeDirector',
    rule: 'single',
    deadline: { kind: 'given' },
    ladder: DEFAULT_LADDER,
    decisions: { closed: { label: '结束阶段', polarity: 'positive', form: 'campaignStageClosing' } },
    actions: ACTS,
  };
}

function officeWork(
  stage: StageKey,
  words: Words,
  deadline: StepBlueprint['deadline'],
  decisions: StepBlueprint['decisions'],
): StepBlueprint {
  return {
    ...words,
    article: STAGES[stage].article,
    owner: 'officeStaff',
    rule: 'single',
    deadline,
    ladder: DEFAULT_LADDER,
    decisions,
    actions: ACTS,
  };
}

/** The campaign is over when its seven stages are. */
const STAGE_OVER = { closed: { 'end:finished': '七个阶段都结束' } } as const;

/** “双拥在基层”: two years in seven stages, whose dates and texts the administrator edits before the launch (county-2015). */
export const campaign = defineBlueprint({
  kind: 'campaign',
  launch: { by: 'office', once: 'each', form: 'campaignLaunch' },
  version: 1,
  label: '双拥在基层活动',
  article: '双拥在基层 三',
  legalDatesOf: 'presentYear',
  steps: {
    mobilise: handIn(
      'mobilise',
      { label: '动员部署', ask: '确认已经动员部署，报送本单位的实施计划和“五个一”情况。' },
      { confirmed: { label: '确认动员', polarity: 'positive', form: 'campaignMobilised' } },
    ),
    closeMobilise: closing('mobilise'),
    visit: handIn(
      'visit',
      { label: '走访摸底', ask: '走访驻军部队和优抚对象，按七个专题报送发现的问题；没有问题的也要报。' },
      { filed: { label: '报送走访结果', polarity: 'positive', form: 'campaignFindings' } },
    ),
    arrange: officeWork(
      'visit',
      { label: '梳理交办', ask: '合并重复问题，逐个明确责任单位、责任人、措施和完成时限。' },
      { kind: 'given' },
      { arranged: { label: '交办', polarity: 'positive', form: 'campaignArrangement' } },
    ),
    closeVisit: closing('visit'),
    actions: officeWork(
      'solve',
      { label: '部署专项行动', ask: '对应七个专题，部署七项专项行动，各明确一个牵头单位。' },
      { kind: 'workingDays', days: 10 },
      { deployed: { label: '部署', polarity: 'positive', form: 'campaignActions' } },
    ),
    closeSolve: closing('solve'),
    interim: handIn(
      'interim',
      { label: '单位小结', ask: '小结前期活动，写明差距和下一步安排。' },
      { filed: { label: '报送小结', polarity: 'positive', form: 'campaignInterim' } },
    ),
    closeInterim: closing('interim'),
    mechanism: officeWork(
      'consolidate',
      { label: '建立长效机制', ask: '总结解决问题的做法，形成排忧解难长效机制。' },
      { kind: 'given' },
      { written: { label: '形成机制', polarity: 'positive', form: 'campaignMechanism' } },
    ),
    closeConsolidate: closing('consolidate'),
    inspect: officeWork(
      'inspect',
      { label: '检查督促', ask: '按计划检查，记下去了哪些单位、发现什么问题；问题逐个交办或者提醒。' },
      { kind: 'workingDays', days: 10 },
      { held: { label: '完成检查', polarity: 'positive', form: 'campaignInspection' } },
    ),
    closeInspect: closing('inspect'),
    final: handIn(
      'final',
      { label: '单位总结', ask: '总结两年活动，推荐典型，核对“五个一”。' },
      { filed: { label: '报送总结', polarity: 'positive', form: 'campaignFinal' } },
    ),
    commend: officeWork(
      'final',
      { label: '提出表彰名单', ask: '汇总总结和典型，提出表彰名单，报组长审定。' },
      { kind: 'workingDays', days: 5 },
      { proposed: { label: '报组长审定', polarity: 'positive', form: 'campaignCommendation' } },
    ),
    approve: {
      label: '审定表彰和总结',
      ask: '审定总结和表彰名单，同意的随即印发；需要修改的，退回办公室。',
      article: STAGES.final.article,
      owner: 'groupLeader',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: {
        approved: { label: '同意并印发', polarity: 'positive' },
        returned: { label: '退回修改', polarity: 'back', opinion: 'required' },
      },
      actions: ACTS,
    },
    closeFinal: closing('final'),
    extension: extensionStep('officeStaff', '双拥在基层 三'),
  },
  outcomes: { finished: '完成', terminated: '终止' },
  flow: {
    begin: {
      mobilise: '第一阶段开始',
      visit: '第二阶段开始',
      actions: '第三阶段开始',
      interim: '第四阶段开始',
      mechanism: '第五阶段开始',
      inspect: '第六阶段，到检查日期',
      final: '第七阶段开始',
    },
    after: {
      mobilise: { confirmed: 'closeMobilise', deadline: 'closeMobilise' },
      closeMobilise: STAGE_OVER,
      visit: { filed: 'arrange', deadline: 'arrange' },
      arrange: { arranged: { closeVisit: '', filedLate: '有单位补报的' } },
      closeVisit: STAGE_OVER,
      actions: { deployed: { closeSolve: '到阶段结束日期' } },
      closeSolve: STAGE_OVER,
      interim: { filed: 'closeInterim', deadline: 'closeInterim' },
      closeInterim: STAGE_OVER,
      mechanism: { written: { closeConsolidate: '到阶段结束日期' } },
      closeConsolidate: STAGE_OVER,
      inspect: { held: { inspect: '还有计划的检查', closeInspect: '检查完毕，到阶段结束日期' } },
      closeInspect: STAGE_OVER,
      final: { filed: 'commend', deadline: 'commend' },
      commend: { proposed: 'approve' },
      approve: { approved: 'closeFinal', returned: 'commend' },
      closeFinal: STAGE_OVER,
    },
    waits: { filedLate: { label: '补报走访结果', then: 'arrange', ifAny: true } },
  },
});

/** Which stage each step belongs to. */
export const STAGE_OF_STEP: Record<string, StageKey> = {
  mobilise: 'mobilise',
  closeMobilise: 'mobilise',
  visit: 'visit',
  arrange: 'visit',
  closeVisit: 'visit',
  actions: 'solve',
  closeSolve: 'solve',
  interim: 'interim',
  closeInterim: 'interim',
  mechanism: 'consolidate',
  closeConsolidate: 'consolidate',
  inspect: 'inspect',
  closeInspect: 'inspect',
  final: 'final',
  commend: 'final',
  approve: 'final',
  closeFinal: 'final',
} satisfies Record<Exclude<keyof typeof campaign.steps, 'extension'>, StageKey>;
