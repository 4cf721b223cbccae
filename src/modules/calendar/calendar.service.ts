import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  CalendarReprojectionRequest,
  CalendarReprojectionView,
  CalendarYearRequest,
  CalendarYearView,
} from '../../../contracts/http/calendar.js';
import { latestYears, lockYear, storeYear } from '../../../database/calendar/calendar.repository.js';
import { storedYear, type StoredYear } from '../../../database/policies/calendar-year.repository.js';
import { reprojectCalendar } from '../../../database/policies/reproject-calendar.js';
import { actorOf } from '../../../database/steps/acting.js';
import { forgetCalendar } from '../../../database/steps/step-rules.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { civilDate, formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { plannedChanges } from '../processes/changes.view.js';
import { movedStepsView } from '../policies/moved-steps.view.js';
import { announcedYear } from './announced-year.js';

/** A worker goes on with the calendar it read for this long (database/steps/step-rules.ts): what it arms meanwhile must be swept too. */
const SETTLES_AFTER_MS = 10_000;

@Injectable()
export class CalendarService {
  constructor(private readonly database: Database) {}

  async one(year: string): Promise<CalendarYearView> {
    return yearView(await this.stored(yearIn(year)));
  }

  /**
   * An announced year, in place of a computed one or of an announcement that was corrected.
   * @throws Refusal CALENDAR_CHANGED
   */
  async load(
    { principal, key }: ChangeRequest,
    year: string,
    body: CalendarYearRequest,
  ): Promise<CalendarYearView> {
    const announced = announcedYear(yearIn(year), body);
    await this.database.change(key, async ({ manager, now }) => {
      await lockYear(manager, announced.year);
      await refuseOlder(manager, announced.year, body.version);
      return { version: await storeYear(manager, announced, now, principal.personId) };
    });
    forgetCalendar(this.database.manager.connection);
    return yearView(await this.stored(announced.year));
  }

  /** What loading this year would move, before it is loaded: what opens meanwhile would be computed with it already. */
  async preview(
    principal: Principal,
    yearText: string,
    body: CalendarYearRequest,
  ): Promise<CalendarReprojectionView> {
    const announced = announcedYear(yearIn(yearText), body);
    const { manager } = this.database;
    await refuseOlder(manager, announced.year, body.version);
    const others = (await latestYears(manager)).filter(({ year }) => year !== announced.year);
    const moved = await reprojectCalendar(manager, {
      year: announced.year,
      version: 0,
      actor: actorOf(signerOf(principal), administratorPosition(principal)),
      now: this.database.now(),
      dryRun: true,
      calendar: new WorkingCalendar([...others, announced]),
    });
    return calendarMoves(manager, moved, true);
  }

  async reproject(
    { principal, key }: ChangeRequest,
    yearText: string,
    { dryRun = false }: CalendarReprojectionRequest,
  ): Promise<CalendarReprojectionView> {
    const { year, version, loadedAt } = await this.stored(yearIn(yearText));
    const now = this.database.now();
    const settled = loadedAt.getTime() + SETTLES_AFTER_MS - now.getTime();
    if (!dryRun && settled > 0 && settled <= SETTLES_AFTER_MS)
      throw new Refusal('CALENDAR_SETTLING', { seconds: Math.ceil(settled / 1000) });
    const actor = actorOf(signerOf(principal), administratorPosition(principal));
    const input = { year, version, actor, now, dryRun };
    const moved = await reprojectCalendar(this.database.manager, input);
    const view = await calendarMoves(this.database.manager, moved, dryRun);
    // The work commits in batches of its own and repeats without effect; the key keeps the first answer for a retry.
    return dryRun ? view : this.database.change(key, () => Promise.resolve(view));
  }

  /** @throws Refusal NOT_FOUND */
  private async stored(year: number): Promise<StoredYear> {
    const stored = await storedYear(this.database.manager, year);
    if (!stored) throw new Refusal('NOT_FOUND');
    return stored;
  }
}

/** Who loads a calendar runs the system: no titles. */
async function calendarMoves(
  manager: EntityManager,
  moved: Awaited<ReturnType<typeof reprojectCalendar>>,
  dryRun: boolean,
): Promise<CalendarReprojectionView> {
  const steps = await movedStepsView(manager, moved, dryRun, false);
  return { ...steps, planned: plannedChanges(moved.planned) };
}

/** What was written on top of an older version must not cover what somebody else stored since. @throws Refusal CALENDAR_CHANGED */
async function refuseOlder(manager: EntityManager, year: number, version: number | undefined): Promise<void> {
  const stored = version === undefined ? null : await storedYear(manager, year);
  if (stored && stored.version !== version)
    throw new Refusal(
      'CALENDAR_CHANGED',
      { year, at: formatInstant(stored.loadedAt).slice(0, 16).replace('T', ' '), version: stored.version },
      'version',
    );
}

/** Text that is no year is the year of nothing. @throws Refusal NOT_FOUND */
function yearIn(text: string): number {
  if (!/^[12]\d{3}$/.test(text)) throw new Refusal('NOT_FOUND');
  return Number(text);
}

function administratorPosition({ positions }: Principal): PrincipalPosition {
  const position = positions.find(({ kind }) => kind === 'systemAdministrator');
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}

function yearView(stored: StoredYear): CalendarYearView {
  const { year, version, provisional, source, loadedAt, loadedBy, days } = stored;
  const calendar = new WorkingCalendar([stored]);
  return {
    year,
    version,
    provisional,
    source,
    loadedAt: formatInstant(loadedAt),
    loadedBy,
    workingDays: calendar.workingDaysBetween(civilDate(year - 1, 12, 31), civilDate(year, 12, 31)),
    days: days.map(({ date, working, name }) => ({ date, working, name: name ?? null })),
  };
}
