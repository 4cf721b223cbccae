import type { CoverageView } from '../../../contracts/http/circulars.js';
import type { UnitPage } from '../../../contracts/http/organisation.js';
import type { Story } from '../story.js';
import type { County } from './cast.js';
import { coverageOf } from './coverage.js';

/** The county's own process, as the city sees it. */
export async function levelOf(story: Story, { code }: County): Promise<CoverageView> {
  const { below } = await coverageOf(story);
  const level = below.find(({ regionCode }) => regionCode === code);
  if (!level) throw new Error(`没有转发到 ${code}`);
  return level;
}

/** From the opinions, or none, to the issue, on one day. */
export async function passOn(
  story: Story,
  { prefix, code }: County,
  units: readonly string[],
  opinions: readonly object[] = [],
): Promise<void> {
  const recipientUnitIds =
    units.length > 0 ? units.map((name) => story.unit(name)) : await members(story, code);
  await story.decide(
    `${prefix}office`,
    'opinions',
    opinions.length > 0
      ? { decision: 'drafted', form: { opinions, recipientUnitIds } }
      : { decision: 'circulated', form: { recipientUnitIds } },
  );
  await story.decide(`${prefix}director`, 'review', { decision: 'approved' });
  await story.decide(`${prefix}leader1`, 'sign', { decision: 'signed' });
  await story.decide(`${prefix}office`, 'issue', { decision: 'issued' });
}

async function members(story: Story, code: string): Promise<string[]> {
  const path = `/api/v1/units?region=${code}&kind=member&limit=100`;
  const { items } = await story.http.get<UnitPage>('city.office', path);
  return items.map(({ id }) => id);
}

/** Its leaders read it, its units sign for it. */
export async function signAll(
  story: Story,
  { prefix, leaders }: County,
  liaisons: readonly string[],
): Promise<void> {
  for (let leader = 1; leader <= leaders; leader++)
    await story.sign(`${prefix}leader${leader}`, 'read', { decision: 'read' });
  for (const login of liaisons) await story.sign(`${prefix}${login}`, 'receipts', { decision: 'received' });
  await story.settle();
}
