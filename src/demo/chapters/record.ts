import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerificationView } from '../../../contracts/http/history.js';
import { COUNTY, OFFICE, YEAR, type Story } from '../story.js';

const AUDITOR = 'auditor';

export async function record(story: Story): Promise<void> {
  story.tell.chapter('台账和留痕', '规定三（一）3：完善台账资料；过程可查、可核');
  await story.at('12-22');
  const table = await story.http.download(OFFICE, `/api/v1/ledger/export?region=${COUNTY}&year=${YEAR}`);
  const file = join(story.out, `双江自治县${YEAR}年军地“双清单”事项统计表.xlsx`);
  writeFileSync(file, table);
  story.say(`县双拥办导出统计表：${file}`);
  story.tell.expect('导出的是 xlsx 文件', table.subarray(0, 2).toString() === 'PK');

  const verification = await story.http.post<VerificationView>(AUDITOR, '/api/v1/audit/verifications', {});
  story.say(
    `审计员核验全部过程记录：${verification.chains} 个流程、${verification.entries} 条记录，${verification.whole ? '没有改动、删除或插入' : verification.problem?.sentence}。`,
  );
  story.tell.expect('过程记录完整', verification.whole);

  const { id, title } = await story.item('家属就业');
  const entries = await story.history(id, '', AUDITOR);
  story.say(`审计员调阅“${title}”的过程，共 ${entries.length} 条，其中签批：`);
  for (const { kind, sentence, at } of entries)
    if (kind === 'decided') story.tell.remark(`${dayIn(at)} ${sentence}`);
  const late = await story.item('限重标志');
  const { steps } = await story.process(late.id);
  const owed = steps.flatMap(({ waitingFor }) => waitingFor)[0]!;
  const attempt = story.act(AUDITOR, owed.assignmentId, { action: 'urge' });
  story.say(`审计员想顺手催办一件：${await story.refusal('审计员办理', attempt, 'READ_ONLY_ROLE')}`);
}

function dayIn(at: string): string {
  return `${Number(at.slice(5, 7))}月${Number(at.slice(8, 10))}日`;
}
