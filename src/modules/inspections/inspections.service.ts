import { Injectable } from '@nestjs/common';
import type {
  InspectionPage,
  InspectionQuery,
  InspectionDetail,
} from '../../../contracts/http/inspections.js';
import { materialsOf, visitsOf } from '../../../database/inspections/evidence.store.js';
import {
  issuedRef,
  listInspections,
  openTasksOf,
  signedFor,
} from '../../../database/inspections/inspection.repository.js';
import { targetsOf, teamsOf } from '../../../database/inspections/target.store.js';
import { regionByCode } from '../../../database/organisation/region.repository.js';
import { inspection as blueprint } from '../../../domain/blueprints/inspection.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesSubject } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { inspectionLine, refView, targetView } from './inspection.view.js';
import { visibleInspection } from './visible-inspection.js';

/** Inspections, and where each target stands in one. */
@Injectable()
export class InspectionsService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { limit, cursor, ...filter }: InspectionQuery): Promise<InspectionPage> {
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listInspections(manager, scopeOf(principal), filter, { limit: limit + 1, after });
    const page = pageOf(rows, limit, ({ launchedAt, processId }) => [launchedAt.toISOString(), processId]);
    const ids = page.items.map(({ processId }) => processId);
    const waits = await currentStepsOf(manager, principal, ids, this.database.now());
    return {
      ...page,
      items: page.items.map((row) => ({ ...inspectionLine(row), now: waits(row.processId) })),
    };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<InspectionDetail> {
    const { manager } = this.database;
    const now = this.database.now();
    const { process, inspection, scope, whole } = await visibleInspection(manager, principal, id);
    const on = civilDateOf(now);
    const [region, teams, targets, tasks, materials, visits, noticed, received, notice, circular, waits] =
      await Promise.all([
        regionByCode(manager, process.regionCode),
        teamsOf(manager, id, on),
        targetsOf(manager, id, on),
        openTasksOf(manager, id),
        materialsOf(manager, id),
        visitsOf(manager, id),
        signedFor(manager, inspection.noticeId),
        signedFor(manager, inspection.documentId),
        issuedRef(manager, inspection.noticeId),
        issuedRef(manager, inspection.documentId),
        currentStepsOf(manager, principal, [id], now),
      ]);
    const known = { tasks, materials, visits, noticed, received, now };
    const { basis, fromDate, toDate, materialDueDate, requirements, dimensions } = inspection;
    return {
      ...{ processId: id, title: process.title, regionCode: process.regionCode, state: process.state },
      region: regionLabel(region?.name ?? ''),
      outcomeLabel: process.outcome && processOutcomeLabel(blueprint, process.outcome),
      ...{ basis, fromDate, toDate, materialDueDate, requirements, dimensions, teams, whole },
      targets: targets
        .filter((target) => whole || seesSubject(scope, target))
        .map((target) => targetView(target, known)),
      notice: refView(notice),
      circular: refView(circular),
      now: waits(id),
    };
  }
}
