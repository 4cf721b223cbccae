import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PageQuery } from '../../../contracts/http/page.js';
import type {
  RehearsalBody,
  RehearsalLoadView,
  RehearsalReportView,
  RehearsalRunList,
  RehearsalRunView,
  RehearsalTimelinePage,
} from '../../../contracts/http/rehearsal-runs.js';
import { FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR } from '../../../database/calendar/source.js';
import type { RehearsalEvent } from '../../../database/rehearsal/rehearsal-events.js';
import {
  addRun,
  cancelRun,
  openRunsOf,
  runEvents,
  runOf,
  runResult,
  runsOf,
  type RunRow,
} from '../../../database/rehearsal/run.repository.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { LOAD_LIMITS } from '../../../domain/rehearsal/load-report.js';
import { checkedForm } from '../../http/checked-form.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { describeSummary } from '../../rehearsal/describe-report.js';
import type { RehearsalReport } from '../../rehearsal/rehearse.js';
import { Database } from '../../workspace/database.service.js';
import { workspaceOfRequest } from '../../workspace/workspace.js';
import { eventView, runView } from './run.view.js';

/** One person's waiting and running ones. */
const MOST_OPEN = 3;
const LISTED = 50;

/**
 * Rehearsals that an office orders; a process of its own performs them (src/worker/rehearsals-main.ts). What comes of one names people, so
 * it is for the office of that very region only.
 */
@Injectable()
export class RehearsalRunsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND, YEAR_OUT_OF_RANGE, REHEARSAL_INSIDE, REHEARSAL_LIMIT and what the form is refused for */
  order({ principal, key }: ChangeRequest, body: RehearsalBody): Promise<RehearsalRunView> {
    if ((workspaceOfRequest()?.name ?? 'production') !== 'production') throw new Refusal('REHEARSAL_INSIDE');
    const regions = officesOf(principal);
    if (!regions.includes(body.regionCode)) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    if (body.year < FIRST_CALENDAR_YEAR || body.year > LAST_CALENDAR_YEAR)
      throw new Refusal('YEAR_OUT_OF_RANGE', { from: FIRST_CALENDAR_YEAR, to: LAST_CALENDAR_YEAR }, 'year');
    const form = formOf(body);
    return this.database.change(key, async ({ manager, now }) => {
      if ((await openRunsOf(manager, principal.personId)) >= MOST_OPEN)
        throw new Refusal('REHEARSAL_LIMIT', { max: MOST_OPEN });
      const { kind, regionCode, year, scenario = 'mixed', seed = null, ...limits } = body;
      const id = randomUUID();
      await addRun(
        manager,
        {
          ...{ id, kind, regionCode, year, scenario, seed, form, orderedBy: principal.personId },
          limits: {
            deadlinesADay: limits.deadlinesADay ?? LOAD_LIMITS.deadlinesADay,
            thingsAWeek: limits.thingsAWeek ?? LOAD_LIMITS.thingsAWeek,
          },
        },
        now,
      );
      return runView((await runOf(manager, id, regions)) as RunRow, now);
    });
  }

  async list(principal: Principal): Promise<RehearsalRunList> {
    const { manager } = this.database;
    const runs = await runsOf(manager, officesOf(principal), LISTED);
    return { items: runs.map((run) => runView(run, this.database.now())) };
  }

  async one(principal: Principal, id: string): Promise<RehearsalRunView> {
    return runView(await this.run(principal, id), this.database.now());
  }

  async timeline(
    principal: Principal,
    id: string,
    { limit, cursor }: PageQuery,
  ): Promise<RehearsalTimelinePage> {
    await this.finished(principal, id);
    const [after = 0] = decodeCursor(cursor, [cursorChecks.integer]) ?? [];
    const rows = await runEvents<RehearsalEvent>(this.database.manager, id, Number(after), limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ number }) => [number]);
    return { items: items.map(({ event }) => eventView(event)), nextCursor };
  }

  async load(principal: Principal, id: string): Promise<RehearsalLoadView> {
    await this.finished(principal, id);
    const { load } = await runResult(this.database.manager, id, ['load']);
    return load as RehearsalLoadView;
  }

  async report(principal: Principal, id: string): Promise<RehearsalReportView> {
    const run = await this.finished(principal, id);
    const { summary } = await runResult(this.database.manager, id, ['summary']);
    const words = describeSummary(summary as RehearsalReport['summary']);
    return { run: runView(run, this.database.now()), summary: summary as object, words };
  }

  cancel({ principal, key }: ChangeRequest, id: string): Promise<RehearsalRunView> {
    return this.database.change(key, async ({ manager, now }) => {
      await this.run(principal, id);
      await cancelRun(manager, id, now);
      return runView((await runOf(manager, id, officesOf(principal))) as RunRow, now);
    });
  }

  /** @throws Refusal NOT_FOUND for one of another region, too */
  private async run(principal: Principal, id: string): Promise<RunRow> {
    const run = await runOf(this.database.manager, id, officesOf(principal));
    if (!run) throw new Refusal('NOT_FOUND');
    return run;
  }

  /** @throws Refusal NOT_FOUND, REHEARSAL_UNFINISHED, REHEARSAL_WITHOUT_RESULT */
  private async finished(principal: Principal, id: string): Promise<RunRow> {
    const run = await this.run(principal, id);
    if (run.state === 'finished') return run;
    if (run.state === 'queued' || run.state === 'running') throw new Refusal('REHEARSAL_UNFINISHED');
    throw new Refusal('REHEARSAL_WITHOUT_RESULT', { why: run.error ?? '已取消' });
  }
}

/** Regions whose own office the person works in; not those below. */
function officesOf({ positions }: Principal): string[] {
  return positions.filter(({ kind }) => ROLE_OF[kind] === 'office').map(({ regionCode }) => regionCode);
}

/** @throws Refusal UNKNOWN_FIELD for a form that isn't asked for, and what it is refused for */
function formOf({ kind, form }: RehearsalBody): object | null {
  if (form === undefined || form === null) return null;
  const { form: key } = blueprintOf(kind).launch;
  if (key === undefined) throw new Refusal('UNKNOWN_FIELD', { field: 'form' }, 'form');
  refuseClassified(form, 'form');
  return checkedForm(key, form);
}
