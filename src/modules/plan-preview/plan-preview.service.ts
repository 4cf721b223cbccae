import { Injectable, StreamableFile } from '@nestjs/common';
import {
  CALENDAR_FILE,
  type PlanPreviewBody,
  type PlanPreviewView,
} from '../../../contracts/http/plan-preview.js';
import type { YearToCheck } from '../../../database/launch-check/check-year.js';
import { projectYear } from '../../../database/launch-check/project-year.js';
import {
  gatheringsToCome,
  openDeadlines,
  runningBelow,
} from '../../../database/processes/calendar.repository.js';
import { effectsOf } from '../../../database/processes/effects.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { openAssignmentsOf } from '../../../database/steps/inbox.repository.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { nthOf } from '../../../domain/errors/field-name.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import * as entry from './calendar-entries.js';
import { writeCalendar, type CalendarEntry } from './ics/write-calendar.js';
import { itemsOf, previewView } from './preview.view.js';

/** More open tasks than any person can have to do; a calendar of more helps nobody. */
const MOST_TASKS = 1_000;

/** Shows years as calendars before they are launched, and what is due as files for a calendar program. Changes nothing. */
@Injectable()
export class PlanPreviewService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND for a region outside the scope, INVALID_DATE, CLASSIFIED_CONTENT */
  async preview(principal: Principal, body: PlanPreviewBody): Promise<PlanPreviewView> {
    const plan = this.planOf(principal, body);
    const projected = await projectYear(this.database.manager, plan);
    if (projected.facts.label === null) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    return previewView(plan, projected);
  }

  async previewFile(principal: Principal, body: PlanPreviewBody): Promise<StreamableFile> {
    const plan = this.planOf(principal, body);
    const projected = await projectYear(this.database.manager, plan);
    const { label } = projected.facts;
    if (label === null) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    const entries = entry.planned(plan.regionCode, plan.year, itemsOf(plan, projected));
    return this.file(`${label}${plan.year}年度安排`, `plan-${plan.regionCode}-${plan.year}`, entries);
  }

  /** What is open in a process and all it started, with its meetings and what it has planned. @throws Refusal NOT_FOUND */
  async process(principal: Principal, id: string): Promise<StreamableFile> {
    const { manager } = this.database;
    const process = await visibleProcess(manager, scopeOf(principal), id);
    const running = await runningBelow(manager, id);
    // Who doesn't see the whole region sees this process, not all that it started.
    const whole = seesRegion(scopeOf(principal), process.regionCode);
    const shown = running.filter((one) => whole || one.id === id);
    const ids = shown.map((one) => one.id);
    const [dues, meetings, plans] = await Promise.all([
      openDeadlines(manager, ids),
      gatheringsToCome(manager, ids),
      Promise.all(
        shown.map(async (one) =>
          ((await effectsOf(one.kind).plannedItems?.(manager, one.id)) ?? [])
            .filter(({ begun }) => !begun)
            .flatMap((item) => entry.toCome(one.id, item)),
        ),
      ),
    ]);
    const entries = [...dues.map(entry.due), ...meetings.map(entry.gathering), ...plans.flat()];
    return this.file(`${process.year}年${blueprintOf(process.kind).label}`, `process-${id}`, entries);
  }

  /** A person's own open deadlines, by the positions he holds himself. */
  async own({ positions }: Principal): Promise<StreamableFile> {
    const mine = positions.map(({ id }) => ({ positionId: id, kinds: null }));
    const page = { limit: MOST_TASKS, after: null };
    const open = await openAssignmentsOf(this.database.manager, mine, null, page);
    const entries = open.flatMap(({ deadline, ...task }) =>
      deadline === null ? [] : [entry.owed({ ...task, deadline })],
    );
    return this.file('我的双拥待办', 'tasks', entries);
  }

  private planOf(principal: Principal, { regionCode, year, entries }: PlanPreviewBody): YearToCheck {
    if (!seesRegion(scopeOf(principal), regionCode)) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    entries.forEach(({ date, title, form }, index) => {
      civilDateIn(date, `entries[${index}].date`, nthOf('全年安排', index, '启动日期'));
      refuseClassified(title, `entries[${index}].title`, nthOf('全年安排', index, '名称'));
      refuseClassified(form, `entries[${index}].form`);
    });
    return { regionCode, year, entries, now: this.database.now() };
  }

  private file(name: string, fileName: string, entries: CalendarEntry[]): StreamableFile {
    const content = Buffer.from(writeCalendar(name, entries, this.database.now()));
    return new StreamableFile(content, {
      type: `${CALENDAR_FILE}; charset=utf-8`,
      disposition: `attachment; filename="${fileName}.ics"`,
      length: content.length,
    });
  }
}
