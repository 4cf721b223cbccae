import { blueprintOf } from '../../domain/blueprints/index.js';
import type { ProcessKind } from '../../domain/blueprints/index.js';

const OFFICE: readonly string[] = ['officeDirector', 'officeDeputy', 'officeStaff'];

interface Held {
  kind: string;
  unitKind: string;
  regionCode: string;
}

/** Where somebody may launch a kind of process; undefined: nowhere. The API decides, this only says whether a button is worth showing. */
export function launchRegion(positions: readonly Held[], kind: ProcessKind): string | undefined {
  const { by } = blueprintOf(kind).launch;
  const office = positions.find((one) => by !== 'process' && OFFICE.includes(one.kind));
  const military = positions.find((one) => by === 'officeOrMilitary' && one.unitKind === 'military');
  return (office ?? military)?.regionCode;
}
