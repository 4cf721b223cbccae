import { describe, expect, it, test } from '@jest/globals';
import { calendarYears } from '../../../database/calendar/source.js';
import { checkCampaign, type CampaignToCheck } from '../../../domain/campaign/check-campaign.js';
import { draftCampaign } from '../../../domain/campaign/draft.js';
import type { CampaignPlan, StagePlan } from '../../../domain/campaign/forms.js';
import { STAGE_KEYS, type StageKey } from '../../../domain/campaign/stages.js';
import { TOPIC_KEYS } from '../../../domain/campaign/topics.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import type { CivilDate } from '../../../domain/time/zone.js';

const calendar = new WorkingCalendar(calendarYears(2015, 2016));
const UNIT = '00000000-0000-4000-8000-000000000001';
const leads = TOPIC_KEYS.map((_, index) => ({
  id: `${index}`,
  name: ['发展和改革局', '应急局', '教育局', '退役军人事务局', '民政局', '人力资源局', '司法局'][index] ?? '',
}));
const draft = (): CampaignPlan =>
  draftCampaign({ region: '双江自治县', from: '2015-01-01', calendar, units: leads });

const input = (plan: CampaignPlan, change: Partial<CampaignToCheck> = {}): CampaignToCheck => ({
  plan,
  today: '2015-01-01',
  calendar,
  regionLacks: [],
  units: [{ id: UNIT, name: '县民政局', hasLiaison: true, hasLeader: true }],
  unknownUnitIds: [],
  counties: {},
  running: [],
  ...change,
});

const found = (plan: CampaignPlan, change?: Partial<CampaignToCheck>): string[] =>
  checkCampaign(input(plan, change)).map(({ severity, code, where }) => `${severity} ${code} ${where}`);

/** The draft with one stage changed; the others follow it nowhere. */
function withStage(key: StageKey, change: Partial<StagePlan>): CampaignPlan {
  const plan = draft();
  return {
    ...plan,
    stages: plan.stages.map((stage) => (stage.key === key ? { ...stage, ...change } : stage)),
  };
}

