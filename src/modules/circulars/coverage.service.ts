import { Injectable } from '@nestjs/common';
import type { CoverageView } from '../../../contracts/http/circulars.js';
import {
  cascadeOf,
  coverageTasks,
  regionNames,
  type CoverageNode,
  type CoverageTask,
} from '../../../database/circulars/coverage.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, type Scope } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { coverageView } from './coverage.view.js';

/** How far a document has come: over all levels it was forwarded to, who has it, who hasn't. */
@Injectable()
export class CoverageService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND */
  async of(principal: Principal, processId: string): Promise<CoverageView> {
    const { manager } = this.database;
    const now = this.database.now();
    const scope = scopeOf(principal);
    const { kind } = await visibleProcess(manager, scope, processId);
    if (kind !== 'circular') throw new Refusal('NOT_FOUND');
    const nodes = await cascadeOf(manager, processId);
    const seen = nodes.filter((node) => node.processId === processId || seesRegion(scope, node.regionCode));
    const tasks = await coverageTasks(
      manager,
      seen.map((node) => node.processId),
    );
    const names = await regionNames(
      manager,
      seen.flatMap(({ regionCodes }) => regionCodes),
    );
    const labels = new Map(names.map(({ code, name }) => [code, regionLabel(name)]));

    const viewOf = (node: CoverageNode): CoverageView => {
      const own = visibleTasks(tasks, node, scope);
      const children = seen.filter(({ parentId }) => parentId === node.processId);
      const reached = new Set(
        nodes.filter(({ parentId }) => parentId === node.processId).map((c) => c.regionCode),
      );
      const onPaper = node.documentId === null || !seesRegion(scope, node.regionCode) ? [] : node.regionCodes;
      return coverageView(
        node,
        own,
        children.map(viewOf),
        onPaper
          .filter((code) => !reached.has(code))
          .map((code) => ({ regionCode: code, region: labels.get(code) ?? code })),
        now,
      );
    };
    const root = seen.find((node) => node.processId === processId);
    if (!root) throw new Refusal('NOT_FOUND');
    return viewOf(root);
  }
}

/** A unit sees its own receipt; who else is late is for the office and the leaders. */
function visibleTasks(
  tasks: CoverageTask[],
  { processId, regionCode }: CoverageNode,
  scope: Scope,
): CoverageTask[] {
  const own = tasks.filter((task) => task.processId === processId);
  return seesRegion(scope, regionCode) ? own : own.filter(({ unitId }) => scope.units.includes(unitId));
}
