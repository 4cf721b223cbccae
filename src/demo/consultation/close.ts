import type { LedgerItemDetail } from '../../../contracts/http/ledger.js';
import type { VerificationView } from '../../../contracts/http/history.js';
import { OFFICE, type Story } from '../story.js';
import { ABOUT } from './ask.js';
import { meetingOf } from './convene.js';

/** The result is back with the item: it is finished, confirmed by who raised it, struck off. */
export async function close(story: Story, meetingId: string): Promise<void> {
  story.tell.chapter('回到事项', '规定三（一）1：提出单位满意才销号');
  const { id, stateLabel } = await story.item(ABOUT);
  const item = await story.http.get<LedgerItemDetail>(OFFICE, `/api/v1/ledger/items/${id}`);
  const answer = item.consultations[0]?.answer ?? '';
  story.say(`最后一项销号的当时，结果自动回到“${item.title}”，事项恢复“${stateLabel}”：`);
  story.tell.remark(answer);
  story.tell.expect('协商结果写回事项', answer.includes('800 米全部完工') && item.state === 'solving');
  await story.at('07-02');
  await story.decide('liaison.housing', 'solve', {
    about: ABOUT,
    decision: 'solved',
    form: { result: '按专题协商议定的方案整治完成。' },
  });
  await story.at('07-05');
  await story.decide('liaison.police-squad', 'confirm', { about: ABOUT, decision: 'satisfied' });
  await story.decide(OFFICE, 'close', { about: ABOUT, decision: 'closed' });
  const { state } = await story.item(ABOUT);
  story.say('县住建局提交办理结果，武警双江中队表示满意，县双拥办销号。');
  story.tell.expect('事项已销号', state === 'closed');

  const verification = await story.http.post<VerificationView>('auditor', '/api/v1/audit/verifications', {});
  story.say(
    `审计员核验：${verification.chains} 个流程、${verification.entries} 条记录，没有改动、删除或插入。`,
  );
  story.tell.expect('过程记录完整', verification.whole);
  const { matters, minutes, participants } = await meetingOf(story, meetingId);
  story.tell.table('专题协商一览', [
    ['参会', `${participants.length} 个领导和单位，全部签收通知`],
    ['纪要', minutes?.number ?? ''],
    ...matters.map(({ title, lead, stateLabel: label, result }): [string, string] => [
      title,
      `${lead.shortName}，${label}：${result ?? ''}`,
    ]),
  ]);
}
