import { v5 } from 'uuid';

/** The seeds' own name space. Never change it: rehearsals and fixtures refer to the ids it gives. */
const NAMESPACE = '6f0d5a52-6f8e-5c1b-9d55-7b1f3a0c2e10';

/** The same names give the same id everywhere, so a seed can be repeated and a rehearsal's ids can be foretold. */
export function seedId(kind: string, ...names: string[]): string {
  return v5([kind, ...names].join('\u001f'), NAMESPACE);
}

export const unitId = (regionCode: string, name: string) => seedId('unit', regionCode, name);
export const positionId = (unit: string, kind: string, title: string) =>
  seedId('position', unit, kind, title);
/** `key` names the person within the region, for instance `liaison.education`. */
export const personId = (regionCode: string, key: string) => seedId('person', regionCode, key);
