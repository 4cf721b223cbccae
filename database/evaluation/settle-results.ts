import { resultOf } from '../../domain/evaluation/result.js';
import { civilDate } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { confirmedVetoesOf } from '../vetoes/veto.repository.js';
import {
  evaluationOf,
  replaceVetoes,
  scoresOf,
  settleSubjects,
  subjectsOfEvaluation,
  vetoesOf,
  type MarkedVeto,
  type SubjectRow,
} from './evaluation.store.js';

/**
 * Points, grade and 一票否决 of every subject as they are now: an event that was confirmed since counts, one that was withdrawn doesn't.
 * @returns the subjects with their results
 */
export async function settleResults(context: EffectContext): Promise<SubjectRow[]> {
  const { manager, now, process } = context;
  const { standard, year } = await evaluationOf(manager, process.id);
  const subjects = await subjectsOfEvaluation(manager, process.id);
  const confirmed = await confirmedVetoesOf(
    manager,
    subjects,
    civilDate(year, 1, 1),
    civilDate(year, 12, 31),
  );
  const events = confirmed.flatMap(({ id, item, subject }): MarkedVeto[] => {
    const about = subjects.find(
      ({ kind, regionCode, unitId }) =>
        kind === subject.kind &&
        (kind === 'region' ? regionCode === subject.regionCode : unitId === subject.unitId),
    );
    return about && standard.vetoes.includes(item)
      ? [{ seq: about.seq, item, eventId: id, reason: null }]
      : [];
  });
  await replaceVetoes(manager, process.id, 'event', events, now);
  const marks = await vetoesOf(manager, process.id);
  const scores = await scoresOf(manager, process.id);
  const changed = subjects.flatMap(({ seq, points, grade, vetoed }) => {
    const result = resultOf(
      standard,
      scores.filter((score) => score.seq === seq).map((score) => score.points ?? 0),
      marks.filter((mark) => mark.seq === seq).map(({ item }) => item),
    );
    const same = result.points === points && result.grade === grade && result.vetoed === vetoed;
    return same ? [] : [{ seq, ...result }];
  });
  await settleSubjects(manager, process.id, changed);
  return subjectsOfEvaluation(manager, process.id);
}
