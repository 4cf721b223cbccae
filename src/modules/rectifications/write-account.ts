import type { RectificationView } from '../../../contracts/http/rectifications.js';
import type { Table } from '../../http/table-file.js';

const COLUMNS: Table['columns'] = [
  ['序号', 6],
  ['整改单位', 22],
  ['方面', 14],
  ['问题', 46],
  ['整改要求', 30],
  ['整改措施', 30],
  ['责任人', 14],
  ['整改时限', 12],
  ['整改结果', 30],
  ['佐证材料', 30],
  ['复核情况', 30],
  ['状态', 10],
  ['出处', 26],
];

/** 整改台账: one line a problem. */
export function accountTable(title: string, rows: readonly RectificationView[]): Table {
  return {
    ...{ title, sheet: '整改台账', columns: COLUMNS },
    rows: rows.map((row, index) => [
      String(index + 1),
      row.subject.name,
      row.dimensionLabel,
      row.detail,
      row.measuresAsked,
      row.measures ?? '',
      row.responsible ?? '',
      row.limitAt.slice(0, 10),
      row.result ?? '',
      row.evidence ?? '',
      row.verifiedFound ?? '',
      `${row.stateLabel}${row.late ? '（逾期）' : ''}`,
      row.sourceRef,
    ]),
  };
}
