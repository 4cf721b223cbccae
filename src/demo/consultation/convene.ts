import type { LedgerItemDetail } from '../../../contracts/http/ledger.js';
import type { MeetingView } from '../../../contracts/http/meetings.js';
import type { LeadingGroupDetail } from '../../../contracts/http/organisation.js';
import { COUNTY, LEADER, OFFICE, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { ABOUT } from './ask.js';

export const UNITS = ['县住建局', '县自然资源局', '县财政局', '武警双江中队'] as const;

export function meetingOf(story: Story, id: string, login = OFFICE): Promise<MeetingView> {
  return story.http.get(login, `/api/v1/meetings/${id}`);
}

/** The office drafts, the 组长 approves, the notice goes out with a number. @returns the meeting's process id */
export async function convene(story: Story): Promise<string> {
  story.tell.chapter('报请和通知', '规定三（三）2：报请组长召开，会前将议题呈报组长、副组长及送达有关单位');
  await story.at('03-09');
  const { id: itemId } = await story.item(ABOUT);
  const item = await story.http.get<LedgerItemDetail>(OFFICE, `/api/v1/ledger/items/${itemId}`);
  const id = item.consultations[0]!.id;
  story.tell.expect('协商与事项相互关联', (await meetingOf(story, id)).askedBy?.id === itemId);

  await story.decide(OFFICE, 'draft', {
    about: ABOUT,
    decision: 'requested',
    form: await proposal(story, ['县住建局', '县财政局']),
  });
  story.say('县双拥办拟定议题和参会范围，报请组长召开。');
  await story.at('03-10');
  await story.decide(LEADER, 'approve', {
    about: ABOUT,
    decision: 'returned',
    opinion: '用地是关键，自然资源局要参加；请部队也来。',
  });
  await story.at('03-10', '15:00');
  await story.decide(OFFICE, 'draft', {
    about: ABOUT,
    decision: 'requested',
    form: await proposal(story, UNITS),
  });
  story.say('组长退回，要求自然资源局和部队参加；县双拥办当天补上再报。');
  await story.at('03-11');
  await story.decide(LEADER, 'approve', { about: ABOUT, decision: 'approved' });
  const [issued] = await story.history(id, '&kind=documentIssued');
  story.say(`组长同意。${issued?.sentence}`);
  const { startsAt, participants } = await meetingOf(story, id);
  story.tell.remark(
    `会议定于 ${dayOf(startsAt!)}，通知送 ${participants.length} 个参会领导和单位，逐一签收。`,
  );
  story.tell.expect('通知有文号', /〔\d{4}〕\d+号/.test(issued?.sentence ?? ''));
  return id;
}

async function proposal(story: Story, units: readonly string[]): Promise<object> {
  const group = await story.http.get<LeadingGroupDetail>(OFFICE, `/api/v1/leading-groups/${COUNTY}`);
  const leaders = ['组长', '副组长（县政府分管领导）'];
  return {
    title: '营区外排洪沟整治专题协商',
    agenda: ['排洪沟改线方案', '用地调整和资金来源'],
    leaderPositionIds: group.leaders
      .filter(({ title }) => leaders.includes(title))
      .map(({ positionId }) => positionId),
    unitIds: units.map((name) => story.unit(name)),
    startsAt: `${YEAR}-03-18T09:00+08:00`,
    place: '县政府第二会议室',
    reason: '施工、用地、资金涉及多家，需要一起定。',
  };
}
