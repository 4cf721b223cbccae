import { lowerRegions } from '../organisation/labels.js';
import { regionLabel } from '../organisation/region-label.js';
import type { UnitKind } from '../organisation/kinds.js';

/** Whom a document goes to; a lower region's office or group is known by the region's code. */
export interface Addressee {
  key: string;
  kind: UnitKind;
  name: string;
}

/** What a body of the lower regions is called after their names. */
export const BODIES = { office: '双拥工作领导小组办公室', leadingGroup: '双拥工作领导小组' } as const;
export type Body = keyof typeof BODIES;

/** Whoever issues it: its region, and the region's leading group. */
export interface Issuing {
  regionCode: string;
  region: string;
  group: string;
}

const ORDER: readonly UnitKind[] = ['leadingGroup', 'office', 'member', 'township', 'military'];

/**
 * 主送机关 as an office writes them: where everybody of a kind is addressed the kind is named (各县（区）…, 市双拥工作领导小组各成员单位),
 * otherwise each of them, in the order given.
 * @param everybody all there are of the issuing region; whoever is not among them is named singly
 */
export function addressees(
  told: readonly Addressee[],
  everybody: readonly Pick<Addressee, 'key' | 'kind'>[],
  issuing: Issuing,
): string[] {
  const keys = new Set(told.map(({ key }) => key));
  return ORDER.flatMap((kind) => {
    const all = new Set(everybody.filter((one) => one.kind === kind).map(({ key }) => key));
    const together = all.size > 1 && [...all].every((key) => keys.has(key));
    const singly = told.filter((one) => one.kind === kind && !(together && all.has(one.key)));
    return [...(together ? [called(kind, issuing)] : []), ...singly.map(({ name }) => name)];
  });
}

function called(kind: UnitKind, { regionCode, region, group }: Issuing): string {
  switch (kind) {
    case 'office':
    case 'leadingGroup':
      return `各${lowerRegions(regionCode)}${BODIES[kind]}`;
    case 'member':
      return `${asOwn(group, region)}各成员单位`;
    case 'township':
      return '各乡（镇）人民政府、街道办事处';
    case 'military':
      return '驻地各部队';
  }
}

/** A body as its own region speaks of it: 固原市双拥工作领导小组 → 市双拥工作领导小组. */
function asOwn(body: string, region: string): string {
  const name = [region, regionLabel(region)].find((one) => body.startsWith(one));
  const [level] = /(?:自治区|[省市州盟县区旗])$/u.exec(region) ?? [];
  return name === undefined || level === undefined ? body : level + body.slice(name.length);
}

/** 主送机关 in a line: 、 between two of a kind, ， where one of them stands for many. */
export function addresseeLine(names: readonly string[]): string {
  return names.reduce((line, name, index) => {
    const before = names[index - 1];
    if (before === undefined) return name;
    return `${line}${[before, name].some((one) => /[各、]/u.test(one)) ? '，' : '、'}${name}`;
  }, '');
}
