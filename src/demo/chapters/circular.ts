import { OFFICE, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';

export async function circular(story: Story): Promise<void> {
  story.tell.chapter('年度通报', '规定三（一）3：每年10月底前梳理汇总，完善台账，向军地通报');
  await story.at('10-18');
  const { deadline } = await story.task(OFFICE, 'circular');
  const { total, finished, bySide, missingUnits } = await story.summary();
  const missing = missingUnits?.map(({ shortName }) => shortName) ?? [];
  const summary = `${YEAR} 年军地“双清单”共 ${total} 件，其中部队需求 ${bySide['army'] ?? 0} 件、地方需求 ${bySide['locality'] ?? 0} 件；已销号 ${finished} 件，未办结 ${total - finished} 件。未报清单单位：${missing.join('、') || '无'}。`;
  await story.decide(OFFICE, 'circular', { decision: 'issued', form: { summary } });
  story.say(`县双拥办完成年度通报（时限 ${dayOf(deadline!)}）：${summary}`);
  story.tell.remark('通报时的数据同时存档，以后台账再变，通报不变。');
  const kept = await story.history(story.processId, '&kind=circularFigures');
  story.tell.expect('通报数据存档一次', kept.length === 1);
}
