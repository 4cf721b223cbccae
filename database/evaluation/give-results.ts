import { Refusal } from '../../domain/errors/refusal.js';
import { DIMENSION_KEYS } from '../../domain/evaluation/dimensions.js';
import { resultDocument, type ToldResult } from '../../domain/evaluation/documents.js';
import { indicatorsFor, sumOf } from '../../domain/evaluation/standard.js';
import { VETO_ITEMS, type VetoItem } from '../../domain/evaluation/veto-items.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { issueDocuments } from '../documents/issue-document.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import {
  correctionsOf,
  evaluationOf,
  noteDocuments,
  scoresOf,
  vetoesOf,
  type SubjectRow,
} from './evaluation.store.js';
import { objectionsOf, type ObjectionRow } from './objection.store.js';

/**
 * A document to each of these subjects about its own result, which nobody else is told.
 * @param objectUntil last day to object; null for results that are final
 * @throws Refusal NO_OFFICE, DOCUMENT_RULE
 */
export async function giveResults(
  context: EffectContext,
  subjects: readonly SubjectRow[],
  objectUntil: CivilDate | null,
): Promise<void> {
  if (subjects.length === 0) return;
  const { manager, now, process } = context;
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const { standard, year } = await evaluationOf(manager, process.id);
  const [scores, corrections, vetoes, objections] = [
    await scoresOf(manager, process.id),
    await correctionsOf(manager, process.id),
    await vetoesOf(manager, process.id),
    objectUntil === null ? await objectionsOf(manager, process.id) : [],
  ];
  const fullNames = await fullNamesOf(context, subjects);
  const documents = subjects.map((subject) => {
    const { seq, kind, unitId } = subject;
    const indicators = indicatorsFor(standard, kind);
    const pointsOf = new Map(
      scores.filter((score) => score.seq === seq).map(({ indicator, points }) => [indicator, points ?? 0]),
    );
    const textOf = (key: string): string =>
      key.startsWith('veto:')
        ? VETO_ITEMS[key.slice(5) as VetoItem]
        : (indicators.find((indicator) => indicator.key === key)?.text ?? key);
    const content = resultDocument({
      ...{
        issuer: office.name,
        subject: fullNames.get(unitId) ?? subject.name,
        year,
        date: civilDateOf(now),
      },
      ...{ standard: standard.title, points: subject.points ?? 0, grade: subject.grade ?? '', objectUntil },
      dimensions: DIMENSION_KEYS.flatMap((key) => {
        const own = indicators.filter(({ dimension }) => dimension === key);
        const full = sumOf(own.map(({ points }) => points));
        return full === 0 ? [] : [{ key, full, points: sumOf(own.map((one) => pointsOf.get(one.key) ?? 0)) }];
      }),
      corrections: corrections
        .filter((one) => one.seq === seq)
        .map(({ indicator, before, after, reason }) => ({ text: textOf(indicator), before, after, reason })),
      vetoes: vetoes.filter((one) => one.seq === seq).map(({ item }) => VETO_ITEMS[item]),
      answers: answersFor(objections, seq, textOf),
    });
    return { content, main: [unitId] };
  });
  const issued = await issueDocuments(context, 'notice', documents);
  await noteDocuments(
    manager,
    process.id,
    subjects.map(({ seq }, index) => ({ seq, documentId: issued[index]?.id })),
  );
}

function answersFor(
  objections: readonly ObjectionRow[],
  seq: number,
  textOf: (key: string) => string,
): ToldResult['answers'] {
  return objections
    .filter((one) => one.seq === seq)
    .map(({ indicator, upheld, answer }) => ({
      ...{ text: textOf(indicator), upheld: upheld ?? false, answer: answer ?? '' },
    }));
}

/** A unit's full name; a region's office, which answers for it. */
async function fullNamesOf(
  { manager }: EffectContext,
  subjects: readonly SubjectRow[],
): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await manager.query(
    `select id, name from unit where id = any($1::uuid[])`,
    [subjects.map(({ unitId }) => unitId)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
