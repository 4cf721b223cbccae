import type { DocumentPage } from '../../../contracts/http/documents.js';
import type { MeView } from '../../../contracts/http/access.js';
import type { LaunchedView } from '../../../contracts/http/processes.js';
import type { Story } from '../story.js';
import { CITY, COUNTIES, HANDED_IN, LEADER, OFFICE, TEAM_LEADERS, UNITS, VISITED } from './cast.js';

/** The plan, its approval, the notice with its receipts. */
export async function prepare(story: Story): Promise<void> {
  story.tell.chapter('督查方案和通知，8月', '督查通报一：对照考评标准制定下发督查方案，分两组进行');
  await story.at('08-25');
  const order = { kind: 'inspection', regionCode: CITY, form: await plan(story) };
  const { id } = await story.http.post<LaunchedView>(OFFICE, '/api/v1/processes', order);
  story.processId = id;
  await story.settle();
  story.say(
    `市双拥办提出方案：${COUNTIES.length} 个县（区）、${UNITS.length} 个成员单位，实地督查 5 个县（区）和 ${VISITED.length} 个单位，其余查验资料。`,
  );
  await story.at('08-28');
  await story.decide(LEADER, 'approve', { decision: 'approved' });
  const { items } = await story.http.get<DocumentPage>(OFFICE, `/api/v1/documents?processId=${id}`);
  const notice = items[0];
  story.say(`组长同意，督查通知随即印发：${notice?.number ?? '（没有文号）'}《${notice?.title ?? ''}》。`);

  await story.at('08-30');
  for (const login of [...COUNTIES.map(({ office }) => office), ...UNITS.map(({ liaison }) => liaison)])
    await story.sign(login, 'notified', { decision: 'received' });
  await story.settle();
  story.say('46 个对象全部签收。');
}

async function plan(story: Story): Promise<object> {
  const leaders = await Promise.all(TEAM_LEADERS.map((login) => positionOf(story, login)));
  return {
    title: '全市双拥工作督查',
    basis: '全市重点工作督查安排和双拥模范城（县）考评标准',
    ...{ fromDate: '2023-09-11', toDate: '2023-09-13', materialDueDate: '2023-09-08' },
    requirements: '如实提供资料台账。\n不搞层层陪同，不增加基层负担。',
    dimensions: [],
    teams: [
      { name: '第一组', leaderPositionId: leaders[0], members: ['督查室', '双拥办'] },
      { name: '第二组', leaderPositionId: leaders[1], members: ['军分区政治工作处', '双拥办'] },
    ],
    targets: [
      ...COUNTIES.map(({ code }, index) => ({ regionCode: code, team: index < 3 ? 1 : 2, method: 'visit' })),
      ...UNITS.map((unit, index) => ({
        unitId: story.unit(unit.name),
        team: index % 2 === 0 ? 1 : 2,
        method: VISITED.includes(unit) ? 'visit' : 'material',
      })),
    ],
  };
}

/** The position somebody holds, as he is told it himself. */
async function positionOf(story: Story, login: string): Promise<string> {
  const { positions } = await story.http.get<MeView>(login, '/api/v1/me');
  return positions[0]!.id;
}

/** Material by September 8: sixteen departments and the five counties hand in, the other twenty-five are listed and chased. */
export async function handIn(story: Story): Promise<void> {
  story.tell.chapter('报送材料，9月8日前', '督查通报二（二）：25 个单位未按要求报送资料台账');
  await story.at('09-06');
  const form = { summary: '全年双拥工作开展情况，附台账目录。' };
  const logins = [...COUNTIES.map(({ office }) => office), ...HANDED_IN.map(({ liaison }) => liaison)];
  for (const login of logins) await story.sign(login, 'submit', { decision: 'submitted', form });
  await story.settle();
  story.say(`5 个县（区）和 ${HANDED_IN.length} 个成员单位报来材料。`);
  await story.at('09-11');
  story.say('9月8日到期，督查照常进行；没有报的逐个列出、继续催办。');
}
