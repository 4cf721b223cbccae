import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { formatInstant } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import {
  correctionsOf,
  evaluationOf,
  freezeSubjects,
  markEvaluation,
  scoresOf,
  subjectsOfEvaluation,
  vetoesOf,
} from './evaluation.store.js';
import { giveResults } from './give-results.js';
import { objectionsOf } from './objection.store.js';
import { settleResults } from './settle-results.js';

/**
 * The end of it: who objected, and whose result changed since it was given, is told the final one; then each result is frozen with the
 * SHA-256 of its canonical JSON, and the record has the SHA-256 of all of them.
 */
export async function freezeResults(context: EffectContext): Promise<void> {
  const { manager, now, process, record } = context;
  const before = await subjectsOfEvaluation(manager, process.id);
  const after = await settleResults(context);
  const told = after.filter(
    (subject, index) =>
      subject.response === 'objected' ||
      subject.points !== before[index]?.points ||
      subject.grade !== before[index]?.grade,
  );
  await giveResults(context, told, null);
  const evaluation = await evaluationOf(manager, process.id);
  const [scores, corrections, vetoes, objections] = [
    await scoresOf(manager, process.id),
    await correctionsOf(manager, process.id),
    await vetoesOf(manager, process.id),
    await objectionsOf(manager, process.id),
  ];
  const frozen = after.map(({ seq, kind, regionCode, unitId, points, grade, vetoed, response }) => {
    const of = <T extends { seq: number }>(rows: readonly T[]) =>
      rows.filter((row) => row.seq === seq).map(({ seq: _, ...row }) => row);
    const result = {
      ...{ processId: process.id, year: evaluation.year, subject: { kind, regionCode, unitId } },
      standard: { version: evaluation.standardVersion, sha256: evaluation.standardSha256.toString('hex') },
      ...{ points, grade, vetoed, response, frozenAt: formatInstant(now) },
      scores: of(scores).map(({ records, ...score }) => ({ ...score, records: records.length })),
      corrections: of(corrections).map((one) => ({ ...one, correctedAt: formatInstant(one.correctedAt) })),
      vetoes: of(vetoes),
      objections: of(objections).map(({ indicator, reason, upheld, answer }) => ({
        ...{ indicator, reason, upheld, answer },
      })),
    };
    const json = canonicalize(result) as string;
    return { seq, json, sha256: createHash('sha256').update(json).digest() };
  });
  await freezeSubjects(manager, process.id, frozen, now);
  await markEvaluation(manager, process.id, 'finishedAt', now);
  const all = createHash('sha256')
    .update(frozen.map(({ sha256 }) => sha256.toString('hex')).join(''))
    .digest('hex');
  record({ kind: 'resultsFrozen', body: { subjects: after.length, changed: told.length, sha256: all } });
}
