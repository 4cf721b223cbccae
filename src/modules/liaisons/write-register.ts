import type { LiaisonRow } from '../../../contracts/http/liaisons.js';
import { UNIT_KIND_LABELS } from '../../../domain/organisation/labels.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import type { TableColumnLayout } from '../ledger/xlsx/table-layout.js';
import { writeList } from '../ledger/xlsx/write-list.js';

const COLUMNS: readonly TableColumnLayout[] = [
  { header: '序号', width: 6, centred: true },
  { header: '单位', width: 34 },
  { header: '类别', width: 12, centred: true },
  { header: '联络员', width: 12, centred: true },
  { header: '电话', width: 16, centred: true },
  { header: '任职日期', width: 14, centred: true },
  { header: '备案情况', width: 16, centred: true },
  { header: '备案日期', width: 14, centred: true },
  { header: '备注', width: 26 },
];

export interface RegisterTable {
  title: string;
  filledBy: string;
  date: CivilDate;
  rows: readonly LiaisonRow[];
}

/** The register as a sheet that can be printed: one line a unit, those that have not filed first. */
export function writeRegister({ rows, ...head }: RegisterTable): Promise<Buffer> {
  return writeList({
    ...{ ...head, sheet: '联络员名册', columns: COLUMNS },
    rows: rows.map((row, index) => cellsOf(row, index + 1)),
  });
}

function cellsOf(row: LiaisonRow, number: number): (string | number)[] {
  const { liaison, filing, confirmedAt } = row;
  return [
    number,
    row.unit,
    UNIT_KIND_LABELS[row.kind],
    liaison?.name ?? '',
    liaison?.contact?.phone ?? '',
    liaison?.since ?? '',
    row.stateLabel,
    confirmedAt?.slice(0, 10) ?? '',
    remark(filing),
  ];
}

function remark(filing: LiaisonRow['filing']): string {
  if (!filing) return '';
  const change =
    filing.unchanged || filing.state === 'confirmed' ? '' : `报送${filing.person ?? ''}自${filing.from}接任`;
  const returned = filing.state === 'returned' ? `退回：${filing.reason ?? ''}` : '';
  return [filing.late ? '逾期报送' : '', change, returned].filter(Boolean).join('；');
}
