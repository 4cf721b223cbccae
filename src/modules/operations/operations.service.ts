import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type {
  OperationsView,
  StuckProcessPage,
  StuckProcessQuery,
  StuckProcessView,
} from '../../../contracts/http/operations.js';
import {
  stuckProcesses,
  tableFacts,
  type StuckProcess,
} from '../../../database/operations/operations.repository.js';
import { comparedAt } from '../../../database/processes/finding.store.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { outcomeLabel, stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { operationsChecks, worstLight } from '../../../domain/operations/checks.js';
import { STUCK_WORDS } from '../../../domain/operations/stuck.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';
import { realNow } from '../access/real-time.js';
import { HealthService } from '../health/health.service.js';
import { Configuration } from '../../config/configuration.js';
import { caretakerOf } from './caretaker.js';
import { ProductionTemporal } from './production-temporal.service.js';
import { VERSION } from './version.js';

/** How the installation does, always the production's: a rehearsal has nothing that could stand still. */
@Injectable()
export class OperationsService {
  private readonly startedAt = realNow();

  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly health: HealthService,
    private readonly temporal: ProductionTemporal,
    private readonly configuration: Configuration,
  ) {}

  /** One query of the tables, the readiness check, and one question to Temporal, at the same time. */
  async standing(principal: Principal): Promise<OperationsView> {
    const now = realNow();
    const [ready, tables, workers] = await Promise.all([
      this.health.readiness(() => undefined),
      tableFacts(this.production.manager, caretakerOf(principal), now),
      this.temporal.workers(),
    ]);
    const { startedAt } = this;
    const isAdministrator = principal.positions.some(({ kind }) => kind === 'systemAdministrator');
    const { database, migrations, temporal } = ready;
    const checks = operationsChecks({ now, startedAt, database, migrations, temporal, workers, tables });
    return {
      at: formatInstant(now),
      version: VERSION,
      startedAt: formatInstant(startedAt),
      light: worstLight(checks),
      temporalUi: isAdministrator ? (this.configuration.TEMPORAL_UI_URL ?? null) : null,
      checks: checks.map((check) => ({ ...check, since: formatInstantOrNull(check.since) })),
    };
  }

  /** @throws Refusal INVALID_CURSOR */
  async stuck(principal: Principal, query: StuckProcessQuery): Promise<StuckProcessPage> {
    const { manager } = this.production;
    const values = decodeCursor(query.cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const [rows, at] = await Promise.all([
      stuckProcesses(manager, caretakerOf(principal), {
        now: realNow(),
        regionCode: query.regionCode ?? null,
        after: values ? { since: new Date(values[0] as string), id: values[1] as string } : null,
        limit: query.limit + 1,
      }),
      comparedAt(manager),
    ]);
    const page = pageOf(rows, query.limit, ({ since, id }) => [since.toISOString(), id]);
    return { ...page, items: page.items.map(stuckView), checkedAt: formatInstantOrNull(at) };
  }
}

function stuckView({ id, kind, title, reason, ...row }: StuckProcess): StuckProcessView {
  const blueprint = blueprintOf(kind);
  const { lastStep, lastOutcome } = row;
  return {
    id,
    kind,
    kindLabel: blueprint.label,
    title,
    regionCode: row.regionCode,
    region: regionLabel(row.regionName),
    reason,
    ...STUCK_WORDS[reason],
    since: formatInstant(row.since),
    steps: row.openSteps.map((key) => stepLabel(blueprint, key)),
    lastDone:
      lastStep === null || lastOutcome === null
        ? null
        : `${stepLabel(blueprint, lastStep)}：${outcomeLabel(blueprint, lastStep, lastOutcome)}`,
    lastDoneAt: formatInstantOrNull(row.lastAt),
  };
}
