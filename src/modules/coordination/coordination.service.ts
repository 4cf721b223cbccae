import { Injectable } from '@nestjs/common';
import type {
  CoordinationGroupQuery,
  CoordinationGroupView,
  CoordinationMatterPage,
  CoordinationMatterQuery,
  CoordinationMatterView,
  SeatView,
} from '../../../contracts/http/coordination.js';
import {
  groupOfYear,
  matterDetail,
  matterTasks,
  seatHolders,
  type SeatHolder,
} from '../../../database/coordination/coordination.repository.js';
import { listCoordinationMatters } from '../../../database/coordination/matter-list.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { SEAT_RULES, SEATS } from '../../../domain/coordination/composition.js';
import { URGENCY_LABELS } from '../../../domain/coordination/urgency.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { coordinationMatter } from '../../../domain/blueprints/coordination-matter.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { mostUrgent } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull, yearOf } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';

/** What is to be read of regional coordination; everything that changes it are acts on assignments. */
@Injectable()
export class CoordinationService {
  constructor(private readonly database: Database) {}

  /**
   * Office, leaders and auditor see every seat; a unit of the region sees whoever sits (the notice told it so), not who is proposed.
   * @throws Refusal NOT_FOUND
   */
  async group(principal: Principal, query: CoordinationGroupQuery): Promise<CoordinationGroupView> {
    const { manager } = this.database;
    const { region } = query;
    const whole = seesRegion(scopeOf(principal), region);
    if (!whole && !principal.positions.some(({ regionCode }) => regionCode === region))
      throw new Refusal('NOT_FOUND', {}, 'region');
    const year = query.year ?? yearOf(this.database.now());
    const group = await groupOfYear(manager, region, year);
    const holders = group ? await seatHolders(manager, group.processId) : [];
    const seats = seatViews(holders.filter(({ state }) => whole || state === 'standing'));
    return {
      region,
      year,
      processId: group?.processId ?? null,
      number: group?.number ?? null,
      complete: seats.every(({ vacant }) => !vacant),
      seats,
    };
  }

  async matters(
    principal: Principal,
    { limit, cursor, ...filter }: CoordinationMatterQuery,
  ): Promise<CoordinationMatterPage> {
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listCoordinationMatters(manager, scopeOf(principal), filter, {
      limit: limit + 1,
      after,
    });
    const page = pageOf(rows, limit, ({ raisedAt, id }) => [raisedAt.toISOString(), id]);
    const ids = page.items.map(({ id }) => id);
    const waits = await currentStepsOf(manager, principal, ids, this.database.now());
    return {
      ...page,
      items: page.items.map(({ outcome, raisedAt, ...row }) => ({
        ...row,
        urgencyLabel: URGENCY_LABELS[row.urgency],
        outcomeLabel: outcome && processOutcomeLabel(coordinationMatter, outcome),
        raisedAt: formatInstant(raisedAt),
        light: mostUrgent(waits(row.id).map(({ light }) => light)),
        now: waits(row.id),
      })),
    };
  }

  /** @throws Refusal NOT_FOUND */
  async matter(principal: Principal, id: string): Promise<CoordinationMatterView> {
    const { manager } = this.database;
    const process = await visibleProcess(manager, scopeOf(principal), id);
    const [matter, tasks] = await Promise.all([matterDetail(manager, id), matterTasks(manager, id)]);
    if (!matter) throw new Refusal('NOT_FOUND');
    return {
      id,
      title: process.title,
      state: process.state,
      ...matter,
      urgencyLabel: matter.urgency && URGENCY_LABELS[matter.urgency],
      tasks: tasks.map(({ acknowledgedAt, deadline, settledAt, ...task }) => ({
        ...task,
        acknowledgedAt: formatInstantOrNull(acknowledgedAt),
        deadline: formatInstantOrNull(deadline),
        settledAt: formatInstantOrNull(settledAt),
      })),
    };
  }
}

function seatViews(holders: readonly SeatHolder[]): SeatView[] {
  return SEATS.map((seat) => {
    const { label, body, asks, optional = false } = SEAT_RULES[seat];
    const own = holders.filter((holder) => holder.seat === seat);
    return {
      seat,
      label,
      body,
      optional,
      asks,
      vacant: !optional && !own.some(({ state }) => state === 'standing'),
      holders: own.map(({ seat: _, since, until, ...holder }) => ({
        ...holder,
        since: formatInstantOrNull(since),
        until: formatInstantOrNull(until),
      })),
    };
  });
}
