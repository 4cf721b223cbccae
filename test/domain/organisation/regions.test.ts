import { describe, expect, it } from '@jest/globals';
import {
  codesAbove,
  isRegionCode,
  isWithin,
  levelOf,
  lineageOf,
  parentCodeOf,
} from '../../../domain/organisation/region-code.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';

describe('region codes', () => {
  it('tell level and parent', () => {
    expect(['53', '5309', '530925', '530925101', '530925101001'].map(levelOf)).toEqual([1, 2, 3, 4, 5]);
    expect(parentCodeOf('530925101')).toBe('530925');
    expect(parentCodeOf('53')).toBeNull();
    expect(codesAbove('53')).toEqual([]);
    expect(lineageOf('530925')).toEqual(['53', '5309', '530925']);
  });

  it.each(['', '5', '530', '53092', '53a9', '5309251010010', '５３'])('refuse %p', (code) => {
    expect(isRegionCode(code)).toBe(false);
    expect(() => levelOf(code)).toThrow(RangeError);
  });

  it('tell what lies within a region', () => {
    expect([isWithin('530925', '53'), isWithin('530925', '530925'), isWithin('53', '530925')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

it.each([
  ['双江拉祜族佤族布朗族傣族自治县', '双江自治县'],
  ['楚雄彝族自治州', '楚雄州'],
  ['龙胜各族自治县', '龙胜自治县'],
  ['伊犁哈萨克自治州', '伊犁州'],
  ['莫力达瓦达斡尔族自治旗', '莫力达瓦自治旗'],
  ['东乡族自治县', '东乡族自治县'],
  ['鄂伦春自治旗', '鄂伦春自治旗'],
  ['广西壮族自治区', '广西壮族自治区'],
  ['临沧市', '临沧市'],
])('people say for %s: %s', (name, label) => {
  expect(regionLabel(name)).toBe(label);
});
