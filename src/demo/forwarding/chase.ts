import type { HistoryEntry } from '../../../contracts/http/history.js';
import type { Story } from '../story.js';
import { CITY_OFFICE, LATE_UNIT, YUNXIAN } from './cast.js';
import { levelOf, passOn, signAll } from './county.js';
import { coverageOf, printCoverage } from './coverage.js';

const CHASED = ['remindedToAcknowledge', 'reminded', 'overdue', 'escalated'];

export async function chase(story: Story): Promise<void> {
  story.tell.chapter('催办督办', '规定四（三）：逾期逐级督办，每级告知谁都有记录；到顶告知上级双拥办');
  await story.at('03-16');
  const [unit, login] = LATE_UNIT;
  const receipts = (await chased(story, story.processId, 'receipts')).filter(({ sentence }) =>
    sentence.includes(unit),
  );
  story.say(`${unit}的签收，系统已经催办督办 ${receipts.length} 次，最近一次：`);
  story.tell.remark(receipts.at(-1)?.sentence ?? '（没有）');
  await story.decide(login, 'receipts', { decision: 'received' });
  story.say(`${unit}补签。`);
  story.tell.expect(
    '逾期的签收有督办',
    receipts.some(({ kind }) => kind === 'escalated'),
  );

  await story.at('03-26');
  const { processId } = await levelOf(story, YUNXIAN);
  const county = await chased(story, processId, 'receive');
  story.say(`${YUNXIAN.name}双拥办一直没有签收，督办逐级进行：`);
  for (const { at, sentence } of county) story.tell.line(new Date(at), sentence);
  story.tell.expect('五级督办', county.filter(({ kind }) => kind === 'escalated').length === 5);
  story.tell.expect('最后一级告知市双拥办', county.at(-1)?.sentence.includes('临沧市双拥办') === true);
  const { state } = await story.process(story.processId);
  story.tell.expect('云县签收之前，市里的通报不算办结', state === 'running');
}

/** The late county makes up for it; with its signature the city's circular is complete. */
export async function finish(story: Story): Promise<void> {
  story.tell.chapter('补办与办结', '规定三（五）1：不漏一个单位、一个下级');
  await story.decide('yunxian.office', 'receive', { decision: 'received' });
  const { state, outcomeLabel } = await story.process(story.processId);
  story.say(
    `${YUNXIAN.name}双拥办签收。市里的单位、领导、下级都已收到，市里的通报${outcomeLabel ?? '仍在办理'}。`,
  );
  story.tell.expect('市里的通报办结', state === 'ended');
  await story.at('03-29');
  await passOn(story, YUNXIAN, []);
  await signAll(story, YUNXIAN, ['liaison.education', 'liaison.veterans']);
  story.say(`${YUNXIAN.name}传达到单位，当天全部签收。`);
  const coverage = await coverageOf(story);
  story.say('最后的覆盖情况：');
  printCoverage(story, coverage);
  story.tell.expect(
    '市里和三个县都办结',
    coverage.state === 'ended' && coverage.below.every((level) => level.state === 'ended'),
  );
}

/** What the clock did about a step, from the record. */
async function chased(story: Story, processId: string, step: string): Promise<HistoryEntry[]> {
  const entries = await story.history(processId, `&step=${step}`, CITY_OFFICE);
  return entries.filter(({ kind }) => CHASED.includes(kind));
}
