import type { Story } from '../story.js';
import { close, everybody, stageOf } from './campaign.js';
import { SILENT } from './cast.js';
import { inspectUntil } from './inspect.js';
import { fiveOnesOf } from './mobilise.js';

export async function interim(story: Story): Promise<void> {
  story.tell.chapter('活动小结，2015年12月', '方案三（四）：查找差距，再安排再部署');
  await story.at('2015-12-09');
  const done = await everybody(story, 'interim', [SILENT], (key, unit) => ({
    decision: 'filed',
    form: {
      summary: `${unit}按计划完成前期工作。`,
      gaps: '回访还不够经常。',
      next: '对照台账，一户一户落实。',
      fiveOnes: fiveOnesOf(key, 1),
    },
  }));
  story.say(`${done} 个单位报来小结，都写了差距和下一步。`);
  await inspectUntil(story, '2015-12-30');
  const named = await close(story, 'closeInterim', 'interim', '已在全县通报，限期补报');
  const { light, handedIn } = await stageOf(story, 'interim');
  story.say(`阶段按期结束（${handedIn!.done}/${handedIn!.asked}），例外 ${named.length} 项。`);
  story.tell.expect('按期结束是绿灯', light === 'green');
}
