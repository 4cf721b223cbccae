import type { EntityManager } from 'typeorm';
import { figureOf } from '../../domain/evaluation/evidence.js';
import { indicatorsFor, type EvaluationStandard } from '../../domain/evaluation/standard.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { evidenceOf } from './evidence/index.js';
import { sourcesOf } from './sources-of.js';
import type { NewScore } from './evaluation.store.js';

/** What the product has on record about each indicator of these subjects' year; as many queries as sources. */
export async function assess(
  manager: EntityManager,
  { standard, year }: { standard: EvaluationStandard; year: number },
  subjects: readonly (Subject & { seq: number })[],
  now: Date,
): Promise<NewScore[]> {
  const evidence = await evidenceOf(manager, { subjects, year, now }, sourcesOf(standard, subjects));
  return subjects.flatMap(({ seq, kind, unitId }) =>
    indicatorsFor(standard, kind).map(({ key, points, evidence: rule }): NewScore => {
      const said = { seq, indicator: key, claimed: null, statement: null };
      if (rule.kind === 'manual')
        return { ...said, systemMet: null, systemTotal: null, systemPoints: null, records: [] };
      const records = evidence.get(unitId)?.get(rule.source) ?? [];
      const figure = figureOf(rule, points, records);
      return {
        ...said,
        systemMet: figure.met,
        systemTotal: figure.total,
        systemPoints: figure.points,
        records,
      };
    }),
  );
}
