import type { DraftPoint, NameChoice, PointsDraft } from './points-draft.js';

/** Changes of a draft, each a new draft: what was typed elsewhere stays as it is. */

export function changePoint(draft: PointsDraft, key: string, change: Partial<DraftPoint>): PointsDraft {
  return {
    ...draft,
    points: draft.points.map((point) => (point.key === key ? { ...point, ...change } : point)),
  };
}

/** One text becomes two points at `at` (UTF-16); the second has the same units and stands for the same passage. */
export function splitPoint(draft: PointsDraft, key: string, at: number): PointsDraft {
  const index = draft.points.findIndex((point) => point.key === key);
  const point = draft.points[index];
  if (!point) return draft;
  const [first, second] = [point.text.slice(0, at).trim(), point.text.slice(at).trim()];
  if (first === '' || second === '') return draft;
  const made = draft.made + 1;
  const other: DraftPoint = {
    ...point,
    key: `p${made}`,
    number: `${point.number}-2`,
    title: titleIn(second),
    text: second,
  };
  const points = [...draft.points];
  points.splice(
    index,
    1,
    { ...point, text: first, title: point.title.length > first.length ? titleIn(first) : point.title },
    other,
  );
  return { ...draft, made, points };
}

/** The point and the one before it become one; units and passages of both. */
export function mergeWithPrevious(draft: PointsDraft, key: string): PointsDraft {
  const index = draft.points.findIndex((point) => point.key === key);
  const [before, point] = [draft.points[index - 1], draft.points[index]];
  if (!before || !point) return draft;
  const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];
  const chosen = (field: 'leadUnitIds' | 'cooperatingUnitIds', names: 'leadNames' | 'cooperatingNames') => {
    if (before[field] === null && point[field] === null) return null;
    const idsOf = (one: DraftPoint) =>
      one[field] ??
      one[names].flatMap((name) => draft.names.find((choice) => choice.name === name)?.unitIds ?? []);
    return union(idsOf(before), idsOf(point));
  };
  const merged: DraftPoint = {
    ...before,
    text: `${before.text}\n${point.text}`,
    leadNames: union(before.leadNames, point.leadNames),
    cooperatingNames: union(before.cooperatingNames, point.cooperatingNames),
    leadUnitIds: chosen('leadUnitIds', 'leadNames'),
    cooperatingUnitIds: chosen('cooperatingUnitIds', 'cooperatingNames'),
    limitDate: before.limitDate > point.limitDate ? before.limitDate : point.limitDate,
    dates: union(before.dates, point.dates),
    quantities: union(before.quantities, point.quantities),
    unsure: union(before.unsure, point.unsure),
    passages: [...before.passages, ...point.passages],
  };
  const points = [...draft.points];
  points.splice(index - 1, 2, merged);
  return { ...draft, points };
}

export function removePoint(draft: PointsDraft, key: string): PointsDraft {
  return { ...draft, points: draft.points.filter((point) => point.key !== key) };
}

/** A new point behind another (or at the end), in its section. */
export function addAfter(draft: PointsDraft, key: string | undefined): PointsDraft {
  const found = draft.points.findIndex((point) => point.key === key);
  const index = found < 0 ? draft.points.length : found + 1;
  const made = draft.made + 1;
  const point: DraftPoint = {
    key: `p${made}`,
    number: String(index + 1),
    section: draft.points[index - 1]?.section ?? '',
    title: '',
    text: '',
    leadNames: [],
    cooperatingNames: [],
    leadUnitIds: [],
    cooperatingUnitIds: [],
    limitDate: '',
    dates: [],
    quantities: [],
    repliesOptional: false,
    unsure: [],
    passages: [],
  };
  const points = [...draft.points];
  points.splice(index, 0, point);
  return { ...draft, made, points };
}

/** Numbers 1, 2, 3 … through the whole list, after points came or went. */
export function renumber(draft: PointsDraft): PointsDraft {
  return { ...draft, points: draft.points.map((point, i) => ({ ...point, number: String(i + 1) })) };
}

/** What a name means, said by a person: with no unit, that nobody here is meant. */
export function settleName(draft: PointsDraft, name: string, unitIds: string[]): PointsDraft {
  const settled = (choice: NameChoice): NameChoice =>
    choice.name === name ? { ...choice, unitIds, settled: true } : choice;
  return { ...draft, names: draft.names.map(settled) };
}

/** The first sentence, as far as it makes a title. */
function titleIn(text: string): string {
  const [sentence = ''] = text.split(/[。；;\n]/u);
  return sentence.trim().slice(0, 40);
}
