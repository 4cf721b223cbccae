import { Injectable } from '@nestjs/common';
import type { PointCoverageView, RegionCoverageView } from '../../../contracts/http/work-points.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import {
  pointsOfSets,
  setsBelow,
  type CoveredPoint,
  type CoveredSet,
} from '../../../database/work-points/coverage.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { isCovered, sumOfCounts } from '../../../domain/work-points/coverage.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { coveredPoints, regionCoverage } from './coverage.view.js';

/** Which lower region has split which point, declared that it has no such task, or has done neither. */
@Injectable()
export class PointCoverageService {
  constructor(private readonly database: Database) {}

  /** For who sees the region whole. @throws Refusal NOT_FOUND */
  async of(principal: Principal, setId: string): Promise<PointCoverageView> {
    const { manager } = this.database;
    const scope = scopeOf(principal);
    const { kind, regionCode, title } = await visibleProcess(manager, scope, setId);
    if (kind !== 'workPoints' || !seesRegion(scope, regionCode)) throw new Refusal('NOT_FOUND');
    const sets = await setsBelow(manager, setId);
    const points = groupedBySet(
      await pointsOfSets(
        manager,
        sets.map(({ processId }) => processId),
      ),
    );
    const viewOf = (set: CoveredSet): RegionCoverageView => {
      const covered = coveredPoints(
        set,
        points.get(set.fromSetId ?? '') ?? [],
        points.get(set.processId) ?? [],
      );
      return regionCoverage(set, covered, childrenOf(set).map(viewOf), onPaper(set));
    };
    const childrenOf = ({ processId }: CoveredSet) => sets.filter((set) => set.fromSetId === processId);
    const onPaper = (set: CoveredSet): string[] => {
      const reached = childrenOf(set).map((child) => child.regionCode);
      return set.approvedAt === null ? [] : set.regionCodes.filter((code) => !reached.includes(code));
    };
    const root = sets.find(({ processId }) => processId === setId);
    if (!root) throw new Refusal('NOT_FOUND');
    const below = childrenOf(root).map(viewOf);
    return {
      processId: setId,
      title,
      counts: sumOfCounts(below.map(({ counts }) => counts)),
      regions: below.length,
      regionsDone: below.filter(({ counts }) => isCovered(counts)).length,
      below,
      onPaper: onPaper(root),
    };
  }
}

function groupedBySet(points: readonly CoveredPoint[]): Map<string, CoveredPoint[]> {
  const groups = new Map<string, CoveredPoint[]>();
  for (const point of points) {
    const group = groups.get(point.setId);
    if (group) group.push(point);
    else groups.set(point.setId, [point]);
  }
  return groups;
}
