import type { CoverageView } from '../../../contracts/http/circulars.js';
import type { Client } from '../client.js';
import { Story } from '../story.js';
import type { Teller } from '../teller.js';
import { COUNTIES, SETTING, UNITS } from './cast.js';
import { chase, finish } from './chase.js';
import { coverageOf } from './coverage.js';
import { issue } from './issue.js';
import { receive } from './receive.js';
import { register } from './register.js';

export { PLAYED } from './cast.js';

/**
 * A province's document comes down to a city, goes on with six opinions of its own to its counties and member units, and is chased until
 * the last one has it: the case of the Chuxiong notice of 2020, in the demonstration city. @returns the last coverage
 */
export async function playForwarding(client: Client, teller: Teller, out: string): Promise<CoverageView> {
  const story = new Story(client, teller, out, SETTING);
  teller.title(
    '逐级转发演示：一份省里的文件怎样到县、到单位',
    '依据：“五项制度机制”规定三（五）情况通报；楚拥办通〔2020〕1号转发省要点、提出六条意见的做法。人名、文号均为虚构。',
    '每一步都通过正式接口办理，时间是预演的时间，生产数据不受影响。',
  );
  await story.begin();
  await register(story);
  await issue(story);
  await receive(story);
  await chase(story);
  await finish(story);
  const coverage = await coverageOf(story);
  const signed = coverage.below.reduce((sum, { receipts }) => sum + receipts.done, 0);
  const asked = coverage.below.reduce((sum, { receipts }) => sum + receipts.asked, 0);
  teller.table('转发一览', [
    [
      '市级',
      `贯彻意见 ${coverage.opinions} 条，${coverage.documentNumber}；单位签收 ${coverage.receipts.done}/${UNITS.length}`,
    ],
    ['下级', `${coverage.below.filter(({ receivedAt }) => receivedAt).length}/${COUNTIES.length} 个县签收`],
    ['县级单位', `签收 ${signed}/${asked}`],
  ]);
  return coverage;
}
