import type { Story } from '../story.js';
import { FENGQING, LATE_UNIT, SHUANGJIANG, UNITS, YUNXIAN } from './cast.js';
import { levelOf, passOn, signAll } from './county.js';
import { coverageOf, printCoverage } from './coverage.js';
import { issuedOf } from './issue.js';
import { COUNTY_OPINIONS, SOURCE } from './words.js';

export async function receive(story: Story): Promise<void> {
  story.tell.chapter('逐级签收', '规定三（五）1：报送组长、副组长、成员；各级各有各的意见、签收和时限');
  await story.at('03-08');
  for (const leader of ['city.leader1', 'city.leader2'])
    await story.sign(leader, 'read', { decision: 'read' });
  for (const [, login] of UNITS.filter((unit) => unit !== LATE_UNIT))
    await story.sign(login, 'receipts', { decision: 'received' });
  await story.settle();
  story.say('市领导小组组长、副组长已阅；四个市级单位中三个签收。');
  await story.decide('office', 'receive', { decision: 'received' });
  await story.at('03-09');
  await story.decide('fengqing.office', 'receive', { decision: 'received' });
  story.say('双江、凤庆两县双拥办先后签收，云县还没有动静。');

  await story.at('03-11');
  await passOn(story, SHUANGJIANG, ['县教育体育局', '县人武部'], COUNTY_OPINIONS);
  const { processId } = await levelOf(story, SHUANGJIANG);
  const { number, forwarded } = await issuedOf(story, 'office', processId);
  story.say(`双江自治县加上自己的 ${COUNTY_OPINIONS.length} 条意见，印发${number}，附市里和省里的文件。`);
  story.tell.expect(
    '县里的转发通知里有市里的，市里的里面有省里的',
    forwarded?.forwarded?.number === SOURCE.number,
  );
  await passOn(story, FENGQING, []);
  story.say('凤庆县不另提意见，直接传达到本县单位。');
  await story.at('03-12');
  await signAll(story, SHUANGJIANG, ['liaison.education', 'liaison.armed']);
  await signAll(story, FENGQING, ['liaison.education', 'liaison.veterans']);
  story.say('双江、凤庆两县的单位和领导都已签收、阅示。市双拥办打开覆盖情况：');
  const coverage = await coverageOf(story);
  printCoverage(story, coverage);
  story.tell.expect('两个县办结', coverage.below.filter(({ state }) => state === 'ended').length === 2);
  const late = await levelOf(story, YUNXIAN);
  story.tell.expect('云县没有签收，亮红灯', late.receivedAt === null && late.light === 'red');
  story.tell.expect(
    '市里只差市人社局',
    coverage.receipts.missing.map(({ unit }) => unit).join() === LATE_UNIT[0],
  );
}
