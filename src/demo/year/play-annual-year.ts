import { mkdirSync } from 'node:fs';
import type { AnnualCycleDetailView } from '../../../contracts/http/annual-cycles.js';
import { instantAt } from '../../../domain/time/zone.js';
import type { Client } from '../client.js';
import { COUNTY, OFFICE, Story, YEAR } from '../story.js';
import type { Teller } from '../teller.js';
import { changes } from './changes.js';
import { months } from './months.js';
import { plan } from './plan.js';
import { yearEnd } from './year-end.js';

/** The time the rehearsal must have for it: from the plan in December to the January after. Everybody else acts by himself. */
export const YEAR_PLAYED = {
  from: instantAt(`${YEAR - 1}-12-21`, '08:30').toISOString(),
  to: instantAt(`${YEAR + 1}-01-31`, '18:00').toISOString(),
  scenario: 'mixed',
} as const;

/**
 * 双江自治县's regulation as one year that is launched once and then runs by itself: plan, check, launch, what starts by itself and how it
 * stands, a change and a pause on the way, year-end. @returns the year as its page shows it at the end
 */
export async function playAnnualYear(
  client: Client,
  teller: Teller,
  out: string,
): Promise<AnnualCycleDetailView> {
  mkdirSync(out, { recursive: true });
  const story = new Story(client, teller, out, { regions: [COUNTY], office: OFFICE, year: YEAR });
  teller.title(
    `双江自治县 ${YEAR} 年度工作演示：启动一次，全年自己运行`,
    '依据：双双拥办发〔2020〕3号“五项制度机制”规定三；例行会议和走访检查按丰都县2020年双拥工作要点四（三）安排。人名、事项均为虚构。',
    '双拥办拟方案、启动、变更、挂起，都通过正式接口办理；各单位的办理由模拟人员完成，有的按时，有的拖延，有的不理。',
    '时间是预演的时间，生产数据不受影响。',
  );
  await story.begin();
  story.processId = await plan(story);
  await months(story, ['01-31', '03-02', '03-31', '04-30', '05-31']);
  await changes(story);
  await months(story, ['08-31', '09-30', '10-31', '11-30']);
  return yearEnd(story);
}
