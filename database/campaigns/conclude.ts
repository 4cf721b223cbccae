import {
  commendationDocument,
  summaryDocument,
  type CampaignAddress,
} from '../../domain/campaign/documents.js';
import { FIVE_ONE_KEYS } from '../../domain/campaign/five-ones.js';
import type { CommendationForm } from '../../domain/campaign/forms.js';
import type { StageKey } from '../../domain/campaign/stages.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { checkUnits } from '../needs/plan.js';
import { officeOf, parentOfficeOf, unitsByIds } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { campaignOf, changeCampaign } from './campaign.store.js';
import { topicFigures } from './figures.repository.js';
import { inspectionsOf } from './inspection.store.js';
import { participantsOf } from './participants.js';
import { unitResults, type UnitResult } from './results.repository.js';

/** The office's proposal: summary, typical examples, who is to be commended. @throws Refusal INVALID_FIELD */
export async function propose(context: EffectContext, form: CommendationForm): Promise<void> {
  const { manager, now, process } = context;
  const ids = form.commended.map(({ unitId }) => unitId);
  if (new Set(ids).size < ids.length)
    throw new Refusal('INVALID_FIELD', { field: '表彰名单', reason: '同一单位只能列一次' }, 'form.commended');
  await checkUnits(manager, process.regionCode, ids, civilDateOf(now), 'form.commended', '表彰名单');
  await changeCampaign(manager, process.id, { commendation: form });
}

/**
 * 组长 approves: results are frozen as an evaluation reads them, summary and commendation go out with their numbers, in the transaction of
 * his signature.
 */
export async function conclude(context: EffectContext): Promise<void> {
  const { manager, now, process, record } = context;
  await changeCampaign(manager, process.id, { approvedAt: now });
  const campaign = await campaignOf(manager, process.id);
  const { commendation } = campaign;
  if (!commendation) throw new Error(`campaign ${process.id} has nothing to approve`);
  const units = await unitResults(manager, process.id, now);
  const figures = await topicFigures(manager, [process.id], now);
  await changeCampaign(manager, process.id, { results: { asOf: now, units } });
  record({
    kind: 'campaignConcluded',
    body: { figures: figures.map(({ campaignId: _, ...line }) => line), commended: commendation.commended },
  });

  const participants = await participantsOf(manager, campaign, civilDateOf(now));
  const main = participants.map(({ id }) => id);
  const to = await addressOf(context, main);
  const upper = await parentOfficeOf(manager, process.regionCode);
  const copies = upper ? [upper.id] : [];
  const inspections = await inspectionsOf(manager, process.id);
  const problems = inspections.flatMap((one) => one.problems);
  const content = summaryDocument(to, {
    summary: commendation.summary,
    mechanism: campaign.mechanism,
    examples: commendation.examples,
    figures,
    handedIn: {
      asked: units.length,
      mobilised: handedIn(units, 'mobilise'),
      visited: handedIn(units, 'visit'),
      interim: handedIn(units, 'interim'),
      final: handedIn(units, 'final'),
    },
    fiveOnes: {
      units: units.length,
      complete: units.filter(({ fiveOnes }) => fiveOnes === FIVE_ONE_KEYS.length).length,
    },
    inspections: {
      held: inspections.filter(({ heldAt }) => heldAt !== null).length,
      items: problems.filter(({ handling }) => handling === 'item').length,
      reminders: problems.filter(({ handling }) => handling === 'reminder').length,
    },
  });
  await issueDocument(context, { content, main, copies });
  if (commendation.commended.length === 0) return;
  const named = await unitsByIds(
    manager,
    commendation.commended.map(({ unitId }) => unitId),
  );
  const commended = commendation.commended.map(({ unitId, merit }) => ({
    unit: named.find(({ id }) => id === unitId)?.name ?? '',
    merit,
  }));
  await issueDocument(context, { content: commendationDocument(to, commended), main, copies });
}

const handedIn = (units: readonly UnitResult[], stage: StageKey): number =>
  units.filter(({ handIns }) => handIns[stage] === 'inTime' || handIns[stage] === 'late').length;

/** @throws Refusal NO_OFFICE */
async function addressOf(
  { manager, now, process }: EffectContext,
  unitIds: readonly string[],
): Promise<CampaignAddress> {
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const upper = await parentOfficeOf(manager, process.regionCode);
  const date = civilDateOf(now);
  return {
    issuer: office.name,
    recipients: await addresseesOf(manager, process.regionCode, { unitIds }, date),
    upperOffice: upper?.name ?? null,
    date,
    // A county's own name before the city's title says whose it is in a list, not in a document of the county.
    campaign: process.title.replace(/^[^：]*：/u, ''),
  };
}
