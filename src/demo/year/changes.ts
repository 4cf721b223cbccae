import type { ChangePreviewView } from '../../../contracts/http/change-orders.js';
import type { PausedView, ResumedView } from '../../../contracts/http/pauses.js';
import type { LaunchedView } from '../../../contracts/http/processes.js';
import { COUNTY, DIRECTOR, OFFICE, YEAR, type Story } from '../story.js';
import { year } from './months.js';
import { dayIn, shortly } from './words.js';

const MOVED = 'jointMeeting:2';

/** A date of the plan moves by a 变更单; the work points stand still while the county fights a flood. */
export async function changes(story: Story): Promise<void> {
  story.tell.chapter('中途变更', '变更须有理由、有审批、有记录；挂起期间时限不计');
  await story.at('06-15');
  await moveMeeting(story);
  await flood(story);
}

async function moveMeeting(story: Story): Promise<void> {
  const toDate = `${YEAR}-10-18`;
  const processId = story.processId;
  const wanted = [{ type: 'planned', key: MOVED, fromDate: toDate }];
  const preview = await story.http.post<ChangePreviewView>(OFFICE, '/api/v1/change-orders/preview', {
    processId,
    changes: wanted,
  });
  const [moved] = preview.planned;
  story.say(
    `双拥办想把“${shortly(moved?.label ?? '')}”由${dayIn(moved?.before?.from ?? '')}改到${dayIn(toDate)}，先看影响：`,
  );
  story.tell.remark(
    `计划变动 ${preview.planned.length} 处，时限变动 ${preview.owed.length} 处，冲突 ${preview.conflicts.length} 处`,
  );
  const form = { processId, title: '下半年联席会议改期', reason: '与全县大型会议冲突。', changes: wanted };
  await story.http.post<LaunchedView>(OFFICE, '/api/v1/processes', {
    kind: 'changeOrder',
    regionCode: COUNTY,
    form,
  });
  await story.settle();
  await story.decide(DIRECTOR, 'approve', { about: '改期', decision: 'approved' });
  const entry = (await year(story)).entries.find(({ key }) => key === MOVED);
  story.say(`主任批准，随即生效：现在定在${dayIn(entry?.date ?? '')}。`);
  story.tell.expect('联席会议改了期', entry?.date === toDate);
}

async function flood(story: Story): Promise<void> {
  await story.at('07-15');
  const points = (await year(story)).entries.find(({ key }) => key === 'workPoints')?.process;
  const path = `/api/v1/processes/${points?.id}`;
  const paused = await story.http.post<PausedView>(DIRECTOR, `${path}/pause`, {
    reason: '全县防汛抢险，工作要点暂缓。',
    untilDate: `${YEAR}-07-29`,
  });
  story.say(`主任挂起年度工作要点，连同它交办的共 ${paused.processes} 项：时限停走，不催办、不督办。`);
  await story.at('07-30');
  const resumed = await story.http.post<ResumedView>(DIRECTOR, `${path}/resumption`, {
    reason: '汛情解除。',
  });
  story.say(`恢复 ${resumed.processes} 项，顺延 ${resumed.moved} 处时限，每处都有记录。`);
  story.tell.expect('挂起的都恢复了', resumed.processes === paused.processes);
}
