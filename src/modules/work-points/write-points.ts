import type { PointView } from '../../../contracts/http/work-points.js';
import type { Light } from '../../../domain/time/light.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import type { TableColumnLayout } from '../ledger/xlsx/table-layout.js';
import { writeList } from '../ledger/xlsx/write-list.js';

const COLUMNS: readonly TableColumnLayout[] = [
  { header: '序号', width: 8, centred: true },
  { header: '部分', width: 18 },
  { header: '要点', width: 40 },
  { header: '牵头单位', width: 20 },
  { header: '配合单位', width: 20 },
  { header: '时限', width: 12, centred: true },
  { header: '状态', width: 9, centred: true },
  { header: '亮灯', width: 7, centred: true },
  { header: '进度', width: 7, centred: true },
  { header: '季度进展', width: 40 },
  { header: '办结情况', width: 30 },
];

const LIGHT_WORDS: Record<Light, string> = { green: '绿', yellow: '黄', red: '红', grey: '灰' };

export interface PointTable {
  title: string;
  filledBy: string;
  date: CivilDate;
  points: readonly PointView[];
}

/** The set as a sheet that can be printed: one line a point, in the notice's order. */
export function writePoints({ points, ...head }: PointTable): Promise<Buffer> {
  return writeList({ ...head, sheet: '工作要点', columns: COLUMNS, rows: points.map(cellsOf) });
}

function cellsOf(point: PointView): string[] {
  const { leads, cooperating, quarters } = point;
  const names = (units: readonly { unit: { shortName: string } }[]) =>
    units.map(({ unit }) => unit.shortName).join('、');
  return [
    point.number,
    point.section,
    point.title,
    names(leads),
    names(cooperating),
    point.limitAt.slice(0, 10),
    point.stateLabel,
    LIGHT_WORDS[point.light],
    `${point.percent}%`,
    quarters.map(quarterInWords).join('\n'),
    leads.flatMap(({ unit, result }) => (result === null ? [] : [`${unit.shortName}：${result}`])).join('\n'),
  ];
}

function quarterInWords({ label, reports }: PointView['quarters'][number]): string {
  const told = reports.map(({ unit, percent, summary }) =>
    percent === null ? `${unit.shortName}未报` : `${unit.shortName}${percent}%，${summary ?? ''}`,
  );
  return `${label}：${told.join('；')}`;
}
