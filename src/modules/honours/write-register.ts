import type { HonourView } from '../../../contracts/http/honours.js';
import type { Table } from '../../http/table-file.js';

const COLUMNS: Table['columns'] = [
  ['序号', 6],
  ['称号', 24],
  ['种类', 18],
  ['获得者', 26],
  ['所属单位', 26],
  ['命名地区', 16],
  ['命名日期', 12],
  ['命名决定', 26],
  ['有效期至', 12],
  ['状态', 8],
  ['备注', 30],
];

/** 荣誉称号登记表: one line a title, as it stood on the day. */
export function registerTable(rows: readonly HonourView[]): Table {
  return {
    ...{ title: '荣誉称号登记表', columns: COLUMNS },
    rows: rows.map((row, index) => [
      String(index + 1),
      row.title,
      row.kindLabel,
      row.holder,
      row.unit.name,
      row.region,
      row.namedOn,
      row.documentNumber,
      row.validUntil ?? '长期',
      row.stateLabel,
      row.unitEnded?.label ?? '',
    ]),
  };
}
