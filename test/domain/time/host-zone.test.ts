import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** The same sources, compiled once and run by real node processes in other zones: jest's own zone can't be changed under way. */
const root = resolve('.');
let folder = '';

const PROBE = `
import { createHash } from 'node:crypto';
import { calendarYears } from './database/calendar/source.js';
import { WorkingCalendar } from './domain/time/calendar.js';
import { deadlineOf } from './domain/time/deadline.js';
import { checkpointsOf, DEFAULT_LADDER } from './domain/time/ladder.js';
import { civilDateOf, formatInstant, weekday } from './domain/time/zone.js';
const years = calendarYears(2004, 2099);
const calendar = new WorkingCalendar(years);
const hash = createHash('sha256').update(JSON.stringify(years));
for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2028, 2, 2); ms += 10_800_000) {
  const event = new Date(ms);
  const deadline = deadlineOf({ kind: 'workingDays', days: 5 }, { event, year: 2026, calendar });
  hash.update(formatInstant(event) + weekday(civilDateOf(event)) + deadline.toISOString());
  hash.update(JSON.stringify(checkpointsOf(DEFAULT_LADDER, { openedAt: event, deadline, calendar })));
}
console.log(hash.digest('hex'));
`;

function run(zone: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], TZ: zone },
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  return { stdout, stderr, status };
}

const cli = (zone: string, ...args: string[]) => run(zone, 'src/cli/calendar.js', ...args);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yushui-zone-'));
  const swc = resolve('node_modules/@swc/cli/bin/swc.js');
  const sources = ['domain/time', 'database/calendar/source.ts', 'src/cli/calendar.ts'];
  const built = spawnSync(process.execPath, [swc, ...sources, '-d', folder], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'probe.js'), PROBE);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('any host zone', () => {
  it('gives the same calendars, deadlines and checkpoints', () => {
    const expected = run('Asia/Shanghai', 'probe.js');
    expect(expected.stderr).toBe('');
    expect(expected.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(run(zone, 'probe.js').stdout).toBe(expected.stdout);
    }
  });

  it('prints the same year', () => {
    for (const year of ['2026', '2027', '2028']) {
      const expected = cli('Asia/Shanghai', year, '--json').stdout;
      expect(cli('America/New_York', year, '--json').stdout).toBe(expected);
      expect(cli('Pacific/Kiritimati', year, '--json').stdout).toBe(expected);
    }
  });
});

describe('calendar command', () => {
  it('prints every day of the year as JSON and nothing else', () => {
    const { stdout, stderr, status } = cli('UTC', '2028', '--json');
    const { days, ...rest } = JSON.parse(stdout);
    expect([status, stderr, Object.keys(rest), days.length]).toEqual([0, '', [], 366]);
    expect(days[0]).toEqual({ date: '2028-01-01', working: false, name: '元旦', provisional: true });
    expect(days[365]).toEqual({ date: '2028-12-31', working: false, name: null, provisional: true });
  });

  it('prints a table by month', () => {
    const { stdout } = cli('UTC', '2026');
    expect(stdout).toContain('工作日共 248 天');
    expect(stdout).toContain('春节：15日至23日');
    expect(stdout).not.toContain('推算');
    expect(cli('UTC', '2027').stdout).toContain('推算');
  });

  it.each([[[]], [['20x6']], [['1999']], [['2100']], [['2026', '2027']], [['--year=2026']]])(
    'refuses %j in both languages, exit 2',
    (args: string[]) => {
      const { stdout, stderr, status } = cli('UTC', ...args);
      expect([stdout, status]).toEqual(['', 2]);
      expect(stderr).toContain('年份无效');
      expect(stderr).toContain('Bad year');
    },
  );
});
