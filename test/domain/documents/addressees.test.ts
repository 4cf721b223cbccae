import { describe, expect, it } from '@jest/globals';
import { addresseeLine, addressees, type Addressee } from '../../../domain/documents/addressees.js';
import type { UnitKind } from '../../../domain/organisation/kinds.js';

const of = (kind: UnitKind, ...names: string[]): Addressee[] =>
  names.map((name) => ({ key: name, kind, name }));
const COUNTIES = of('office', '原州区双拥办', '西吉县双拥办', '隆德县双拥办');
const MEMBERS = of('member', '市教育局', '市财政局');
const TOWNSHIPS = of('township', '一镇', '二乡');
const ARMY = of('military', '军分区', '武警支队');
const ALL = [...COUNTIES, ...MEMBERS, ...TOWNSHIPS, ...ARMY];
const CITY = { regionCode: '6404', region: '固原市', group: '固原市双拥工作领导小组' };
const line = (told: Addressee[], issuing = CITY) => addresseeLine(addressees(told, ALL, issuing));

describe('主送机关', () => {
  it('where everybody of a kind is addressed the kind is named, in the region’s own words', () => {
    expect(line([...MEMBERS, ...COUNTIES])).toBe(
      '各县（区）双拥工作领导小组办公室，市双拥工作领导小组各成员单位',
    );
    expect(line([...TOWNSHIPS, ...ARMY])).toBe('各乡（镇）人民政府、街道办事处，驻地各部队');
    const own = (regionCode: string, region: string, label = region) =>
      line([...COUNTIES, ...MEMBERS], { regionCode, region, group: `${label}双拥工作领导小组` });
    expect(own('64', '宁夏回族自治区')).toBe(
      '各市（州）双拥工作领导小组办公室，自治区双拥工作领导小组各成员单位',
    );
    expect(own('530925', '双江拉祜族佤族布朗族傣族自治县', '双江自治县')).toContain(
      '，县双拥工作领导小组各成员单位',
    );
    expect(own('5323', '楚雄彝族自治州', '楚雄州')).toContain('，州双拥工作领导小组各成员单位');
  });

  it('of a kind of which somebody is missing each is named, and so is whoever is not one of all', () => {
    expect(line([...COUNTIES.slice(1), ...MEMBERS, ...of('member', '市气象局')])).toBe(
      '西吉县双拥办、隆德县双拥办，市双拥工作领导小组各成员单位，市气象局',
    );
    expect(line([...MEMBERS.slice(1), ...ARMY.slice(1)])).toBe('市财政局、武警支队');
    expect(line([...of('leadingGroup', '固原市双拥工作领导小组'), ...ARMY])).toBe(
      '固原市双拥工作领导小组，驻地各部队',
    );
  });

  it('one is not many; a group that is called otherwise keeps its name', () => {
    const [only] = ARMY;
    expect(addressees([only!], [only!], CITY)).toEqual(['军分区']);
    expect(line(MEMBERS, { ...CITY, group: '上级双拥工作领导小组' })).toBe('上级双拥工作领导小组各成员单位');
    expect(line([])).toBe('');
  });
});
