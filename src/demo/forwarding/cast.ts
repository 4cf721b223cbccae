import { instantAt } from '../../../domain/time/zone.js';
import type { Setting } from '../story.js';

const YEAR = 2027;
export const CITY = '5309';
export const CITY_OFFICE = 'city.office';

export const SETTING: Setting = {
  regions: [CITY, '530921', '530922', '530925'],
  office: CITY_OFFICE,
  year: YEAR,
};

export const PLAYED = {
  from: instantAt(`${YEAR}-03-01`, '08:30').toISOString(),
  to: instantAt(`${YEAR}-04-30`, '18:00').toISOString(),
};

/** Short name and login of the city's units that the notice is addressed to. The last one is late. */
export const UNITS = [
  ['市委宣传部', 'city.liaison.publicity'],
  ['市教育体育局', 'city.liaison.education'],
  ['市退役军人事务局', 'city.liaison.veterans'],
  ['市人社局', 'city.liaison.labour'],
] as const;
export const LATE_UNIT = UNITS[3];

/** A county that receives the notice: the prefix of its logins, its code, what people say. */
export interface County {
  prefix: string;
  code: string;
  name: string;
  /** 组长 and 副组长. */
  leaders: number;
}
export const SHUANGJIANG: County = { prefix: '', code: '530925', name: '双江自治县', leaders: 5 };
export const FENGQING: County = { prefix: 'fengqing.', code: '530921', name: '凤庆县', leaders: 2 };
/** The late one. */
export const YUNXIAN: County = { prefix: 'yunxian.', code: '530922', name: '云县', leaders: 2 };
export const COUNTIES = [FENGQING, YUNXIAN, SHUANGJIANG] as const;
