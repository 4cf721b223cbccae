import { DIMENSIONS } from '../../../domain/evaluation/dimensions.js';
import { ruleInWords } from '../../../domain/evaluation/rule-words.js';
import { AUDIENCES, type EvaluationStandard } from '../../../domain/evaluation/standard.js';
import { VETO_ITEMS } from '../../../domain/evaluation/veto-items.js';
import type { Table } from '../../http/table-file.js';

/** A standard as a table that can be printed and argued over. */
export function standardTable(
  { title, dimensions, vetoes, grades }: EvaluationStandard,
  version: number | null,
): Table {
  const rows = dimensions.flatMap(({ key, indicators }) =>
    indicators.map(({ text, points, appliesTo, evidence }) => [
      ...[DIMENSIONS[key], text, AUDIENCES[appliesTo], String(points), ruleInWords(evidence, points)],
      evidence.kind === 'manual' ? evidence.asks : '系统记录',
    ]),
  );
  const bands = grades.map(({ label, from }) => `${label}：${from}分起`).join('；');
  return {
    title: `${title}${version === null ? '（草稿）' : version === 0 ? '' : `（第${version}版）`}`,
    sheet: '考评标准',
    columns: [
      ['方面', 18],
      ['指标', 50],
      ['适用', 12],
      ['分值', 8],
      ['计分方法', 50],
      ['依据', 40],
    ],
    rows: [
      ...rows,
      ...vetoes.map((item) => [
        '一票否决',
        VETO_ITEMS[item],
        AUDIENCES.both,
        '',
        '有此情形，考评结果不合格',
        '',
      ]),
      ['等次', bands, AUDIENCES.both, '', '', ''],
    ],
  };
}
