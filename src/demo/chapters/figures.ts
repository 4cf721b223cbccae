import type { ProcessPage } from '../../../contracts/http/processes.js';
import { COUNTY, OFFICE, YEAR, type Story } from '../story.js';

/** The year in numbers, each read from the API. */
export interface YearFigures {
  asked: number;
  filed: number;
  filedLate: number;
  missing: number;
  items: number;
  army: number;
  locality: number;
  closed: number;
  open: number;
  late: number;
  carriedOver: number;
  reportedUp: number;
  reminders: number;
  receiptsAsked: number;
  overdue: number;
  escalations: number;
}

export async function figures(story: Story): Promise<YearFigures> {
  const { total, bySide, byState, late, missingUnits } = await story.summary();
  const { carried } = await story.summary(YEAR + 1);
  const { steps } = await story.process(story.processId);
  const collect = steps.find(({ key }) => key === 'collect')!;
  const counts = await factsOf(story);
  const year: YearFigures = {
    asked: collect.asked,
    filed: collect.done,
    filedLate: await filedLate(story),
    missing: missingUnits?.length ?? 0,
    items: total,
    army: bySide['army'] ?? 0,
    locality: bySide['locality'] ?? 0,
    closed: byState['closed'] ?? 0,
    open: total - (byState['closed'] ?? 0),
    late,
    carriedOver: carried,
    reportedUp: counts('reportedUp'),
    reminders: counts('reminded'),
    receiptsAsked: counts('remindedToAcknowledge'),
    overdue: counts('overdue'),
    escalations: counts('escalated'),
  };
  show(story, year);
  const { tell } = story;
  tell.expect('应报 = 已报 + 未报', year.asked === year.filed + year.missing);
  tell.expect('事项 = 销号 + 未办结', year.items === year.closed + year.open);
  tell.expect('事项 = 部队需求 + 地方需求', year.items === year.army + year.locality);
  tell.expect('结转 = 未办结', year.carriedOver === year.open);
  return year;
}

function show(story: Story, year: YearFigures): void {
  story.tell.table(`${YEAR} 年“双清单”一览`, [
    [
      '报送单位',
      `应报 ${year.asked} 个，已报 ${year.filed} 个（其中逾期 ${year.filedLate} 个），未报 ${year.missing} 个`,
    ],
    ['清单事项', `${year.items} 件：部队需求 ${year.army} 件，地方需求 ${year.locality} 件`],
    ['办理结果', `销号 ${year.closed} 件，未办结 ${year.open} 件，结转下年 ${year.carriedOver} 件`],
    ['上报市级', `${year.reportedUp} 件`],
    ['逾期事项', `${year.late} 件`],
    [
      '催办督办',
      `催办 ${year.reminders} 次，提醒签收 ${year.receiptsAsked} 次，逾期提醒 ${year.overdue} 次，督办 ${year.escalations} 次`,
    ],
  ]);
}

async function filedLate(story: Story): Promise<number> {
  const entries = await story.history(story.processId, '&kind=decided&step=collect');
  return entries.filter(({ sentence }) => sentence.includes('（补办）')).length;
}

/** How often something happened in the year's process and in those of its items. */
async function factsOf(story: Story): Promise<(kind: string) => number> {
  const path = `/api/v1/processes?regionCode=${COUNTY}&year=${YEAR}&limit=100`;
  const { items } = await story.http.get<ProcessPage>(OFFICE, path);
  const counts = new Map<string, number>();
  for (const { id } of items)
    for (const { kind } of await story.history(id)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (kind) => counts.get(kind) ?? 0;
}
