import { DIRECTOR, LEADER, OFFICE, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { ABOUT } from './ask.js';
import { meetingOf } from './convene.js';

/** Drafted, countersigned by who leads the matters, reviewed, signed: the number and the matters come with the signature. */
export async function minutes(story: Story, id: string): Promise<void> {
  story.tell.chapter(
    '会议纪要',
    '规定三（三）1、3：明确任务分工，制定具体措施；形成会议纪要，印发与会领导和成员单位',
  );
  await story.at('03-19');
  const gaps = { ...works(story), leadUnitId: undefined, limitDate: undefined };
  const incomplete = story.sign(OFFICE, 'minutes', {
    about: ABOUT,
    ...drafted([gaps, land(story, '04-15')]),
  });
  story.say('县双拥办起草纪要，有一项没有写明单位和时限，送不出去：');
  story.tell.remark(await story.refusal('议定事项不完整', incomplete, 'MATTERS_INCOMPLETE'));
  await draft(story, '03-31');
  story.say('补齐后送牵头单位会签。');
  await story.at('03-22');
  await story.decide('liaison.housing', 'countersign', { about: ABOUT, decision: 'agreed' });
  await story.decide('liaison.land', 'countersign', {
    about: ABOUT,
    decision: 'objected',
    opinion: '用地调整要公示，3月底来不及，建议4月15日。',
  });
  story.say('县自然资源局不同意：用地调整要公示，3月底来不及。纪要退回起草。');
  await draft(story, '04-15');
  for (const login of ['liaison.housing', 'liaison.land', 'liaison.finance'])
    await story.sign(login, 'countersign', { about: ABOUT, decision: 'agreed' });
  await story.settle();
  for (const login of ['deputy', DIRECTOR])
    await story.decide(login, 'review', { about: ABOUT, decision: 'reviewed' });
  story.say('改为4月15日后三家会签同意，副主任、主任依次审核，呈组长。');
  await story.at('03-23');
  await story.decide(LEADER, 'sign', { about: ABOUT, decision: 'signed' });
  const { minutes: issued, matters } = await meetingOf(story, id);
  story.say(`组长签发，${issued?.number}同时印发，${matters.length} 项议定事项当场交办：`);
  for (const { title, lead, limitAt } of matters)
    story.tell.remark(`${title}：${lead.shortName}牵头，${dayOf(limitAt)}前。`);
  story.tell.expect('纪要有文号', /〔\d{4}〕\d+号/.test(issued?.number ?? ''));
  story.tell.expect('每项议定事项都有流程', matters.length === 3);
}

async function draft(story: Story, landLimit: string): Promise<void> {
  const matters = [works(story), land(story, landLimit), money(story)];
  await story.decide(OFFICE, 'minutes', { about: ABOUT, ...drafted(matters) });
}

function drafted(matters: object[]): { decision: string; form: object } {
  const summary = '会议听取了县住建局勘察情况汇报。\n会议认为，改线方案可行，三家同步推进。';
  return { decision: 'drafted', form: { summary, matters } };
}

const works = (story: Story) => ({
  title: '排洪沟改线施工',
  leadUnitId: story.unit('县住建局'),
  cooperatingUnitIds: [story.unit('武警双江中队')],
  measures: '分两段施工，汛期前完成应急段。',
  limitDate: `${YEAR}-06-30`,
});

const land = (story: Story, limit: string) => ({
  title: '改线用地调整',
  leadUnitId: story.unit('县自然资源局'),
  cooperatingUnitIds: [],
  measures: '调整两处用地并公示。',
  limitDate: `${YEAR}-${limit}`,
});

const money = (story: Story) => ({
  title: '整治资金统筹',
  leadUnitId: story.unit('县财政局'),
  cooperatingUnitIds: [],
  measures: '列入本年预算调整，分两次拨付。',
  limitDate: `${YEAR}-04-30`,
});
