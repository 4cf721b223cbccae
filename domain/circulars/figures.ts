/**
 * Figures of a region's “双清单” year at a cut-off instant (五项制度机制 三（五）2). Pure: out of records that only ever grow, so that the
 * same cut-off gives the same figures whenever it is asked for.
 */
export const FIGURE_LABELS = {
  asked: '应报单位',
  filed: '已报送',
  filedLate: '逾期报送',
  missing: '未报送',
  missingLate: '逾期未报送',
  items: '清单事项',
  closed: '已销号',
  closedLate: '逾期办成',
  open: '未办结',
  overdue: '逾期未办成',
  reportedUp: '已上报待答复',
} as const;

export type FigureKey = keyof typeof FIGURE_LABELS;
export const FIGURE_KEYS = Object.keys(FIGURE_LABELS) as FigureKey[];

/** One unit's part in the collection, as it stood at the cut-off. */
export interface FilingRecord {
  assignmentId: string;
  unitId: string;
  round: number;
  openedAt: Date;
  /** As it was at the cut-off: later extensions are not known yet. */
  deadlineAt: Date | null;
  decidedAt: Date | null;
  late: boolean;
  /** From when on nobody asked the unit any more. */
  cancelledAt: Date | null;
  /** Since when the clock stood still at the cut-off (挂起): nothing became overdue from then on. */
  stillSince?: Date;
}

/** Where an item stood from when on. */
export interface ItemMoment {
  at: Date;
  state: string;
  leadUnitId: string | null;
  limitAt: Date | null;
}

export interface ItemRecord {
  itemId: string;
  /** When it came into this year's ledger by 结转; null for one of the year's own. */
  carriedAt: Date | null;
  carried: boolean;
  /** Oldest first. */
  moments: ItemMoment[];
  /** 工作移交: from when on a unit stands for another. */
  replaced: { at: Date; unitId: string; successorId: string }[];
  /** See `FilingRecord`. */
  stillSince?: Date;
}

/** One line of the frozen list behind a figure. */
export interface FigureRow {
  key: FigureKey;
  subject: 'assignment' | 'item';
  subjectId: string;
  /** The unit it is counted for: who files, who leads. Null for an item without a lead. */
  unitId: string | null;
  value: Record<string, string | null>;
}

const CLOSED = ['closed', 'finishedAnswer'];
const WORK_DONE = [...CLOSED, 'answering', 'confirming', 'confirmed'];
/** No item of the ledger any more, or not yet. */
const NO_ITEM = ['filed', 'merged', 'withdrawn', 'terminated'];

/** The lists behind all figures, in an order that depends on nothing but what is in them. */
export function figureRows(
  filings: readonly FilingRecord[],
  items: readonly ItemRecord[],
  cutOff: Date,
): FigureRow[] {
  const rows = [
    ...latestFilings(filings, cutOff).flatMap((filing) => filingRows(filing, cutOff)),
    ...items.flatMap((item) => itemRows(item, cutOff)),
  ];
  return rows.sort(
    (a, b) =>
      FIGURE_KEYS.indexOf(a.key) - FIGURE_KEYS.indexOf(b.key) ||
      compare(a.unitId ?? '', b.unitId ?? '') ||
      compare(a.subjectId, b.subjectId),
  );
}

/** How many lines each figure has. */
export function countsOf(rows: readonly FigureRow[]): Record<FigureKey, number> {
  const counts = Object.fromEntries(FIGURE_KEYS.map((key) => [key, 0])) as Record<FigureKey, number>;
  for (const { key } of rows) counts[key] += 1;
  return counts;
}

/** The same for each unit that anything is counted for. */
export function countsByUnit(rows: readonly FigureRow[]): Map<string, Record<FigureKey, number>> {
  const units = new Map<string, Record<FigureKey, number>>();
  for (const { unitId, key } of rows) {
    if (unitId === null) continue;
    const counts = units.get(unitId) ?? countsOf([]);
    counts[key] += 1;
    units.set(unitId, counts);
  }
  return units;
}

/** A list that was returned gives the unit a new round: its last one by the cut-off counts. */
function latestFilings(filings: readonly FilingRecord[], cutOff: Date): FilingRecord[] {
  const latest = new Map<string, FilingRecord>();
  for (const filing of filings) {
    if (filing.openedAt > cutOff || (filing.cancelledAt !== null && filing.cancelledAt <= cutOff)) continue;
    const known = latest.get(filing.unitId);
    if (!known || known.round < filing.round) latest.set(filing.unitId, filing);
  }
  return [...latest.values()];
}

function filingRows(filing: FilingRecord, cutOff: Date): FigureRow[] {
  const { assignmentId, unitId, deadlineAt, late, stillSince = cutOff } = filing;
  const decidedAt = filing.decidedAt !== null && filing.decidedAt <= cutOff ? filing.decidedAt : null;
  const overdue = decidedAt === null && deadlineAt !== null && deadlineAt < stillSince;
  const keys: FigureKey[] = ['asked', decidedAt === null ? 'missing' : 'filed'];
  if (decidedAt !== null && late) keys.push('filedLate');
  if (overdue) keys.push('missingLate');
  const value = { deadlineAt: text(deadlineAt), decidedAt: text(decidedAt) };
  return keys.map((key) => ({ key, subject: 'assignment', subjectId: assignmentId, unitId, value }));
}

function itemRows(item: ItemRecord, cutOff: Date): FigureRow[] {
  const { itemId, carried, carriedAt, moments, replaced, stillSince = cutOff } = item;
  if (carried && (carriedAt === null || carriedAt > cutOff)) return [];
  const past = moments.filter(({ at }) => at <= cutOff);
  const last = past.at(-1);
  if (!last || NO_ITEM.includes(last.state)) return [];
  const { state, limitAt } = last;
  const doneAt = finishedWork(past);
  const keys: FigureKey[] = ['items', CLOSED.includes(state) ? 'closed' : 'open'];
  if (doneAt !== null && limitAt !== null && doneAt > limitAt) keys.push('closedLate');
  if (doneAt === null && limitAt !== null && limitAt < stillSince && state !== 'reportedUp')
    keys.push('overdue');
  if (state === 'reportedUp') keys.push('reportedUp');
  const unitId = leadAt(last, replaced, cutOff);
  const value = { state, limitAt: text(limitAt), doneAt: text(doneAt) };
  return keys.map((key) => ({ key, subject: 'item', subjectId: itemId, unitId, value }));
}

/** Since when the lead unit's work is done; null while it is not, or was returned to it. */
function finishedWork(moments: readonly ItemMoment[]): Date | null {
  let since: Date | null = null;
  for (const { at, state } of moments) since = WORK_DONE.includes(state) ? (since ?? at) : null;
  return since;
}

function leadAt(moment: ItemMoment, replaced: ItemRecord['replaced'], cutOff: Date): string | null {
  return replaced
    .filter(({ at }) => at >= moment.at && at <= cutOff)
    .reduce((lead, { unitId, successorId }) => (lead === unitId ? successorId : lead), moment.leadUnitId);
}

const text = (instant: Date | null): string | null => instant && instant.toISOString();
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
