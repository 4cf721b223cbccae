import type { EvaluationRow, ScoreRow, SubjectRow } from '../../../database/evaluation/evaluation.store.js';
import { DIMENSIONS } from '../../../domain/evaluation/dimensions.js';
import { indicatorsFor, sumOf } from '../../../domain/evaluation/standard.js';
import { SUBJECT_KINDS } from '../../../domain/organisation/subject.js';
import type { Table } from '../../http/table-file.js';

const RESPONSES: Record<string, string> = {
  accepted: '没有异议',
  objected: '提出异议',
  silent: '期满没有答复',
};

/** Results of all subjects, in the organisation's order: a table to keep, no ranking. */
export function resultTable(
  title: string,
  { standard }: EvaluationRow,
  subjects: readonly SubjectRow[],
  scores: readonly ScoreRow[],
): Table {
  const keys = standard.dimensions.map(({ key }) => key);
  return {
    title: `${title}结果`,
    sheet: '考评结果',
    columns: [
      ['考评对象', 24],
      ['类别', 8],
      ['自评', 10],
      ...keys.map((key): [string, number] => [DIMENSIONS[key], 12]),
      ['得分', 8],
      ['等次', 18],
      ['对结果的答复', 14],
    ],
    rows: subjects.map(({ seq, kind, name, handedInAt, points, grade, response }) => {
      const own = scores.filter((score) => score.seq === seq);
      const indicators = indicatorsFor(standard, kind);
      const of = (key: string): string => {
        const asked = indicators.filter(({ dimension }) => dimension === key);
        const given = asked.map((one) => own.find(({ indicator }) => indicator === one.key)?.points ?? null);
        return given.includes(null)
          ? ''
          : `${sumOf(given as number[])}/${sumOf(asked.map((one) => one.points))}`;
      };
      return [
        ...[name, SUBJECT_KINDS[kind], handedInAt === null ? '没有报' : '已报'],
        ...keys.map(of),
        ...[
          points === null ? '' : String(points),
          grade ?? '',
          response === null ? '' : (RESPONSES[response] ?? ''),
        ],
      ];
    }),
  };
}
