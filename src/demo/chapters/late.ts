import type { HistoryEntry } from '../../../contracts/http/history.js';
import { LATE } from '../items.js';
import { OFFICE, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { take } from './claim.js';
import { SILENT, TARDY } from './collect.js';

const LADDER = ['overdue', 'escalated'];

export async function late(story: Story): Promise<void> {
  story.tell.chapter('逾期督办', '规定三（一）1、四（三）：压实责任；逾期逐级督办，每级告知谁都有记录');
  await story.at('03-12');
  const first = await ladder(story);
  story.say(`县双拥办翻看对${SILENT}的督办记录，都是系统按期自动进行的（${TARDY}也一样）：`);
  for (const { at, sentence } of first) story.tell.remark(`${dayOf(at)} ${sentence}`);
  await story.decide('liaison.transport', 'collect', { decision: 'filed', form: { items: [LATE] } });
  const { title, filedLate } = await story.item(LATE.title, '&state=filed');
  story.say(`${TARDY}补报 1 件：“${title}”，台账记为${filedLate ? '逾期报送，此后一直保留' : '按时'}。`);
  story.tell.expect('补报的清单记为逾期', filedLate);
  await story.at('03-15');
  await story.decide(OFFICE, 'compile', { decision: 'compiled', form: {} });
  await take(story, 'leader3', {
    about: LATE.title,
    lead: '县公安局',
    cooperating: ['县人武部'],
    measures: '会同部队踏勘，统一更换标志。',
    limit: '11-30',
  });
  await story.at('03-17');
  const all = await ladder(story);
  for (const { at, sentence } of all.slice(first.length)) story.tell.line(new Date(at), sentence);
  story.say(`${SILENT}仍未报送，留在未报名单上；督办已逐级到顶。`);
  story.tell.expect('五级督办逐级进行', all.filter(({ kind }) => kind === 'escalated').length === 5);
}

/** What was done about the silent unit, from the record. */
async function ladder(story: Story): Promise<HistoryEntry[]> {
  const entries = await story.history(story.processId, '&step=collect');
  return entries.filter(({ kind, sentence }) => LADDER.includes(kind) && sentence.startsWith(SILENT));
}
