import { Injectable } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import type { DecidedPage, DecidedRow, DecisionQuery } from '../../../contracts/http/decisions.js';
import { FORM_BODIES } from '../../../contracts/http/forms/index.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { decidedIn, type DecidedEntry } from '../../../database/steps/decided.repository.js';
import { blueprintOf, isProcessKind, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { privateSteps } from '../../../domain/history/private-steps.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';

/** What has been said and handed in so far, for whoever sees the process: the material of its next steps. */
@Injectable()
export class DecidedService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND, INVALID_CURSOR */
  async list(
    principal: Principal,
    processId: string,
    { step, cursor, limit }: DecisionQuery,
  ): Promise<DecidedPage> {
    const after = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const { manager } = this.database;
    const scope = scopeOf(principal);
    const { kind, regionCode } = await visibleProcess(manager, scope, processId);
    const blueprint = isProcessKind(kind) ? blueprintOf(kind) : undefined;
    const rows = await decidedIn(manager, {
      processId,
      step,
      privately: seesRegion(scope, regionCode)
        ? undefined
        : { steps: privateSteps(blueprint), units: unitsSeen(scope, kind) },
      after: after && after[0] ? { at: new Date(after[0] as string), id: after[1] as string } : null,
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit, (row) => [
      row.decidedAt.toISOString(),
      row.assignmentId,
    ]);
    return { items: items.map((row) => decidedRow(kind, row)), nextCursor };
  }
}

function decidedRow(kind: string, { decision, ...row }: DecidedEntry): DecidedRow {
  const { label, decisions } = stepBlueprintOf(kind, row.step);
  const decided = Object.hasOwn(decisions, decision) ? decisions[decision] : undefined;
  return {
    ...row,
    stepLabel: label,
    decidedAt: formatInstant(row.decidedAt),
    decisionLabel: decided?.label ?? '退回',
    form: decided?.form && row.submitted ? { $ref: getSchemaPath(FORM_BODIES[decided.form]) } : null,
  };
}
