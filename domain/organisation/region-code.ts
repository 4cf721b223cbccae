import { type RegionLevel } from './kinds.js';

/** Digits of a division code at each level: 53, 5309, 530925, 530925101, 530925101001. */
const LENGTHS = [2, 4, 6, 9, 12] as const;

/** A code starts with its parent's code, so “own region and below” is a prefix. */
export function isRegionCode(code: string): boolean {
  return /^\d+$/.test(code) && LENGTHS.some((length) => length === code.length);
}

/** @throws RangeError for what is not a division code. */
export function levelOf(code: string): RegionLevel {
  if (!isRegionCode(code)) throw new RangeError(`not a region code: ${code}`);
  return (LENGTHS.findIndex((length) => length === code.length) + 1) as RegionLevel;
}

/** Null for a province. */
export function parentCodeOf(code: string): string | null {
  return codesAbove(code).at(-1) ?? null;
}

/** The regions above, from the province down; none for a province. */
export function codesAbove(code: string): string[] {
  return LENGTHS.filter((length) => length < code.length).map((length) => code.slice(0, length));
}

/** From the province down to the region itself. */
export function lineageOf(code: string): string[] {
  return [...codesAbove(code), code];
}

/** True for the region itself and everything below it. */
export function isWithin(code: string, scope: string): boolean {
  return code.startsWith(scope);
}
