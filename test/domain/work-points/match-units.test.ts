import { describe, expect, test } from '@jest/globals';
import { demonstrationOrganisation } from '../../../database/seeds/demonstration/index.js';
import { matchUnits, type MatchWay } from '../../../domain/work-points/match-units.js';

// The demonstration county as it is seeded: whoever renames a unit there sees it here.
const units = demonstrationOrganisation().units.filter(
  ({ regionCode, kind }) => regionCode.startsWith('530925') && kind !== undefined,
);
const one = (name: string) => matchUnits([name], units)[0]!;
const named = (name: string) => one(name).units.map(({ shortName }) => shortName);

describe('what is spelled like the unit is certain', () => {
  test.each<[string, MatchWay, string]>([
    ['双江自治县教育体育局', 'exact', '县教育体育局'],
    ['县教育体育局', 'shortName', '县教育体育局'],
    ['县委 宣传部', 'shortName', '县委宣传部'],
    ['团县委', 'shortName', '团县委'],
    ['县双拥办', 'shortName', '县双拥办'],
    ['勐库镇', 'shortName', '勐库镇'],
  ])('%s: %s', (name, how, unit) => {
    expect(one(name)).toMatchObject({ name, how, toConfirm: false, group: null, candidates: [] });
    expect(named(name)).toEqual([unit]);
  });
});

describe('the same function at another level, or under another name, is to be confirmed', () => {
  test.each([
    ['省退役军人厅', '县退役军人事务局'],
    ['省退役军人事务部门', '县退役军人事务局'],
    ['县退役军人局', '县退役军人事务局'],
    ['省人社厅', '县人社局'],
    ['市人力资源社会保障局', '县人社局'],
    ['省文化和旅游厅', '县文旅局'],
    ['省教育厅', '县教育体育局'],
    ['县教体局', '县教育体育局'],
    ['省委宣传部', '县委宣传部'],
    ['省委组织部', '县委组织部'],
    ['团省委', '团县委'],
    ['省委办公厅', '县委办'],
    ['县政府办公室', '县政府办'],
    ['省双拥办', '县双拥办'],
    ['县卫生健康委', '县卫健局'],
    ['县住房城乡建设局', '县住建局'],
  ])('%s → %s', (name, unit) => {
    expect(one(name)).toMatchObject({ how: 'sameFunction', toConfirm: true });
    expect(named(name)).toEqual([unit]);
  });

  test('an army organ above stands for 人武部, as a suggestion only', () => {
    expect(one('省军区政治工作局')).toMatchObject({ how: 'suggestion', toConfirm: true });
    expect(named('省军区政治工作局')).toEqual(['县人武部']);
  });

  test('the merged office is asked for where 乡村振兴局 is gone', () => {
    expect(named('省乡村振兴局')).toEqual(['县农业农村局']);
    expect(one('省乡村振兴局').how).toBe('suggestion');
  });
});

describe('groups name a set of units', () => {
  test.each([
    ['省及州市双拥工作领导小组成员单位', 'memberUnits'],
    ['各成员单位', 'memberUnits'],
    ['各乡镇（街道）', 'townships'],
    ['各乡镇人民政府', 'townships'],
    ['驻县部队', 'militaryUnits'],
    ['各州市双拥工作领导小组', 'officesBelow'],
    ['各级双拥工作领导小组', 'officesBelow'],
    ['州(市)', 'officesBelow'],
    ['各县（市、区）', 'officesBelow'],
    ['军地有关部门', 'unspecified'],
    ['省直有关部门', 'unspecified'],
    ['省直各部门', 'unspecified'],
    ['地方相关部门', 'unspecified'],
  ] as const)('%s: %s', (name, group) => {
    expect(one(name)).toMatchObject({ how: 'group', group, toConfirm: true });
  });

  test('with the units it means', () => {
    expect(named('各乡镇（街道）')).toHaveLength(6);
    expect(named('各成员单位')).toContain('县财政局');
    expect(named('驻县部队')).toContain('县人武部');
    expect(named('军地有关部门')).toEqual([]);
    expect(
      matchUnits(
        ['成员单位'],
        [
          { ...units[0]!, member: true },
          { ...units[1]!, member: false },
        ],
      )[0]?.units,
    ).toHaveLength(1);
  });
});

describe('what is not known is never guessed', () => {
  test.each(['省妇联', '县供销合作社', '县气象局', '县烟草专卖局', '王家庄'])('%s is unmatched', (name) => {
    expect(one(name)).toMatchObject({ how: 'unmatched', toConfirm: true, units: [] });
  });

  test('with up to three candidates when names are alike', () => {
    expect(one('县农村经济局').candidates.map(({ shortName }) => shortName)).toContain('县农业农村局');
    for (const name of ['县农村经济局', '县资源环境局', '县人力保障局'])
      expect(one(name).candidates.length).toBeLessThanOrEqual(3);
  });

  test('two units of one function: both are offered, none is taken', () => {
    const twice = [
      ...units,
      { id: 'second', name: '双江自治县退役军人服务局', shortName: '县退役军人局', kind: 'member' as const },
    ];
    const match = matchUnits(['省退役军人厅'], twice)[0]!;
    expect(match.how).toBe('unmatched');
    expect(
      match.candidates
        .slice(0, 2)
        .map(({ shortName }) => shortName)
        .sort(),
    ).toEqual(['县退役军人事务局', '县退役军人局'].sort());
  });
});

test('each name once', () => {
  expect(matchUnits(['省妇联', '省妇联', '县财政局'], units).map(({ name }) => name)).toEqual([
    '省妇联',
    '县财政局',
  ]);
});
