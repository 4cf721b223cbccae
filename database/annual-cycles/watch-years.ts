import type { EntityManager } from 'typeorm';
import { nextYearLaunchAt } from '../../domain/annual-cycle/next-launch.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf, instantAt, yearOf } from '../../domain/time/zone.js';
import { clearAlarms, raiseAlarms, type Alarm } from './alarm.store.js';
import { STARTS_AT } from './starts-at.js';

/** What should have begun by itself is given this long. */
const GRACE_MS = 60 * 60_000;

/**
 * What should have happened and did not: raised once, cleared when it is mended. Looks at the tables alone, so that it finds what a lost
 * timer, a stopped worker or a schedule that is gone left undone.
 */
export async function watchYears(
  manager: EntityManager,
  now: Date,
): Promise<{ raised: number; cleared: number; standing: number }> {
  return manager.transaction(async (tx) => {
    // Two workers at once would both clear and raise.
    await tx.query(`select pg_advisory_xact_lock(hashtext('watch-years'))`);
    const late = new Date(now.getTime() - GRACE_MS);
    const standing = [
      ...(await overdueEntries(tx, late)),
      ...(await failedEntries(tx, late)),
      ...(await missingYears(tx, late)),
      ...(await stuckBatches(tx, late)),
    ];
    const raised = await raiseAlarms(tx, standing, now);
    return { raised, cleared: await clearAlarms(tx, standing, now), standing: standing.length };
  });
}

/** The last day whose entries have all had their hour. */
function overdueUpTo(late: Date): string {
  const today = civilDateOf(late);
  return instantAt(today, STARTS_AT) <= late ? today : civilDateOf(new Date(late.getTime() - 86_400_000));
}

const ENTRY = `e.process_id || '/' || e.key as subject, p.region_code as "regionCode", p.year, p.id as "processId", e.title`;

async function overdueEntries(manager: EntityManager, late: Date): Promise<Alarm[]> {
  return manager.query(
    `select 'entryNotStarted' as kind, ${ENTRY}, null as detail from annual_plan_entry e join process p on p.id = e.process_id
     where e.state = 'planned' and e.date <= $1 and p.state = 'running' and p.paused_at is null and p.launched_at <= $2`,
    [overdueUpTo(late), late],
  );
}

async function failedEntries(manager: EntityManager, late: Date): Promise<Alarm[]> {
  return manager.query(
    `select 'entryFailed' as kind, ${ENTRY}, e.reason as detail from annual_plan_entry e join process p on p.id = e.process_id
     where e.state = 'failed' and e.settled_at <= $1 and p.state = 'running'`,
    [late],
  );
}

/** Regions whose next year is wanted by itself, and is not there an hour after its instant. */
async function missingYears(manager: EntityManager, late: Date): Promise<Alarm[]> {
  const year = yearOf(late);
  const due = nextYearLaunchAt(year) <= late ? year + 1 : year;
  const rows: { code: string; name: string; year: number; detail: string | null }[] = await manager.query(
    `select r.code, r.name, last.year + 1 as year,
       (select a.detail from annual_alarm a where a.kind = 'yearNotLaunched' and a.subject = r.code || '/' || (last.year + 1)
        and a.cleared_at is null) as detail
     from annual_schedule s join region r on r.code = s.region_code
     cross join lateral (select max(p.year) as year from process p where p.kind = 'annualCycle' and p.region_code = r.code) last
     where s.wanted and last.year < $1`,
    [due],
  );
  return rows.map(({ code, name, year: missing, detail }) =>
    yearAlarm(code, regionLabel(name), missing, detail),
  );
}

export function yearAlarm(code: string, label: string, year: number, detail: string | null): Alarm {
  return {
    kind: 'yearNotLaunched',
    subject: `${code}/${year}`,
    ...{ regionCode: code, year, processId: null, title: `${label}${year}年年度工作`, detail },
  };
}

async function stuckBatches(manager: EntityManager, late: Date): Promise<Alarm[]> {
  const rows: { id: string; code: string; year: number; name: string }[] = await manager.query(
    `select b.id, b.region_code as code, b.year, r.name from annual_batch b join region r on r.code = b.region_code
     where b.finished_at is null and b.progressed_at <= $1`,
    [late],
  );
  return rows.map(({ id, code, year, name }) => ({
    kind: 'batchStuck',
    subject: id,
    ...{ regionCode: code, year, processId: null, title: `${regionLabel(name)}批量启动${year}年年度工作` },
    detail: null,
  }));
}
