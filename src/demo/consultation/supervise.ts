import type { MatterPage } from '../../../contracts/http/meetings.js';
import { COUNTY, DIRECTOR, LEADER, OFFICE, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { ABOUT } from './ask.js';
import { meetingOf } from './convene.js';

/** Receipts; each matter until it is struck off: in time, after an extension, and after it was returned. */
export async function supervise(story: Story, id: string): Promise<void> {
  story.tell.chapter('督办议定事项', '规定三（三）3：会后严格落实，办公室负责调度督导');
  await story.at('03-24');
  for (const login of [
    LEADER,
    'leader3',
    ...['housing', 'land', 'finance', 'police-squad'].map((key) => `liaison.${key}`),
  ])
    await story.sign(login, 'receipts', { about: ABOUT, decision: 'received' });
  await story.settle();
  story.say('与会领导和单位都签收了纪要。');

  await story.at('04-12');
  await done(story, 'liaison.land', '用地', '两处用地已调整，公示期满无异议。');
  await story.at('04-13');
  await strike(story, '用地');
  story.say('县自然资源局按时办成用地调整，县双拥办核查销号。');

  await extend(story);
  await returned(story);
  const { figures, state } = await meetingOf(story, id);
  story.say(`三项议定事项：办结 ${figures.closed} 项，逾期 ${figures.late} 项，未办结 ${figures.open} 项。`);
  story.tell.expect('全部销号', figures.open === 0 && figures.closed === 3);
  story.tell.expect('全部销号后会议流程办结', state === 'ended');
  const path = `/api/v1/matters?region=${COUNTY}&state=closed`;
  const { items } = await story.http.get<MatterPage>(OFFICE, path);
  story.tell.expect('议定事项台账里都能查到', items.length === 3);
}

async function done(story: Story, login: string, about: string, result: string): Promise<void> {
  await story.decide(login, 'solve', { about, decision: 'done', form: { result } });
}

async function strike(story: Story, about: string): Promise<void> {
  await story.decide(OFFICE, 'review', { about, decision: 'closed' });
}

async function extend(story: Story): Promise<void> {
  await story.at('04-26');
  const { assignmentId } = await story.task('liaison.finance', 'solve', '资金');
  await story.act('liaison.finance', assignmentId, {
    action: 'requestExtension',
    until: `${YEAR}-05-20`,
    opinion: '预算调整要经常委会会议审议，5月中旬召开。',
  });
  await story.settle();
  await story.at('04-27');
  await story.decide(DIRECTOR, 'extension', { about: '资金', decision: 'approved' });
  await story.at('05-18');
  await done(story, 'liaison.finance', '资金', '预算调整已通过，首批资金拨付到位。');
  await strike(story, '资金');
  story.say('县财政局的资金统筹要等预算审议，县双拥办主任同意延到 5月20日；5月18日办成，销号，不算逾期。');
}

/** The lead says it is done, the office looks and returns it. */
async function returned(story: Story): Promise<void> {
  await story.at('06-24');
  await story.decide('liaison.police-squad', 'cooperate', {
    about: '施工',
    decision: 'replied',
    form: { reply: '营区侧已让出施工面。' },
  });
  await done(story, 'liaison.housing', '施工', '两段改线完成。');
  await story.at('06-25');
  await story.decide(OFFICE, 'review', {
    about: '施工',
    decision: 'returned',
    opinion: '现场查看，第二段护坡没有做。',
  });
  story.say('县住建局报告改线完成，县双拥办到现场核查，第二段护坡没有做，退回再办。');
  await story.at('06-30');
  await story.decide('liaison.housing', 'solve', {
    about: '施工',
    decision: 'done',
    form: { result: '护坡补做，800 米全部完工。', withoutReplies: '部队配合事项此前已落实。' },
  });
  await story.at('07-01');
  await strike(story, '施工');
  story.say(`${dayOf(`${YEAR}-06-30T12:00:00+08:00`)}县住建局补做完成，县双拥办销号。`);
}
