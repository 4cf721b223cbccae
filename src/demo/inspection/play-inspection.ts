import type { RectificationAccountView } from '../../../contracts/http/rectifications.js';
import type { Client } from '../client.js';
import { Story } from '../story.js';
import type { Teller } from '../teller.js';
import { OFFICE, SETTING } from './cast.js';
import { enterFindings, issueCircular } from './circular.js';
import { fileLiaisons } from './liaisons.js';
import { handIn, prepare } from './prepare.js';
import { rectify } from './rectify.js';
import { visit } from './visit.js';

export { PLAYED } from './cast.js';

/**
 * The inspection of 2023 at its own dates: five counties, 41 departments, 13 units without a filed liaison, 25 without material, the matrix
 * of findings, the circular, and every problem until it is struck off. @returns what each subject had to mend
 */
export async function playInspection(
  client: Client,
  teller: Teller,
  out: string,
): Promise<RectificationAccountView> {
  const story = new Story(client, teller, out, SETTING);
  teller.title(
    '督查演示：从方案到最后一个问题销号，2023年5月至2024年1月',
    '依据：固双拥办发〔2023〕7号督查情况通报。日期、县（区）和数字按通报，人名、单位名单的分配和文字为演示数据。',
    '每一步都通过正式接口办理，时间是预演的时间，生产数据不受影响。',
  );
  await story.begin();
  await fileLiaisons(story);
  await prepare(story);
  await handIn(story);
  await visit(story);
  await enterFindings(story);
  await issueCircular(story);
  await rectify(story);
  const path = `/api/v1/rectifications/account?source=${story.processId}`;
  const account = await client.get<RectificationAccountView>(OFFICE, path);
  const sum = (of: 'total' | 'closed') => account.subjects.reduce((total, one) => total + one[of], 0);
  teller.table('督查一览', [
    ['对象', `${account.subjects.length} 个有问题，都有整改账`],
    ['问题', `${sum('total')} 个，销号 ${sum('closed')} 个，经核实撤销 ${sum('total') - sum('closed')} 个`],
  ]);
  return account;
}
