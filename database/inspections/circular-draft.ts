import type { EntityManager } from 'typeorm';
import { composeCircularText } from '../../domain/inspection/compose.js';
import { placeholdersOf, type Placeholder } from '../../domain/inspection/draft.js';
import { figuresOf, type ListRow } from '../../domain/inspection/figures.js';
import {
  levelWords,
  type Finding,
  type LevelWords,
  type Lists,
  type MatrixTarget,
} from '../../domain/inspection/matrix.js';
import { LEVEL_KEYS } from '../../domain/inspection/words.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { inspectionOf, type InspectionRow } from './inspection.store.js';
import { frozenLists, type FrozenList } from './lists.store.js';
import { findingsOf } from './matrix.store.js';
import { teamsOf } from './target.store.js';

/** The circular as its frozen matrix makes it; targets as they were called when the lists were frozen. */
export interface CircularDraft {
  inspection: InspectionRow;
  findings: Finding[];
  targets: MatrixTarget[];
  lists: Lists;
  frozen: FrozenList[];
  words: LevelWords;
  placeholders: Placeholder[];
  /** The text without anybody's hand in it. */
  composed: string;
}

/** Null until the findings were entered. */
export async function circularDraftOf(
  manager: EntityManager,
  processId: string,
): Promise<CircularDraft | null> {
  const inspection = await inspectionOf(manager, processId);
  if (inspection.frozenAt === null) return null;
  const frozen = await frozenLists(manager, processId, inspection.frozenAt);
  const rows = frozen.flatMap((list) => list.rows);
  const findings = await findingsOf(manager, processId);
  const teams = await teamsOf(manager, processId, civilDateOf(inspection.frozenAt));
  const words = levelWords(inspection.regionCode);
  const targets = targetsIn(rows);
  const { basis, fromDate, toDate, dimensions } = inspection;
  return {
    ...{ inspection, findings, targets, frozen, words },
    lists: listsIn(rows),
    placeholders: placeholdersOf(figuresOf(rows), findings, targets, words),
    composed: composeCircularText({
      ...{ basis, fromDate, toDate, dimensions, findings, targets, words },
      visited: LEVEL_KEYS.filter((level) => rows.some(({ key }) => key === VISITED[level])),
      teams: teams.map(({ name, leader }) => ({ name, leader })),
    }),
  };
}

const VISITED = { regions: 'visitedRegions', units: 'visitedUnits' } as const;

/** Regions first, as the plan has them. */
function targetsIn(rows: readonly ListRow[]): MatrixTarget[] {
  return rows
    .filter(({ key }) => key === 'regions' || key === 'units')
    .map(({ key, targetSeq, name }) => ({
      seq: targetSeq,
      kind: key === 'regions' ? ('region' as const) : ('unit' as const),
      name,
    }))
    .sort((a, b) => a.seq - b.seq);
}

export function listsIn(rows: readonly ListRow[]): Lists {
  const seqs = (...keys: ListRow['key'][]) =>
    rows.filter(({ key }) => keys.includes(key)).map(({ targetSeq }) => targetSeq);
  return { missingMaterial: seqs('missingRegions', 'missingMaterial'), noLiaison: seqs('noLiaison') };
}
