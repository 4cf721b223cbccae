import type { VetoEventLine } from '../../../database/vetoes/veto-list.repository.js';
import { VETO_ITEMS } from '../../../domain/evaluation/veto-items.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { VETO_STATES } from '../../../domain/vetoes/states.js';
import type { Table } from '../../http/table-file.js';

const COLUMNS: Table['columns'] = [
  ['序号', 6],
  ['涉及单位（地区）', 24],
  ['否决事项', 46],
  ['发生日期', 12],
  ['立案日期', 12],
  ['状态', 12],
  ['认定日期', 12],
  ['陈述情况', 14],
  ['暂停称号', 10],
  ['撤销称号', 10],
  ['复核日期', 12],
];

const HEARD = { stated: '已陈述', silent: '逾期未陈述' } as const;

/** 否决事项登记簿: one line an event. What is said to have happened stays in the product. */
export function registerTable(rows: readonly VetoEventLine[]): Table {
  return {
    ...{ title: '否决事项登记簿', columns: COLUMNS },
    rows: rows.map((row, index) => [
      String(index + 1),
      row.subject.name,
      VETO_ITEMS[row.item],
      row.happenedOn,
      civilDateOf(row.openedAt),
      VETO_STATES[row.state],
      row.confirmedAt ? civilDateOf(row.confirmedAt) : '',
      row.heard ? HEARD[row.heard] : '',
      String(row.frozen),
      String(row.revoked),
      row.reconsiderOn ?? '',
    ]),
  };
}
