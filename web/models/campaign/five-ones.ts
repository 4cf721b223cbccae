import type { components } from '../../api/schema.js';

type Checklist = components['schemas']['ChecklistView'];

export interface FiveOneColumn {
  item: string;
  label: string;
  /** Units that have it. */
  done: number;
}

/** The head of the matrix: the five, each with how many units have it. */
export function fiveOneColumns({ units }: Checklist): FiveOneColumn[] {
  const entries = units[0]?.entries ?? [];
  return entries.map(({ item, label }) => ({
    item,
    label,
    done: units.filter((unit) => unit.entries.some((entry) => entry.item === item && entry.done)).length,
  }));
}

/** Units that lack something, most first; then by name as given. */
export function behindFirst(units: Checklist['units']): Checklist['units'] {
  return [...units].sort((a, b) => a.done - b.done);
}
