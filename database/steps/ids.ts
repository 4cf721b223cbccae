import { v5 as uuidv5 } from 'uuid';

/** Ids follow from what the row is, so that doing it twice meets itself and a rehearsal is the same each time. */
const NAMESPACE = '0c6f4f0e-6f5d-4b53-9f43-4f6d1a8a2f10';

export const processIdOf = (businessKey: string): string => uuidv5(businessKey, NAMESPACE);
export const stepIdOf = (processId: string, key: string, round: number): string =>
  uuidv5(`${processId}/${key}/${round}`, NAMESPACE);
export const assignmentIdOf = (stepId: string, unitId: string, positionId: string, round: number): string =>
  uuidv5(`${stepId}/${unitId}/${positionId}/${round}`, NAMESPACE);
export const itemIdOf = (assignmentId: string, index: number): string =>
  uuidv5(`${assignmentId}/item/${index}`, NAMESPACE);
/** Somebody who is registered by what a unit handed in. */
export const personIdOf = (assignmentId: string): string => uuidv5(`${assignmentId}/person`, NAMESPACE);
