import { randomUUID } from 'node:crypto';
import { unmetConditions } from '../../../database/campaigns/unmet-conditions.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { draftCampaign } from '../../../domain/campaign/draft.js';
import type { CampaignLaunchForm, FoundProblem } from '../../../domain/campaign/forms.js';
import type { StageKey } from '../../../domain/campaign/stages.js';
import { COUNTY } from '../../support/county.js';
import { at, decide, type World } from '../steps/world.js';

export const START = at('2027-01-04T09:00:00');

/** The draft of 2027 for a region, changed as the test wants it. */
export async function campaignForm(
  world: World,
  change: Partial<CampaignLaunchForm> = {},
): Promise<CampaignLaunchForm> {
  const plan = draftCampaign({
    region: '双江自治县',
    from: '2027-01-04',
    calendar: await calendarOf(world.dataSource.manager),
    units: [],
  });
  return { ...plan, acknowledged: [], ...change };
}

export async function launchCampaign(
  world: World,
  change: Partial<CampaignLaunchForm> = {},
  regionCode = COUNTY,
  now = START,
): Promise<string> {
  const form = await campaignForm(world, change);
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind: 'campaign',
        businessKey: `campaign:${regionCode}:${randomUUID()}`,
        regionCode,
        year: 2027,
        title: form.title,
      },
      { form, unitId: null },
      null,
      now,
    ),
  );
  return (process as { id: string }).id;
}

export const problem = (
  topic: FoundProblem['topic'],
  title: string,
  detail = '走访时反映。',
): FoundProblem => ({ topic, title, detail });

export const found = (...findings: FoundProblem[]) => decide('filed', { nothing: false, findings });

export const unmet = (world: World, id: string, stage: StageKey, regionCode = COUNTY) =>
  unmetConditions(world.dataSource.manager, { id, regionCode }, stage);

/** Three units take part: it is the stages that are tried here, not the crowd. */
export const threeUnits = async (world: World): Promise<string[]> => [
  await world.unit('县教育体育局'),
  await world.unit('县民政局'),
  await world.unit('驻军部队'),
];

/** Files two problems of two units and arranges them. @returns ids by title */
export async function arranged(world: World, id: string): Promise<Map<string, string>> {
  const visit = await world.open(id, 'visit', at('2027-03-01T09:01:00'));
  const day = at('2027-03-10T10:00:00');
  await world.sign('liaison.garrison', visit, found(problem('hopes', '子女入学')), day);
  await world.sign('liaison.civil', visit, found(problem('hardship', '危房改造')), day);
  const items = await world.rows<{ id: string; title: string }>(
    `select id, title from need_item where campaign_id = $1 order by title`,
    id,
  );
  const arrange = await world.open(id, 'arrange', day);
  const form = {
    merge: [],
    arrange: await Promise.all(
      items.map(async (item) => ({
        findingId: item.id,
        leadUnitId: await world.unit(item.title === '子女入学' ? '县教育体育局' : '县住建局'),
        cooperatingUnitIds: [],
        measures: '上门核实，限时解决。',
        limitDate: '2027-10-29',
      })),
    ),
  };
  await world.sign('office', arrange, decide('arranged', form), day);
  return new Map(items.map((item) => [item.title, item.id]));
}