describe('the draft of 2015', () => {
  it('has the seven stages of the source at its dates, and passes but for an end of year on a Saturday', () => {
    const plan = draft();
    expect(plan.stages.map(({ key, fromDate, toDate }) => [key, fromDate, toDate])).toEqual([
      ['mobilise', '2015-01-01', '2015-02-28'],
      ['visit', '2015-03-01', '2015-04-30'],
      ['solve', '2015-05-01', '2015-11-30'],
      ['interim', '2015-12-01', '2015-12-31'],
      ['consolidate', '2016-01-01', '2016-11-30'],
      ['inspect', '2015-01-01', '2016-11-30'],
      ['final', '2016-12-01', '2016-12-31'],
    ]);
    expect([plan.fromDate, plan.toDate]).toEqual(['2015-01-01', '2016-12-31']);
    expect(plan.contents).toHaveLength(5);
    expect(plan.actions.map(({ topic, leadUnitId }) => [topic, leadUnitId])).toEqual(
      TOPIC_KEYS.map((topic, index) => [topic, `${index}`]),
    );
    expect(found(plan)).toEqual(['warning deadlineOnRestDay form.stages[6].toDate']);
  });

  it('begins in the middle of a month as well', () => {
    const plan = draftCampaign({ region: '云县', from: '2015-08-31', calendar, units: [] });
    expect(plan.stages[1]).toMatchObject({ fromDate: '2015-10-01', toDate: '2015-11-30' });
    expect(plan.toDate).toBe('2017-07-31');
    expect(checkCampaign(input(plan)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('the date that the source prints is an error which names the field and says how to mend it', () => {
  const findings = checkCampaign(input(withStage('visit', { fromDate: '2014-03-01' })));
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([
    {
      code: 'stageBeforeCampaign',
      severity: 'error',
      where: 'form.stages[1].fromDate',
      message: '“走访摸底”自 2014-03-01 开始，早于活动开始的 2015-01-01。',
      mend: '年份可能写错了，请核对是否应为 2015-03-01。',
    },
  ]);
});

const REST = 'warning deadlineOnRestDay form.stages[6].toDate';

test.each<[string, CampaignPlan, string[]]>([
  [
    'a stage that ends before it begins',
    withStage('solve', { toDate: '2015-04-01' }),
    ['error stageEndsBeforeStart form.stages[2].toDate', REST],
  ],
  [
    'a stage outside the campaign',
    withStage('final', { toDate: '2017-01-20' }),
    ['error stageAfterCampaign form.stages[6].toDate'],
  ],
  [
    'stages that overlap and should follow each other',
    withStage('solve', { fromDate: '2015-04-20' }),
    [REST, 'error stagesOverlap form.stages[2].fromDate'],
  ],
  [
    'a gap between two stages',
    withStage('interim', { fromDate: '2015-12-08' }),
    [REST, 'warning stageGap form.stages[3].fromDate'],
  ],
  ['no end', withStage('solve', { goal: '  ' }), ['error stageWithoutGoal form.stages[2].goal', REST]],
  [
    'an end that nobody can measure',
    withStage('solve', { goal: '取得明显成效' }),
    ['warning goalNotMeasurable form.stages[2].goal', REST],
  ],
  [
    'a hand-in outside its stage',
    withStage('visit', { handInDate: '2015-05-04' }),
    ['error handInOutsideStage form.stages[1].handInDate', REST],
  ],
  [
    'a hand-in where nobody hands in',
    withStage('solve', { handInDate: '2015-06-01' }),
    ['error handInUnasked form.stages[2].handInDate', REST],
  ],
  [
    'inspections outside their stage, and not in order',
    withStage('inspect', { inspectionDates: ['2015-04-20', '2015-04-20', '2016-12-05'] }),
    [
      'error inspectionsOutOfOrder form.stages[5].inspectionDates[1]',
      'error inspectionOutsideStage form.stages[5].inspectionDates[2]',
      REST,
    ],
  ],
  [
    'no inspection at all',
    withStage('inspect', { inspectionDates: [] }),
    ['warning noInspection form.stages[5].inspectionDates', REST],
  ],
  [
    'festivals',
    withStage('inspect', { inspectionDates: ['2015-02-19', '2015-07-30', '2015-10-02', '2016-05-21'] }),
    [
      'warning collidesWithFestival form.stages[5].inspectionDates[0]',
      'warning collidesWithFestival form.stages[5].inspectionDates[1]',
      'warning collidesWithFestival form.stages[5].inspectionDates[2]',
      'warning deadlineOnRestDay form.stages[5].inspectionDates[3]',
      REST,
    ],
  ],
  [
    'a missing stage and one twice',
    {
      ...draft(),
      stages: draft().stages.map((stage) =>
        stage.key === 'interim'
          ? {
              key: 'inspect' as const,
              title: '检查',
              goal: stage.goal,
              fromDate: stage.fromDate,
              toDate: stage.toDate,
              inspectionDates: ['2015-12-04'],
            }
          : stage,
      ),
    },
    ['error stageMissing form.stages.interim', 'error stageTwice form.stages[5].key', REST],
  ],
  [
    'a campaign that ends before it begins',
    { ...draft(), toDate: '2014-12-31' as CivilDate, stages: draft().stages.slice(0, 0) },
    [
      'error campaignEndsBeforeStart form.toDate',
      ...STAGE_KEYS.map((key) => `error stageMissing form.stages.${key}`),
    ],
  ],
])('finds %s', (_, plan, expected) => {
  expect(found(plan)).toEqual(expected);
});

test.each<[string, Partial<CampaignToCheck>, string[]]>([
  [
    'an office without anybody',
    { regionLacks: ['双拥办没有在任人员'] },
    ['error leadMissing regionCode', REST],
  ],
  ['another campaign', { running: ['上一轮活动'] }, ['warning campaignRunning form.title', REST]],
  [
    'a unit without liaison or leader',
    { units: [{ id: UNIT, name: '县民政局', hasLiaison: false, hasLeader: false }] },
    [
      REST,
      `warning unitWithoutLiaison units.${UNIT}.liaison`,
      `warning unitWithoutLeader units.${UNIT}.leader`,
    ],
  ],
  ['nobody who takes part', { units: [] }, [REST, 'error nobodyTakesPart form.unitIds']],
  [
    'a lead that is no unit',
    { unknownUnitIds: ['4'] },
    [REST, 'error leadUnknown form.actions[4].leadUnitId'],
  ],
  [
    'a launch that comes late',
    { today: '2015-03-02' },
    ['warning campaignBegun form.fromDate', 'warning stageOver form.stages[0].toDate', REST],
  ],
])('finds %s', (_, change, expected) => {
  expect(found(draft(), change)).toEqual(expected);
});

test('counties are the region’s own, and able to run it', () => {
  const plan = { ...draft(), countyCodes: ['530921', '530922', '530100'] };
  const counties = {
    '530921': { name: '凤庆县', lacks: [] },
    '530922': { name: '云县', lacks: ['领导小组没有组长'] },
  };
  expect(found(plan, { counties }).slice(1)).toEqual([
    'error countyNotReady form.countyCodes[1]',
    'error countyUnknown form.countyCodes[2]',
  ]);
});

test('an action for each topic, each with a lead', () => {
  const plan = draft();
  plan.actions = plan.actions.slice(1).map(({ topic, title }) => ({ topic, title }));
  expect(found(plan).filter((one) => one.includes('action'))).toEqual([
    'error actionMissing form.actions.urgentNeeds',
    ...plan.actions.map((_, index) => `warning actionWithoutLead form.actions[${index}].leadUnitId`),
  ]);
});

it('every finding has an id of its own, and says in words what to do', () => {
  const findings = checkCampaign(
    input(withStage('visit', { fromDate: '2014-03-01', goal: '' }), { units: [], regionLacks: ['甲', '乙'] }),
  );
  for (const { message, mend } of findings) {
    expect(message).toMatch(/。$/);
    expect(mend).toMatch(/。$/);
  }
  const ids = findings
    .filter(({ code }) => code !== 'leadMissing')
    .map(({ code, where }) => `${code}@${where}`);
  expect(new Set(ids).size).toBe(ids.length);
});
