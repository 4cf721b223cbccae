import { Injectable } from '@nestjs/common';
import type { VetoWatchList, VetoWatchQuery, VetoWatchView } from '../../../contracts/http/vetoes.js';
import { standardInForce } from '../../../database/evaluation/standard.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { signalsFor } from '../../../database/vetoes/signals.repository.js';
import { foundIn, listWatches } from '../../../database/vetoes/watch-list.repository.js';
import { declarationsOf, quartersOf } from '../../../database/vetoes/watch.store.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { foundView, timelineOf, watchItems } from './watch.view.js';

const MOST_SHOWN = 500;

/** The standing watch of each year; declaring a quarter is an assignment like any other. */
@Injectable()
export class VetoWatchesService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, query: VetoWatchQuery): Promise<VetoWatchList> {
    const rows = await listWatches(this.database.manager, scopeOf(principal), query, MOST_SHOWN);
    return { items: rows.map(({ region, ...row }) => ({ ...row, region: regionLabel(region) })) };
  }

  /**
   * What the system itself holds is shown to the region's own office, leaders and auditor only: some of it nobody above may see.
   * @throws Refusal NOT_FOUND for what is no watch, or none of the viewer's
   */
  async one(principal: Principal, id: string): Promise<VetoWatchView> {
    const { manager } = this.database;
    const now = this.database.now();
    const scope = scopeOf(principal);
    const { kind, regionCode, year, title, state } = await visibleProcess(manager, scope, id);
    if (kind !== 'vetoWatch') throw new Refusal('NOT_FOUND');
    const showsSignals = scope.seats.includes(regionCode);
    const [quarters, declared, found, standard, signals, waits, [line]] = await Promise.all([
      quartersOf(manager, id),
      declarationsOf(manager, id),
      foundIn(manager, scope, id),
      standardInForce(manager, regionCode, civilDateOf(now)),
      showsSignals && state === 'running' ? signalsFor(manager, regionCode, now) : [],
      currentStepsOf(manager, principal, [id], now),
      listWatches(manager, scope, { region: regionCode, year }, 1),
    ]);
    return {
      ...{ id, title, regionCode, year, state, showsSignals },
      region: regionLabel(line?.region ?? ''),
      quarters: quarters.length,
      declared: quarters.filter(({ declaredAt }) => declaredAt !== null).length,
      timeline: timelineOf(year, quarters),
      items: watchItems({ quarters, declared, found, signals, showsSignals, items: standard.body.vetoes }),
      reported: found.filter(({ quarter }) => quarter === null).map(foundView),
      now: waits(id),
    };
  }
}
