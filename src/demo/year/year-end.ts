import type { AnnualCycleDetailView } from '../../../contracts/http/annual-cycles.js';
import type { VerificationView } from '../../../contracts/http/history.js';
import { YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { year } from './months.js';
import { shortly } from './words.js';

/** Ledger, what is carried over, and whether the record is whole. */
export async function yearEnd(story: Story): Promise<AnnualCycleDetailView> {
  story.tell.chapter('年终', '规定三（一）3：完善台账；没办结的列入下年，一件不丢');
  await story.at('12-19');
  await story.at(`${YEAR + 1}-01-20`);
  const entries = await story.history(story.processId);
  for (const { at, kind, sentence } of entries)
    if (['annualLedger', 'documentIssued', 'carriedToNextYear', 'ended'].includes(kind))
      story.tell.line(new Date(at), sentence);
  const now = await year(story);
  story.say(`列入 ${YEAR + 1} 年继续跟踪的 ${now.carriedOut.length} 件：`);
  for (const { kindLabel, title } of now.carriedOut.slice(0, 8))
    story.tell.remark(`${kindLabel}：${shortly(title)}`);
  if (now.carriedOut.length > 8) story.tell.remark(`……共 ${now.carriedOut.length} 件`);
  story.tell.expect('全年各项都启动了', now.planned + now.failed === 0);
  story.tell.expect('年度工作办结', now.state === 'ended' && now.outcome === 'finished');

  const {
    chains,
    entries: count,
    whole,
    problem,
  } = await story.http.post<VerificationView>('auditor', '/api/v1/audit/verifications', {});
  story.say(
    `审计员核验：${chains} 个流程、${count} 条记录，${whole ? '没有改动、删除或插入' : problem?.sentence}。`,
  );
  story.tell.expect('过程记录完整', whole);
  story.tell.table(`${YEAR} 年收尾（${dayOf(story.now)}）`, [
    ['安排', `${now.entries.length} 项，启动 ${now.started} 项，不再进行 ${now.skipped} 项`],
    ['办结', `${now.entries.filter(({ process }) => process?.state === 'ended').length} 项`],
    ['结转', `${now.carriedOut.length} 件`],
  ]);
  return now;
}
