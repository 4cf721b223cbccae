import { Injectable } from '@nestjs/common';
import type {
  CampaignPage,
  CampaignQuery,
  CampaignView,
  StageDetail,
} from '../../../contracts/http/campaigns.js';
import type { UnitRef } from '../../../contracts/http/ledger.js';
import {
  campaignSummaries,
  countyCampaigns,
  documentsOf,
  handedInCounts,
  stageMoves,
  type CampaignSummary,
} from '../../../database/campaigns/campaign.repository.js';
import { stagesOf, type StageRow } from '../../../database/campaigns/campaign.store.js';
import { topicFigures } from '../../../database/campaigns/figures.repository.js';
import { fiveOnesOf } from '../../../database/campaigns/five-ones.store.js';
import { inspectionsOf } from '../../../database/campaigns/inspection.store.js';
import { participantsOf } from '../../../database/campaigns/participants.js';
import { unmetConditions } from '../../../database/campaigns/unmet-conditions.js';
import { unitsByIds } from '../../../database/organisation/unit.repository.js';
import { listProcesses } from '../../../database/processes/process.repository.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { STAGES } from '../../../domain/campaign/stages.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { civilDateOf, formatInstantOrNull } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import {
  countyView,
  fiveOnesView,
  inspectionView,
  moveView,
  rowView,
  sumOf,
  topicViews,
} from './campaign.view.js';
import { stageBar } from './stage.view.js';
import { visibleCampaign } from './visible-campaign.js';

/** What is to be read of campaigns; everything that changes them are acts on assignments. */
@Injectable()
export class CampaignsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_CURSOR */
  async list(principal: Principal, { limit, cursor, ...filter }: CampaignQuery): Promise<CampaignPage> {
    const { manager } = this.database;
    const now = this.database.now();
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const wanted = { ...filter, kind: 'campaign' };
    const rows = await listProcesses(manager, scopeOf(principal), wanted, { limit: limit + 1, after });
    const page = pageOf(rows, limit, (row) => [row.launchedAt.toISOString(), row.id]);
    const ids = page.items.map(({ id }) => id);
    const [summaries, stages, calendar] = await Promise.all([
      campaignSummaries(manager, ids),
      stagesOf(manager, ids),
      calendarOf(manager),
    ]);
    return {
      nextCursor: page.nextCursor,
      items: summaries.map((summary) =>
        rowView(
          summary,
          stages.filter(({ campaignId }) => campaignId === summary.id),
          now,
          calendar,
        ),
      ),
    };
  }

  /** Who is behind, and what was excepted, is for office, leaders and auditor. @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<CampaignView> {
    const { manager } = this.database;
    const now = this.database.now();
    const { campaign, regionCode } = await visibleCampaign(manager, principal, id);
    const whole = seesRegion(scopeOf(principal), regionCode);
    const calendar = await calendarOf(manager);
    const [summaries, stages, figures, inspections, fiveOnes, participants, counties, documents] =
      await Promise.all([
        campaignSummaries(manager, [id]),
        stagesOf(manager, [id]),
        topicFigures(manager, [id], now),
        inspectionsOf(manager, id),
        fiveOnesOf(manager, [id]),
        participantsOf(manager, campaign, civilDateOf(now)),
        whole ? countyCampaigns(manager, id, now) : [],
        documentsOf(manager, id),
      ]);
    const [summary] = summaries;
    if (!summary) throw new Refusal('NOT_FOUND');
    const { stages: _, ...row } = rowView(summary, [], now, calendar);
    const commended = campaign.approvedAt ? (campaign.commendation?.commended ?? []) : [];
    const units = await this.named([
      ...campaign.actions.flatMap(({ leadUnitId }) => leadUnitId ?? []),
      ...commended.map(({ unitId }) => unitId),
    ]);
    const countyViews = counties.map((county) => countyView(county, now, calendar));
    const own = sumOf(figures);
    return {
      ...row,
      contents: campaign.contents,
      stages: await this.stages(summary, stages, whole),
      inspections: inspections.map(inspectionView),
      topics: topicViews(figures, campaign.actions, units),
      figures: own,
      withCounties: sumOf([own, ...countyViews.map((county) => county.figures)]),
      fiveOnes: fiveOnesView(
        fiveOnes,
        participants.map((unit) => unit.id),
      ),
      mechanism: campaign.mechanism,
      commended: commended.flatMap(({ unitId, merit }) => {
        const unit = units.get(unitId);
        return unit ? [{ unit, merit }] : [];
      }),
      documents,
      counties: countyViews,
    };
  }

  private async stages(
    { id, regionCode, state, clockRuns }: Pick<CampaignSummary, 'id' | 'regionCode' | 'state' | 'clockRuns'>,
    stages: readonly StageRow[],
    whole: boolean,
  ): Promise<StageDetail[]> {
    const { manager } = this.database;
    const now = this.database.now();
    const calendar = await calendarOf(manager);
    const counts = await handedInCounts(manager, id);
    const moves = await stageMoves(manager, id);
    const details: StageDetail[] = [];
    for (const stage of stages) {
      const bar = stageBar(stage, clockRuns, now, calendar);
      const open = whole && bar.state === 'open' && state === 'running';
      const counted = counts.find(({ key }) => key === stage.key);
      details.push({
        ...bar,
        goal: stage.goal,
        article: STAGES[stage.key].article,
        handInDate: stage.handInDate,
        openedAt: formatInstantOrNull(stage.openedAt),
        closedAt: formatInstantOrNull(stage.closedAt),
        note: stage.note,
        handedIn: counted ? { asked: counted.asked, done: counted.done } : null,
        conditions: open ? await unmetConditions(manager, { id, regionCode }, stage.key) : [],
        exceptions: whole ? stage.exceptions : [],
        moves: moves.filter((move) => move.stage === stage.key).map(moveView),
      });
    }
    return details;
  }

  private async named(ids: readonly string[]): Promise<Map<string, UnitRef>> {
    const units = await unitsByIds(this.database.manager, ids);
    return new Map(units.map(({ id, name, shortName }) => [id, { id, name, shortName }]));
  }
}
