import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InboxPage } from '../../../contracts/http/assignments.js';
import type {
  RectificationAccountView,
  RectificationPage,
  RectificationView,
} from '../../../contracts/http/rectifications.js';
import type { Story } from '../story.js';
import { dayOf } from '../teller.js';
import { COUNTIES, DIRECTOR, OFFICE, UNITS } from './cast.js';

const LATE = '泾源县';

/** Every problem is an item: plan, dispute, mending, re-check, back if not good, struck off. */
export async function rectify(story: Story): Promise<void> {
  story.tell.chapter('限时整改，10月至次年1月', '督查通报三（三）：梳理问题清单，限时整改');
  const items = await open(story);
  story.say(`通报印发的同时，${items.length} 个问题逐个交办，各有对象、要求和时限。`);

  await story.at('10-16');
  await disputed(story, items);
  const planned = await open(story);
  await all(story, planned, 'plan', PLANNED);
  story.say(`${planned.length} 个问题都有了整改方案。`);

  await story.at('11-20');
  const mended = (await open(story)).filter(({ subject }) => subject.name !== LATE);
  await all(story, mended, 'rectify', RECTIFIED);
  await recheck(story, mended);

  await story.at('12-15');
  const [late] = await open(story);
  const chased = (await story.history(late!.id, '&step=rectify')).filter(({ kind }) => kind === 'escalated');
  story.say(`${LATE}到期没有整改完，系统逐级督办：`);
  for (const { at, sentence } of chased) story.tell.remark(`${dayOf(at)} ${sentence}`);
  story.tell.expect('逾期的整改有督办', chased.length > 0);
  await account(story);

  await story.at('2024-01-10');
  const rest = await open(story);
  await all(story, rest, 'rectify', RECTIFIED);
  await all(story, rest, 'verify', ACCEPTED);
  const { state, outcomeLabel } = await story.process(story.processId);
  story.say(`${LATE}补改完成，最后一个问题销号，督查${outcomeLabel ?? '仍在办理'}。`);
  story.tell.expect('督查办结', state === 'ended');
  const file = join(story.out, '整改台账.xlsx');
  const path = `/api/v1/rectifications/export?source=${story.processId}`;
  await writeFile(file, await story.http.download(OFFICE, path));
  story.tell.remark(`整改台账：${file}`);
}

const PLANNED = {
  decision: 'planned',
  form: { measures: '明确责任科室和完成时间，逐项补齐。', dueDate: '2023-11-25' },
};
const RECTIFIED = {
  decision: 'rectified',
  form: { result: '已按方案整改到位。', evidence: '文件、照片和台账可供查验。' },
};
const ACCEPTED = {
  decision: 'accepted',
  form: { method: 'both', found: '对照问题逐项查看，整改属实。' },
};

/** One county says that a problem isn't one; the director looks and takes it back. */
async function disputed(story: Story, items: readonly RectificationView[]): Promise<void> {
  const item = items.find(({ subject, detail }) => subject.name === '隆德县' && detail.includes('支撑材料'))!;
  await all(story, [item], 'plan', { decision: 'disputed', opinion: '材料在县档案馆，督查当天没有调出' });
  await all(story, [item], 'dispute', {
    decision: 'unfounded',
    opinion: '已调阅，材料齐全',
  });
  story.say('隆德县对一个问题提出异议，双拥办主任核实后撤销，双方理由都在记录里。');
}

/** The office looks: one is sent back with the reason, all others are struck off. */
async function recheck(story: Story, items: readonly RectificationView[]): Promise<void> {
  await story.at('11-24');
  const [poor, ...good] = items;
  await all(story, [poor!], 'verify', { decision: 'returned', opinion: '只有方案，没有落实的材料' });
  await all(story, good, 'verify', ACCEPTED);
  story.say(
    `双拥办复核 ${items.length} 个：${good.length} 个销号，${poor!.subject.name}的一个不到位，退回。`,
  );
  await story.at('11-28');
  await all(story, [poor!], 'rectify', RECTIFIED);
  await all(story, [poor!], 'verify', ACCEPTED);
  story.say(`${poor!.subject.name}重新整改，复核通过。`);
}

async function account(story: Story): Promise<void> {
  const path = `/api/v1/rectifications/account?source=${story.processId}`;
  const { subjects } = await story.http.get<RectificationAccountView>(OFFICE, path);
  story.say('此时的整改账（县区部分，按固定次序）：');
  for (const { subject, total, closed, red } of subjects.filter((one) => one.subject.kind === 'region'))
    story.tell.remark(`${subject.name}：${total} 个，销号 ${closed} 个，逾期 ${red} 个`);
}

/** Whoever owes the step does it, each in all the processes at once. */
async function all(
  story: Story,
  items: readonly RectificationView[],
  step: 'plan' | 'dispute' | 'rectify' | 'verify',
  body: object,
): Promise<void> {
  const loginOf = (item: RectificationView): string =>
    step === 'dispute' ? DIRECTOR : step === 'verify' ? OFFICE : answererOf(item);
  for (const login of new Set(items.map(loginOf))) {
    const tasks = await tasksOf(story, login, step);
    for (const item of items.filter((one) => loginOf(one) === login))
      await story.act(login, tasks.get(item.id)!, { action: 'decide', ...body });
  }
  await story.settle();
}

/** What somebody owes at a step, by process: many of one title are about. */
async function tasksOf(story: Story, login: string, step: string): Promise<Map<string, string>> {
  const tasks = new Map<string, string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = '/api/v1/inbox?limit=100';
    const page: InboxPage = await story.http.get(
      login,
      cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`,
    );
    for (const row of page.items) if (row.step === step) tasks.set(row.processId!, row.assignmentId!);
    cursor = page.nextCursor;
  }
  return tasks;
}

function answererOf({ subject }: RectificationView): string {
  const county = COUNTIES.find(({ code }) => subject.kind === 'region' && code === subject.regionCode);
  return county?.office ?? UNITS.find(({ name }) => name === subject.name)!.liaison;
}

async function open(story: Story): Promise<RectificationView[]> {
  const items: RectificationView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/api/v1/rectifications?source=${story.processId}&state=open&limit=100`;
    const page: RectificationPage = await story.http.get(
      OFFICE,
      cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
