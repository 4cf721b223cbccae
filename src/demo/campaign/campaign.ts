import type {
  CampaignFinding,
  CampaignView,
  FindingsPage,
  StageDetail,
} from '../../../contracts/http/campaigns.js';
import { DIRECTOR, OFFICE, type Decision, type Story } from '../story.js';
import { UNITS } from './cast.js';

/** What the story asks of its campaign again and again. */
export const campaignOf = (story: Story): Promise<CampaignView> =>
  story.http.get(OFFICE, `/api/v1/campaigns/${story.processId}`);

export async function stageOf(story: Story, key: string): Promise<StageDetail> {
  const { stages } = await campaignOf(story);
  return stages.find((stage) => stage.key === key)!;
}

export async function findings(story: Story, query = ''): Promise<CampaignFinding[]> {
  const path = `/api/v1/campaigns/${story.processId}/findings?limit=100${query}`;
  return (await story.http.get<FindingsPage>(OFFICE, path)).items;
}

export async function finding(story: Story, about: string): Promise<CampaignFinding> {
  const found = (await findings(story)).filter(({ title }) => title.includes(about));
  if (found.length !== 1) throw new Error(`问题台账里“${about}”应有 1 个，实有 ${found.length} 个`);
  return found[0]!;
}

/** Every unit but those named signs off what it owes at a step. @returns how many did */
export async function everybody(
  story: Story,
  step: string,
  but: readonly string[],
  decision: (key: string, unit: string) => Decision,
): Promise<number> {
  const asked = UNITS.filter(([, unit]) => !but.includes(unit));
  for (const [key, unit] of asked) await story.sign(`liaison.${key}`, step, decision(key, unit));
  await story.settle();
  return asked.length;
}

/** The director closes a stage; what does not hold he names, each with the same reason. @returns what he named */
export async function close(story: Story, step: string, key: string, reason: string): Promise<string[]> {
  const { conditions } = await stageOf(story, key);
  const exceptions = conditions.map((condition) => ({ what: condition.key, reason }));
  await story.decide(DIRECTOR, step, { decision: 'closed', form: { exceptions } });
  return conditions.map(({ label }) => label);
}
