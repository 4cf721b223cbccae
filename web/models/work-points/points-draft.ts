import type { components } from '../../api/schema.js';
import { limitOf } from './limit.js';
import type { Passage } from './passages.js';

type Schemas = components['schemas'];
type Preview = Schemas['NoticePreview'];
export type Unit = Pick<Schemas['UnitRef'], 'id' | 'name' | 'shortName'>;

/** What a name of the notice means here, and whether somebody has said so. */
export interface NameChoice {
  name: string;
  howLabel: string;
  groupLabel: string | null;
  unitIds: string[];
  candidates: Unit[];
  /** Spelled like the unit, or looked at by a person; with no unit: nobody here. */
  settled: boolean;
}

export interface DraftPoint {
  /** Of this draft only. */
  key: string;
  number: string;
  section: string;
  title: string;
  text: string;
  leadNames: string[];
  cooperatingNames: string[];
  /** Chosen for this point alone; null: what its names mean. */
  leadUnitIds: string[] | null;
  cooperatingUnitIds: string[] | null;
  /** Empty: December 31. */
  limitDate: string;
  /** Times the notice names, in its words. */
  dates: string[];
  quantities: string[];
  repliesOptional: boolean;
  /** What a person should look at; empty when he has. */
  unsure: string[];
  passages: { start: number; end: number }[];
}

export interface PointsDraft {
  regionCode: string;
  year: number;
  title: string;
  text: string;
  names: NameChoice[];
  points: DraftPoint[];
  opinions: { title: string; text: string }[];
  /** Every unit that is named anywhere. */
  units: Record<string, Unit>;
  made: number;
}

/** What the API read from a notice, as a person begins to correct it. */
export function draftOf(preview: Preview, year: number, today: string): PointsDraft {
  const { regionCode, text, names, points, opinions } = preview;
  const units = names.flatMap((name) => [...name.units, ...name.candidates]);
  return {
    regionCode,
    year,
    title: `${year}年双拥工作要点`,
    text,
    names: names.map(({ name, howLabel, groupLabel, units: found, candidates, toConfirm, how }) => ({
      name,
      howLabel,
      groupLabel,
      unitIds: found.map(({ id }) => id),
      candidates: candidates.map(unitOf),
      settled: !toConfirm && how !== 'unmatched',
    })),
    points: points.map((point, index) => ({
      key: `p${index + 1}`,
      number: String(point.number),
      section: point.section,
      title: point.title,
      text: point.text,
      leadNames: point.lead,
      cooperatingNames: point.cooperating,
      leadUnitIds: null,
      cooperatingUnitIds: null,
      limitDate: limitOf(point.dates, year, today),
      dates: point.dates.map((date) => date.text),
      quantities: point.quantities.map((quantity) => quantity.text),
      repliesOptional: false,
      unsure: point.unsure,
      passages: [point.span],
    })),
    opinions: opinions.map((opinion) => ({ title: opinion.title.slice(0, 60), text: opinion.text })),
    units: Object.fromEntries(units.map((unit) => [unit.id, unitOf(unit)])),
    made: points.length,
  };
}

const unitOf = ({ id, name, shortName }: Unit): Unit => ({ id, name, shortName });

/** Who leads: chosen for the point, or what its names mean. */
export function leadsOf({ names }: Pick<PointsDraft, 'names'>, point: DraftPoint): string[] {
  return point.leadUnitIds ?? meantBy(names, point.leadNames);
}

/** Who helps; whoever leads does not help besides. */
export function helpersOf(draft: Pick<PointsDraft, 'names'>, point: DraftPoint): string[] {
  const leads = leadsOf(draft, point);
  const all = point.cooperatingUnitIds ?? meantBy(draft.names, point.cooperatingNames);
  return all.filter((id) => !leads.includes(id));
}

function meantBy(names: readonly NameChoice[], wanted: readonly string[]): string[] {
  return [...new Set(wanted.flatMap((one) => names.find(({ name }) => name === one)?.unitIds ?? []))];
}

/** Passages by the points that come from them, for the text beside. */
export function passagesOf(points: readonly DraftPoint[]): Passage[] {
  return points.flatMap(({ key, passages }) => passages.map((passage) => ({ id: key, ...passage })));
}

/** The points of each section, in the notice's order. A heading that comes again later begins anew. */
export function sectionsOf(points: readonly DraftPoint[]): { section: string; points: DraftPoint[] }[] {
  const sections: { section: string; points: DraftPoint[] }[] = [];
  for (const point of points) {
    const last = sections.at(-1);
    if (last && last.section === point.section) last.points.push(point);
    else sections.push({ section: point.section, points: [point] });
  }
  return sections;
}
