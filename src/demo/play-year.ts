import { mkdirSync } from 'node:fs';
import type { CalendarYearView } from '../../contracts/http/calendar.js';
import { instantAt } from '../../domain/time/zone.js';
import { carryOver } from './chapters/carry-over.js';
import { circular } from './chapters/circular.js';
import { claim } from './chapters/claim.js';
import { collect } from './chapters/collect.js';
import { compile } from './chapters/compile.js';
import { confirm } from './chapters/confirm.js';
import { figures, type YearFigures } from './chapters/figures.js';
import { late } from './chapters/late.js';
import { record } from './chapters/record.js';
import { reportUp } from './chapters/report-up.js';
import { solve } from './chapters/solve.js';
import type { Client } from './client.js';
import { OFFICE, Story, YEAR } from './story.js';
import type { Teller } from './teller.js';

/** The time the rehearsal must have for it. */
export const PLAYED = {
  from: instantAt(`${YEAR}-01-04`, '08:30').toISOString(),
  to: instantAt(`${YEAR + 1}-01-31`, '18:00').toISOString(),
};

/** 双江自治县's “双清单” year, from launch to carry-over, as people would do it over the API. @returns the year's figures */
export async function playYear(client: Client, teller: Teller, out: string): Promise<YearFigures> {
  mkdirSync(out, { recursive: true });
  const story = new Story(client, teller, out);
  const { provisional, source } = await client.get<CalendarYearView>(OFFICE, `/api/v1/calendar/${YEAR}`);
  teller.title(
    `双江自治县 ${YEAR} 年“双清单”演示`,
    '依据：双双拥办发〔2020〕3号“五项制度机制”规定三（一）。人名、事项均为虚构。',
    '每一步都通过正式接口办理，时间是预演的时间，生产数据不受影响。',
    `工作日：${provisional ? `${YEAR} 年放假安排尚未公布，按法定节假日推算` : source}。`,
  );
  await story.begin();
  await collect(story);
  await compile(story);
  await claim(story);
  await late(story);
  await reportUp(story);
  await solve(story);
  await confirm(story);
  await circular(story);
  await carryOver(story);
  await record(story);
  return figures(story);
}
