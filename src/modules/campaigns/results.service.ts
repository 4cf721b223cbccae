import { Injectable } from '@nestjs/common';
import type {
  CampaignResults,
  ChecklistView,
  FiveOneEntry,
  UnitResultView,
} from '../../../contracts/http/campaigns.js';
import { countyCampaigns } from '../../../database/campaigns/campaign.repository.js';
import { approvedResults } from '../../../database/campaigns/campaign.store.js';
import { fiveOnesOf, type FiveOneRow } from '../../../database/campaigns/five-ones.store.js';
import { participantsOf } from '../../../database/campaigns/participants.js';
import { unitResults, type UnitResult } from '../../../database/campaigns/results.repository.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { FIVE_ONE_KEYS, FIVE_ONES } from '../../../domain/campaign/five-ones.js';
import { civilDateOf, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { countyView } from './campaign.view.js';
import { visibleCampaign } from './visible-campaign.js';

/** What each unit did in a campaign. A unit sees its own; office, leaders and auditor see all. */
@Injectable()
export class ResultsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND */
  async checklist(principal: Principal, id: string): Promise<ChecklistView> {
    const { manager } = this.database;
    const { campaign, regionCode } = await visibleCampaign(manager, principal, id);
    const sees = seenBy(principal, regionCode);
    const units = await participantsOf(manager, campaign, civilDateOf(this.database.now()));
    const rows = await fiveOnesOf(manager, [id]);
    return {
      units: units
        .filter((unit) => sees(unit.id))
        .map(({ id: unitId, name, shortName }) => {
          const own = rows.filter((row) => row.unitId === unitId);
          const entries = FIVE_ONE_KEYS.map((item) => entryOf(item, own));
          return {
            unit: { id: unitId, name, shortName },
            done: entries.filter(({ done }) => done).length,
            entries,
            missing: entries.filter(({ done }) => !done).map(({ label }) => label),
          };
        }),
    };
  }

  /** Until the 组长 has approved them they are as things stand; after that they do not change. @throws Refusal NOT_FOUND */
  async of(principal: Principal, id: string): Promise<CampaignResults> {
    const { manager } = this.database;
    const now = this.database.now();
    const { title, regionCode } = await visibleCampaign(manager, principal, id);
    const approved = await approvedResults<{ asOf: string; units: UnitResult[] }>(manager, id);
    const sees = seenBy(principal, regionCode);
    const units = approved?.units ?? (await unitResults(manager, id, now));
    const whole = seesRegion(scopeOf(principal), regionCode);
    const calendar = await calendarOf(manager);
    return {
      campaignId: id,
      title,
      regionCode,
      asOf: formatInstant(approved ? new Date(approved.asOf) : now),
      final: approved !== null,
      units: units.filter(({ unitId }) => sees(unitId)) as UnitResultView[],
      counties: whole
        ? (await countyCampaigns(manager, id, now)).map((county) => countyView(county, now, calendar))
        : [],
    };
  }
}

function seenBy(principal: Principal, regionCode: string): (unitId: string) => boolean {
  const scope = scopeOf(principal);
  if (seesRegion(scope, regionCode)) return () => true;
  const own = unitsSeen(scope, 'campaign');
  return (unitId) => own.includes(unitId);
}

function entryOf(item: (typeof FIVE_ONE_KEYS)[number], rows: readonly FiveOneRow[]): FiveOneEntry {
  const row = rows.find((one) => one.item === item);
  return {
    item,
    label: FIVE_ONES[item],
    done: row?.done ?? false,
    evidence: row?.evidence ?? null,
    files: row?.files ?? 0,
    assignmentId: row?.assignmentId ?? null,
    reportedAt: formatInstantOrNull(row?.reportedAt ?? null),
  };
}
