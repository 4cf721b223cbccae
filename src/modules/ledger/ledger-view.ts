import type {
  LedgerItem,
  LedgerItemDetail,
  LedgerSummary,
  LinkedItem,
} from '../../../contracts/http/ledger.js';
import type { ItemRecord, LinkedRow } from '../../../database/needs/ledger-item.repository.js';
import type { LedgerCount, LedgerRow, MissingUnitRow } from '../../../database/needs/ledger.repository.js';
import { LEDGER_STATES } from '../../../domain/blueprints/need-item.blueprint.js';
import { kindLabel } from '../../../domain/needs/item-kinds.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

const stateLabel = (state: string): string => LEDGER_STATES[state] ?? state;

/** `year`: the ledger that was asked for. */
export function itemView(row: LedgerRow, year: number | undefined): LedgerItem {
  const { campaignId: _, regionCode, dueAt, limitAt, filedAt, closedAt, ...rest } = row;
  return {
    ...rest,
    region: regionCode,
    carried: year !== undefined && row.year < year,
    kindLabel: kindLabel(row.side, row.kind),
    stateLabel: stateLabel(row.state),
    dueAt: formatInstantOrNull(dueAt),
    limitAt: formatInstantOrNull(limitAt),
    filedAt: formatInstant(filedAt),
    closedAt: formatInstantOrNull(closedAt),
  };
}

export function detailView(row: LedgerRow, record: ItemRecord): LedgerItemDetail {
  return {
    ...itemView(row, undefined),
    carried: record.years.some(({ carried }) => carried),
    processId: record.processId,
    origins: record.origins,
    reportedFrom: record.reportedFrom && linkedView(record.reportedFrom),
    reportedAs: record.reportedAs.map(linkedView),
    mergedInto: record.mergedInto && linkedView(record.mergedInto),
    mergedFrom: record.mergedFrom.map(linkedView),
    proposedLead: record.proposedLead,
    upperAnswer: record.upperAnswer,
    consultations: record.consultations.map((one) => ({
      ...one,
      answeredAt: formatInstantOrNull(one.answeredAt),
    })),
    years: record.years,
    history: record.history.map(({ at, state, lead, limitAt }) => ({
      at: formatInstant(new Date(at)),
      state,
      stateLabel: stateLabel(state),
      lead,
      limitAt: formatInstantOrNull(limitAt),
    })),
  };
}

function linkedView(row: LinkedRow): LinkedItem {
  return { ...row, stateLabel: stateLabel(row.state) };
}

export function summaryView(
  asked: { region: string; year: number },
  counts: readonly LedgerCount[],
  missing: readonly MissingUnitRow[] | null,
  now: Date,
): LedgerSummary {
  const sum = (keep: (count: LedgerCount) => boolean = () => true) =>
    counts.filter(keep).reduce((total, { count }) => total + count, 0);
  const by = (name: 'side' | 'state' | 'light') =>
    Object.fromEntries(
      [...new Set(counts.map((count) => count[name]))].map((value) => [
        value,
        sum((count) => count[name] === value),
      ]),
    );
  const lines = new Map<string, LedgerSummary['lines'][number]>();
  for (const { side, state, light, late, count } of counts) {
    const key = [side, state, light, late].join();
    const line = lines.get(key) ?? { side, state, stateLabel: stateLabel(state), light, late, count: 0 };
    lines.set(key, { ...line, count: line.count + count });
  }
  return {
    ...asked,
    total: sum(),
    carried: sum(({ carried }) => carried),
    finished: sum(({ state }) => state === 'closed' || state === 'finishedAnswer'),
    late: sum(({ late }) => late),
    bySide: by('side'),
    byState: by('state'),
    byLight: by('light'),
    lines: [...lines.values()],
    missingUnits:
      missing?.map(({ deadlineAt, ...unit }) => ({
        ...unit,
        deadlineAt: formatInstantOrNull(deadlineAt),
        late: deadlineAt !== null && deadlineAt < now,
      })) ?? null,
  };
}
