import type {
  CampaignFigures,
  CampaignRowView,
  CountyCampaignView,
  FiveOnesView,
  CampaignInspectionView,
  StageMoveView,
  TopicView,
} from '../../../contracts/http/campaigns.js';
import type { UnitRef } from '../../../contracts/http/ledger.js';
import type {
  CampaignSummary,
  CountyCampaign,
  StageFacts,
  StageMove,
} from '../../../database/campaigns/campaign.repository.js';
import type { TopicFigures } from '../../../database/campaigns/figures.repository.js';
import type { FiveOneRow } from '../../../database/campaigns/five-ones.store.js';
import type { InspectionRow } from '../../../database/campaigns/inspection.store.js';
import type { StageRow } from '../../../database/campaigns/campaign.store.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { FIVE_ONE_KEYS, FIVE_ONES } from '../../../domain/campaign/five-ones.js';
import type { SpecialAction } from '../../../domain/campaign/forms.js';
import { TOPIC_KEYS, TOPICS } from '../../../domain/campaign/topics.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import type { WorkingCalendar } from '../../../domain/time/calendar.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { stageBar } from './stage.view.js';

const NONE: CampaignFigures = {
  raised: 0,
  assigned: 0,
  solved: 0,
  open: 0,
  late: 0,
  carried: 0,
  onAccount: 0,
  reportedUp: 0,
};
const NAMES = Object.keys(NONE) as (keyof CampaignFigures)[];

export function sumOf(all: readonly CampaignFigures[]): CampaignFigures {
  const sum = { ...NONE };
  for (const figures of all) for (const name of NAMES) sum[name] += figures[name];
  return sum;
}

const outcomeOf = (outcome: string | null): string | null =>
  outcome === null ? null : processOutcomeLabel(blueprintOf('campaign'), outcome);

export function rowView(
  summary: CampaignSummary,
  stages: readonly StageRow[],
  now: Date,
  calendar: WorkingCalendar,
): CampaignRowView {
  const { regionName, clockRuns, ...rest } = summary;
  return {
    ...rest,
    region: regionLabel(regionName),
    outcomeLabel: outcomeOf(summary.outcome),
    stages: stages.map((stage) => stageBar(stage, clockRuns, now, calendar)),
  };
}

export function countyView(
  { id, regionCode, regionName, state, outcome, clockRuns, stages, figures }: CountyCampaign,
  now: Date,
  calendar: WorkingCalendar,
): CountyCampaignView {
  return {
    processId: id,
    regionCode,
    region: regionLabel(regionName),
    state,
    outcomeLabel: outcomeOf(outcome),
    stages: stages.map((stage: StageFacts) => stageBar(stage, clockRuns, now, calendar)),
    figures: sumOf(figures),
  };
}

export function topicViews(
  figures: readonly Omit<TopicFigures, 'campaignId'>[],
  actions: readonly SpecialAction[],
  units: ReadonlyMap<string, UnitRef>,
): TopicView[] {
  return TOPIC_KEYS.map((topic) => {
    const { side, label, action } = TOPICS[topic];
    const own = actions.find((one) => one.topic === topic);
    const counted = figures.find((one) => one.topic === topic);
    return {
      topic,
      side,
      label,
      action: own?.title ?? action,
      lead: (own?.leadUnitId && units.get(own.leadUnitId)) || null,
      arrangement: own?.arrangement ?? null,
      ...sumOf(counted ? [counted] : []),
    };
  });
}

export function inspectionView({
  seq,
  onDate,
  heldAt,
  summary,
  inspectedUnitIds,
  countyCodes,
  problems,
}: InspectionRow): CampaignInspectionView {
  const count = (wanted: string) => problems.filter(({ handling }) => handling === wanted).length;
  return {
    seq,
    date: onDate,
    heldAt: formatInstantOrNull(heldAt),
    summary,
    units: inspectedUnitIds.length,
    counties: countyCodes,
    items: count('item'),
    reminders: count('reminder'),
  };
}

export function fiveOnesView(rows: readonly FiveOneRow[], unitIds: readonly string[]): FiveOnesView {
  const has = (unitId: string, item: string): boolean =>
    rows.some((row) => row.unitId === unitId && row.item === item && row.done);
  return {
    units: unitIds.length,
    complete: unitIds.filter((id) => FIVE_ONE_KEYS.every((item) => has(id, item))).length,
    items: FIVE_ONE_KEYS.map((item) => ({
      item,
      label: FIVE_ONES[item],
      done: unitIds.filter((id) => has(id, item)).length,
    })),
  };
}

export const moveView = ({ at, title, before, after }: StageMove): StageMoveView => ({
  at: formatInstant(at),
  title,
  before: { from: before.from, to: before.to ?? null },
  after: { from: after.from, to: after.to ?? null },
});
