import type { Story } from '../story.js';
import { COUNTIES, TEAM_LEADERS, UNITS, VISITED } from './cast.js';

/** September 11 to 13: each 副组长 leads a team to its counties and departments. */
export async function visit(story: Story): Promise<void> {
  story.tell.chapter('分组督查，9月11日至13日', '督查通报一：查阅资料台账、实地查看共建示范点');
  await story.at('09-13', '16:00');
  const [first, second] = [
    [...COUNTIES.slice(0, 3).map(({ code }) => ({ regionCode: code })), ...of(0, story)],
    [...COUNTIES.slice(3).map(({ code }) => ({ regionCode: code })), ...of(1, story)],
  ];
  for (const [index, targets] of [first!, second!].entries()) {
    const entries = targets.map((target) => ({
      ...target,
      ...{ visitedDate: '2023-09-12', place: '资料室和共建示范点', seen: '查阅了台账，看了示范点。' },
    }));
    await story.sign(TEAM_LEADERS[index]!, 'visit', { decision: 'visited', form: { entries } });
  }
  await story.settle();
  story.say(`两组走完 ${COUNTIES.length} 个县（区）和 ${VISITED.length} 个单位，逐个登记看到的情况。`);
}

/** The departments a team goes to: the plan gave every second one to each. */
const of = (team: number, story: Story) =>
  VISITED.filter((unit) => UNITS.indexOf(unit) % 2 === team).map(({ name }) => ({
    unitId: story.unit(name),
  }));
