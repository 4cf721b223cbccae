import type { Schemas } from '../api/schemas.js';

export type Coverage = Schemas['CoverageView'];

export interface CoverageRow {
  depth: number;
  level: Coverage;
}

/** A cascade as lines, each level behind the one it came from. */
export function rowsOf(level: Coverage, depth = 0): CoverageRow[] {
  return [{ depth, level }, ...level.below.flatMap((below) => rowsOf(below, depth + 1))];
}

/** What one level has come to: 已收文，印发 …; or that it hasn't even been received. */
export function progressOf({
  receivedAt,
  outcome,
  outcomeLabel,
  documentNumber,
  opinions,
}: Coverage): string {
  if (outcome === 'duplicate' || outcome === 'terminated' || outcome === 'notAdopted')
    return outcomeLabel ?? '';
  if (documentNumber) return opinions > 0 ? `已印发，${opinions} 条贯彻意见` : '已印发，未另提意见';
  return receivedAt ? '已收文，办理中' : '尚未签收';
}

export interface CoverageFigures {
  levels: number;
  issued: number;
  asked: number;
  done: number;
  readings: number;
  read: number;
}

/** All levels together. */
export function figuresOf(root: Coverage): CoverageFigures {
  const rows = rowsOf(root).map(({ level }) => level);
  const sum = (of: (level: Coverage) => number) => rows.reduce((total, level) => total + of(level), 0);
  return {
    levels: rows.length,
    issued: sum(({ documentNumber }) => Number(documentNumber !== null)),
    asked: sum(({ receipts }) => receipts.asked),
    done: sum(({ receipts }) => receipts.done),
    readings: sum(({ readings }) => readings.asked),
    read: sum(({ readings }) => readings.done),
  };
}

/** Everybody a cascade waits for, of all levels, the nearest deadline first. */
export function owedOf(root: Coverage): (Schemas['OwedView'] & { region: string; regionCode: string })[] {
  const owed = rowsOf(root).flatMap(({ level }) => {
    const { region, regionCode } = level;
    const all = [...level.waitingFor, ...level.receipts.missing, ...level.readings.missing];
    return all.map((one) => ({ ...one, region, regionCode }));
  });
  const due = ({ deadline }: { deadline: string | null }) => deadline ?? '9999';
  return owed.sort((a, b) => (due(a) < due(b) ? -1 : 1));
}
