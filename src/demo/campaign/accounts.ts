import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignResults, ChecklistView } from '../../../contracts/http/campaigns.js';
import type { VerificationView } from '../../../contracts/http/history.js';
import type { LedgerPage } from '../../../contracts/http/ledger.js';
import { COUNTY, OFFICE, type Story } from '../story.js';
import { campaignOf } from './campaign.js';
import { SILENT } from './cast.js';

/** 台账、“五个一”、考评结果、留痕, and the figures of two years. */
export async function accounts(story: Story): Promise<CampaignResults> {
  story.tell.chapter('台账、“五个一”和考评', '方案四：建好台账，结合“五个一”，作为年度考评的依据');
  const { processId: id } = story;
  mkdirSync(story.out, { recursive: true });
  const table = await story.http.download(OFFICE, `/api/v1/campaigns/${id}/findings/export`);
  const file = join(story.out, '双江自治县“双拥在基层”活动问题台账.xlsx');
  writeFileSync(file, table);
  story.say(`导出问题台账：${file}`);
  story.tell.expect('导出的是 xlsx 文件', table.subarray(0, 2).toString() === 'PK');
  const lists = await story.http.get<LedgerPage>(OFFICE, `/api/v1/ledger?region=${COUNTY}&limit=100`);
  story.tell.expect('活动的问题不算进“双清单”台账', lists.items.length === 0);

  const { units } = await story.http.get<ChecklistView>(OFFICE, `/api/v1/campaigns/${id}/checklist`);
  const behind = units.filter(({ missing }) => missing.length > 0);
  story.say(`“五个一”：${units.length - behind.length} 个单位全部做到；还差的 ${behind.length} 个单位：`);
  for (const { unit, missing } of behind.slice(0, 3))
    story.tell.remark(`${unit.shortName}缺${missing.join('、')}`);
  const results = await story.http.get<CampaignResults>(OFFICE, `/api/v1/campaigns/${id}/results`);
  const silent = results.units.find(({ unit }) => unit === SILENT)!;
  story.say(`考评可以直接取用每个单位的结果（组长审定后不再变）。${SILENT}：四次报送都没有报。`);
  story.tell.expect('结果已定格', results.final);
  story.tell.expect(
    '一次没报的单位看得出来',
    Object.values(silent.handIns).every((how) => how === 'missing'),
  );

  const verification = await story.http.post<VerificationView>('auditor', '/api/v1/audit/verifications', {});
  story.say(
    `审计员核验全部过程记录：${verification.chains} 个流程、${verification.entries} 条记录，${verification.whole ? '没有改动、删除或插入' : verification.problem?.sentence}。`,
  );
  story.tell.expect('过程记录完整', verification.whole);
  await show(story, results);
  return results;
}

async function show(story: Story, { units }: CampaignResults): Promise<void> {
  const { figures, topics, inspections, fiveOnes, stages } = await campaignOf(story);
  const sum = (how: string) =>
    units.reduce((n, { handIns }) => n + Object.values(handIns).filter((one) => one === how).length, 0);
  story.tell.table('两年活动一览', [
    [
      '阶段',
      stages
        .map(
          ({ title, late, exceptions }) =>
            `${title}${late ? '逾期结束' : '按期结束'}${exceptions.length > 0 ? `（例外${exceptions.length}）` : ''}`,
        )
        .join('、'),
    ],
    [
      '单位报送',
      `${units.length} 个单位，按时 ${sum('inTime')} 次，逾期 ${sum('late')} 次，未报 ${sum('missing')} 次`,
    ],
    [
      '问题',
      `提出 ${figures.raised}，交办 ${figures.assigned}，解决 ${figures.solved}，挂账 ${figures.onAccount}；逾期 ${figures.late}，转入巩固提高 ${figures.carried}，上报 ${figures.reportedUp}`,
    ],
    ...topics.map(
      ({ label, raised, solved, carried }) =>
        [`  ${label}`, `提出 ${raised}，解决 ${solved}，转入巩固提高 ${carried}`] as const,
    ),
    [
      '检查督促',
      `${inspections.length} 次，交办 ${inspections.reduce((n, { items }) => n + items, 0)} 个问题，提醒 ${inspections.reduce((n, { reminders }) => n + reminders, 0)} 次`,
    ],
    ['五个一', fiveOnes.items.map(({ label, done }) => `${label} ${done}/${fiveOnes.units}`).join('，')],
  ]);
  story.tell.expect('问题 = 解决 + 挂账', figures.raised === figures.solved + figures.onAccount);
  story.tell.expect('合并之后每个问题都交办了', figures.raised === figures.assigned);
}
