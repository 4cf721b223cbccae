import type { CampaignResults } from '../../../contracts/http/campaigns.js';
import type { Client } from '../client.js';
import { COUNTY, OFFICE, Story } from '../story.js';
import type { Teller } from '../teller.js';
import { accounts } from './accounts.js';
import { conclude } from './conclude.js';
import { consolidate } from './consolidate.js';
import { interim } from './interim.js';
import { mobilise } from './mobilise.js';
import { plan } from './plan.js';
import { solve } from './solve.js';
import { visit } from './visit.js';

export { PLAYED } from './cast.js';

/**
 * The county's two years “双拥在基层” at their own dates of 2015 and 2016, from the plan whose second stage is printed with an impossible date
 * to the frozen results. @returns each unit's results
 */
export async function playCampaign(client: Client, teller: Teller, out: string): Promise<CampaignResults> {
  const story = new Story(client, teller, out, { regions: [COUNTY], office: OFFICE, year: 2015 });
  teller.title(
    '“双拥在基层”七阶段活动演示，2015年1月至2016年12月',
    '依据：某县“双拥在基层”活动实施方案（2015年）。日期是方案自己的日期，工作日按当年公布的放假安排；县、人名、事项用演示数据，均为虚构。',
    '每一步都通过正式接口办理，时间是预演的时间，生产数据不受影响。',
  );
  await story.begin();
  await plan(story);
  await mobilise(story);
  await visit(story);
  await solve(story);
  await interim(story);
  await consolidate(story);
  await conclude(story);
  return accounts(story);
}
