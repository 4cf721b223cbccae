import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { putAccount } from '../../database/access/account.repository.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { createDataSource } from '../../database/data-source.js';
import { insertAppointment, insertPosition } from '../../database/organisation/appointment.repository.js';
import { officeOf } from '../../database/organisation/unit.repository.js';
import { loadNationalRegions } from '../../database/seeds/regions.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf, yearOf } from '../../domain/time/zone.js';
import { configurationOrExit } from '../config/read.js';
import { hashPassword } from '../modules/access/password-hash.js';

/**
 * `npm run setup -- --region 530925 --login admin --name 张三`: what a production installation needs before anybody can log in: the
 * country's regions down to townships, the working calendar, the region's 双拥办 and its first system administrator. Prints the
 * administrator's first password once. Refused when the region has an administrator already. DATABASE_URL, after `npm run migrate`.
 */
const USAGE = '用法 usage: npm run setup -- --region 530925 --login admin --name 姓名';
const CALENDAR_YEARS_BACK = 7;
const CALENDAR_YEARS_AHEAD = 4;

interface Order {
  region: string;
  login: string;
  name: string;
}

class SetupProblem extends Error {}

function readOrder(): Order {
  const { values } = parseArgs({
    options: { region: { type: 'string' }, login: { type: 'string' }, name: { type: 'string' } },
  });
  const { region, login, name } = values;
  if (!region || !/^(\d{2}|\d{4}|\d{6})$/.test(region))
    throw new SetupProblem(`--region 应为省、市、县的行政区划代码 (a division code)\n${USAGE}`);
  if (!login || !/^[a-z][a-z0-9.-]{2,60}$/.test(login))
    throw new SetupProblem(`--login 应为小写字母开头的登录名 (a login name)\n${USAGE}`);
  if (!name?.trim()) throw new SetupProblem(`--name 请填写姓名 (a name)\n${USAGE}`);
  return { region, login, name: name.trim() };
}

async function setUp(
  manager: EntityManager,
  { region, login, name }: Order,
  password: string,
  now: Date,
): Promise<string> {
  const today = civilDateOf(now);
  await loadNationalRegions(manager);
  for (const year of calendarYears(yearOf(now) - CALENDAR_YEARS_BACK, yearOf(now) + CALENDAR_YEARS_AHEAD))
    await storeYear(manager, year, now);
  const [found]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
    region,
  ]);
  if (!found) throw new SetupProblem(`没有这个行政区划代码 (no such division): ${region}`);

  const unitId =
    (await officeOf(manager, region))?.id ?? (await createOffice(manager, region, found.name, now));
  const [there]: unknown[] = await manager.query(
    `select 1 from position po join appointment ap on ap.position_id = po.id where po.unit_id = $1 and po.kind = 'systemAdministrator'`,
    [unitId],
  );
  if (there)
    throw new SetupProblem(
      `${regionLabel(found.name)}已有系统管理员，没有做任何改动 (there is an administrator already)`,
    );
  const [position, person] = [uuid(), uuid()];
  await insertPosition(manager, { id: position, unitId, kind: 'systemAdministrator', title: '系统管理员' });
  await manager.query(`insert into person (id, name) values ($1, $2)`, [person, name]);
  await insertAppointment(manager, {
    id: uuid(),
    personId: person,
    positionId: position,
    validFrom: today,
    validTo: null,
  });
  if (
    !(await putAccount(manager, { personId: person, login, passwordHash: await hashPassword(password) }, now))
  ) {
    throw new SetupProblem(`登录名已被使用 (login taken): ${login}`);
  }
  return regionLabel(found.name);
}

async function createOffice(
  manager: EntityManager,
  region: string,
  regionName: string,
  now: Date,
): Promise<string> {
  const id = uuid();
  const label = regionLabel(regionName);
  await manager.query(
    `insert into unit (id, region_code, name, short_name, kind, active_from) values ($1, $2, $3, $4, 'office', $5)`,
    [id, region, `${label}双拥工作领导小组办公室`, `${label}双拥办`, civilDateOf(now)],
  );
  return id;
}

const { DATABASE_URL, DATABASE_SCHEMA } = configurationOrExit(['DATABASE_URL']);
try {
  const order = readOrder();
  const password = randomBytes(15).toString('base64url');
  const source = await createDataSource({
    url: DATABASE_URL ?? '',
    schema: DATABASE_SCHEMA,
    poolSize: 1,
  }).initialize();
  try {
    const region = await source.transaction((manager) => setUp(manager, order, password, new Date()));
    process.stdout.write(
      `${region}已就绪。系统管理员 ${order.name}，登录名 ${order.login}，初始口令 ${password}（只显示这一次，登录后请修改）\n`,
    );
  } finally {
    await source.destroy();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof SetupProblem ? 2 : 1;
}
