import type { LedgerPage } from '../../../contracts/http/ledger.js';
import { LATE } from '../items.js';
import { COUNTY, OFFICE, YEAR, type Story } from '../story.js';

export async function carryOver(story: Story): Promise<void> {
  story.tell.chapter('年底结转', '规定三（一）3：完善台账资料；未办结的跟踪到底');
  await story.at('12-08');
  const late = await story.item(LATE.title);
  const chased = await story.history(late.id, '&step=solve');
  const times = (wanted: string): number => chased.filter(({ kind }) => kind === wanted).length;
  story.say(
    `“${late.title}”11月30日到期未办结，亮${LIGHTS[late.light]}：催办 ${times('reminded')} 次，逾期提醒 ${times('overdue')} 次，督办 ${times('escalated')} 级，最近一级：`,
  );
  story.tell.remark(chased.filter(({ kind }) => kind === 'escalated').at(-1)?.sentence ?? '（没有督办）');
  story.tell.expect('逾期的事项有督办', times('escalated') > 0);
  story.tell.expect('逾期的事项是红灯', late.light === 'red');

  await story.at('12-20');
  const open = (await story.ledger()).filter(({ state }) => state !== 'closed');
  await story.decide(OFFICE, 'carryOver', { decision: 'carried' });
  const path = `/api/v1/ledger?region=${COUNTY}&year=${YEAR + 1}`;
  const { items } = await story.http.get<LedgerPage>(OFFICE, path);
  story.say(`县双拥办把未办结的 ${items.length} 件连同全部记录结转到 ${YEAR + 1} 年继续跟踪：`);
  for (const { title, lead, light, stateLabel } of items)
    story.tell.remark(`“${title}”：${stateLabel}，${LIGHTS[light]}，${lead?.shortName}牵头。`);
  story.tell.expect(
    '未办结的全部结转',
    items.length === open.length && items.every(({ carried }) => carried),
  );
  const { state, outcomeLabel } = await story.process(story.processId);
  story.say(`${YEAR} 年“双清单”${outcomeLabel ?? '还没有结束'}。`);
  story.tell.expect('年度流程已办结', state === 'ended');
}

const LIGHTS = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '灰灯' };
