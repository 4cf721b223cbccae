import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { createDataSource } from '../../database/data-source.js';
import { hashPassword } from '../modules/access/password-hash.js';
import { configurationOrExit, EXIT_CONFIGURATION } from '../config/read.js';
import { demonstrationOrganisation, seedDemonstration } from '../../database/seeds/demonstration/index.js';

/**
 * `node scripts/run.mjs seed`: the demonstration county and the working calendar, in one transaction; safe to repeat.
 *
 * OWNER_DATABASE_URL or DATABASE_URL, DATABASE_SCHEMA (default yushui), YUSHUI_DEMO_PASSWORD (the password of every demonstration
 * account; without it no account is made).
 */
const CALENDAR_FROM = 2019;
const CALENDAR_TO = 2030;

async function seed(url: string, schema: string, password: string | undefined): Promise<string> {
  const now = new Date();
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const source = await createDataSource({ url, schema, poolSize: 1 }).initialize();
  try {
    await source.transaction(async (manager) => {
      await seedDemonstration(manager, passwordHash === undefined ? undefined : { passwordHash, now });
      for (const year of calendarYears(CALENDAR_FROM, CALENDAR_TO)) await storeYear(manager, year, now);
    });
  } finally {
    await source.destroy();
  }
  const { units, persons } = demonstrationOrganisation();
  const accounts = password === undefined ? '未设 YUSHUI_DEMO_PASSWORD，没有建账号' : '账号已建';
  return `演示数据就绪：${units.length} 个单位，${persons.length} 人（${accounts}）；工作日历 ${CALENDAR_FROM}-${CALENDAR_TO} 年\n`;
}

const { OWNER_DATABASE_URL, DATABASE_URL, DATABASE_SCHEMA, ...rest } = configurationOrExit();
// Accounts with one common password exist only in the embedded default, which listens on loopback alone.
const YUSHUI_DEMO_PASSWORD = rest.YUSHUI_EMBEDDED ? rest.YUSHUI_DEMO_PASSWORD : undefined;
const url = OWNER_DATABASE_URL ?? DATABASE_URL;
if (url === undefined) {
  process.stderr.write('请设置 OWNER_DATABASE_URL 或 DATABASE_URL (one of them must be set)\n');
  process.exitCode = EXIT_CONFIGURATION;
} else {
  try {
    process.stdout.write(await seed(url, DATABASE_SCHEMA, YUSHUI_DEMO_PASSWORD));
  } catch (error) {
    // Only the message: the driver's error object can carry the connection's settings.
    process.stderr.write(`演示数据没有写入：${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
