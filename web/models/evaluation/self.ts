import type { Schemas } from '../../api/schemas.js';

type Indicator = Schemas['AssessedIndicatorView'];

/** What a subject has typed about one indicator; nothing: it confirms what the system has. */
export interface SelfEntry {
  points?: number | undefined;
  text?: string | undefined;
}

export interface SelfForm {
  indicators: { indicator: string; points?: number; text?: string }[];
  note?: string;
}

/** What was typed before, of the form as it is kept. */
export function entriesOf(form: unknown): { entries: Record<string, SelfEntry>; note: string } {
  const { indicators = [], note = '' } = (form ?? {}) as Partial<SelfForm>;
  return {
    entries: Object.fromEntries(indicators.map(({ indicator, ...entry }) => [indicator, entry])),
    note,
  };
}

/** What is handed in: nothing about what is confirmed. */
export function selfFormOf(
  indicators: readonly Pick<Indicator, 'key' | 'system'>[],
  entries: Readonly<Record<string, SelfEntry>>,
  note: string,
): SelfForm {
  const said = indicators.flatMap(({ key, system }) => {
    const { points, text = '' } = entries[key] ?? {};
    const claimed = points === undefined || points === null || points === system ? undefined : points;
    const words = text.trim();
    if (claimed === undefined && words === '') return [];
    return [
      {
        indicator: key,
        ...(claimed === undefined ? {} : { points: claimed }),
        ...(words === '' ? {} : { text: words }),
      },
    ];
  });
  return { indicators: said, ...(note.trim() === '' ? {} : { note: note.trim() }) };
}

/** What still has to be filled in: points for what only the subject knows, a reason for whatever differs from the system. */
export function openEntries<One extends Pick<Indicator, 'key' | 'system'>>(
  indicators: readonly One[],
  entries: Readonly<Record<string, SelfEntry>>,
): One[] {
  return indicators.filter(({ key, system }) => {
    const { points, text = '' } = entries[key] ?? {};
    const claimed = points ?? system;
    if (claimed === null || claimed === undefined) return true;
    return claimed !== (system ?? 0) && text.trim() === '';
  });
}

/** The points as they would be, in tenths. */
export function claimedSum(
  indicators: readonly Pick<Indicator, 'key' | 'system'>[],
  entries: Readonly<Record<string, SelfEntry>>,
): number {
  return sumOfPoints(indicators.map(({ key, system }) => entries[key]?.points ?? system ?? 0));
}

export const sumOfPoints = (points: readonly number[]): number =>
  points.reduce((sum, one) => sum + Math.round(one * 10), 0) / 10;
