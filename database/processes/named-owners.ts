/** Units, or single positions, that owe a step; each with a deadline of its own where it has one. */
export interface NamedOwners {
  units?: readonly { unitId: string; deadline?: Date }[];
  positions?: readonly { positionId: string; deadline?: Date }[];
}

export const unitsNamed = (unitIds: readonly string[]): NamedOwners => ({
  units: unitIds.map((unitId) => ({ unitId })),
});
