import {
  GUYUAN,
  GUYUAN_COUNTIES,
  GUYUAN_MILITARY,
  GUYUAN_UNITS,
} from '../../../database/seeds/demonstration/guyuan.js';
import { instantAt } from '../../../domain/time/zone.js';
import type { Setting } from '../story.js';

const YEAR = 2023;
export const CITY = GUYUAN;
export const OFFICE = 'guyuan.office';
export const DIRECTOR = 'guyuan.director';
export const LEADER = 'guyuan.leader1';
/** The two 副组长 who lead a team each. */
export const TEAM_LEADERS = ['guyuan.leader2', 'guyuan.leader3'] as const;

export const SETTING: Setting = { regions: [CITY], office: OFFICE, year: YEAR };

/** At the inspection's own dates (固双拥办发〔2023〕7号). */
export const PLAYED = {
  from: instantAt(`${YEAR}-05-08`, '08:30').toISOString(),
  to: instantAt(`${YEAR + 1}-02-29`, '18:00').toISOString(),
};

export const COUNTIES = GUYUAN_COUNTIES.map(({ prefix, code, label }) => ({
  code,
  name: label,
  office: `${prefix}office`,
}));

/** Departments by what people say, with the login of the liaison. */
export const UNITS = GUYUAN_UNITS.map(([key, , name]) => ({ key, name, liaison: `guyuan.liaison.${key}` }));
export const MILITARY = GUYUAN_MILITARY.map(([key]) => `guyuan.liaison.${key}`);

const named = (...keys: string[]) => UNITS.filter(({ key }) => keys.includes(key));

/** 13 units that had not filed who leads this work and who their liaison is. */
export const WITHOUT_LIAISON = named(
  ...['united-front', 'politics-law', 'industry', 'ecology', 'water', 'commerce', 'audit'],
  ...['statistics', 'forestry', 'procuratorate', 'women', 'federation', 'red-cross'],
);

/** The 16 that handed in their material; the other 25 did not. */
export const HANDED_IN = named(
  ...['organization', 'education', 'science', 'civil', 'justice', 'transport', 'culture', 'health'],
  ...['veterans', 'market', 'approval', 'air-defence', 'tax', 'court', 'union', 'youth'],
);

/** Six units are gone to; of the others the papers are read. */
export const VISITED = named('organization', 'education', 'civil', 'transport', 'health', 'veterans');
