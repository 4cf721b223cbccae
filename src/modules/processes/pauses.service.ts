import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  PauseBody,
  PausedView,
  ResumedView,
  ResumptionBody,
  ResumptionPreview,
  ResumptionPreviewQuery,
} from '../../../contracts/http/pauses.js';
import { openPauseOf, runningTree } from '../../../database/pauses/pause.repository.js';
import { pauseProcess } from '../../../database/pauses/pause-process.js';
import { resumeProcess, type Resumed } from '../../../database/pauses/resume-process.js';
import { processById } from '../../../database/processes/process.repository.js';
import { differences, snapshotOf, type Differences } from '../../../database/processes/snapshot.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { rolledBack } from '../../../database/rolled-back.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { Actor } from '../../../database/audit/audit-log.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { instantIn } from '../../../domain/time/instant.js';
import { civilDateOf, formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { changesView } from './changes.view.js';

/** 挂起、恢复: by the 主任 of the process's own region, as its termination. */
@Injectable()
export class PausesService {
  constructor(private readonly database: Database) {}

  pause({ principal, key }: ChangeRequest, id: string, body: PauseBody): Promise<PausedView> {
    const { reason, withChildren = true } = body;
    refuseClassified(reason, 'reason');
    return this.database.change(key, async ({ manager, now }) => {
      const actor = await directorOf(manager, principal, id);
      const untilDate =
        body.untilDate === undefined ? undefined : civilDateIn(body.untilDate, 'untilDate', '预计恢复的日期');
      if (untilDate !== undefined && untilDate < civilDateOf(now))
        throw new Refusal('DATE_IN_PAST', { field: '预计恢复的日期' }, 'untilDate');
      const paused = await pauseProcess(manager, {
        processId: id,
        reason,
        untilDate,
        withChildren,
        actor,
        now,
      });
      return { processes: paused.length };
    });
  }

  resume(
    { principal, key }: ChangeRequest,
    id: string,
    { reason, keepLegalDates = false }: ResumptionBody,
  ): Promise<ResumedView> {
    refuseClassified(reason, 'reason');
    return this.database.change(key, async ({ manager, now }) => {
      const actor = await directorOf(manager, principal, id);
      const { processes, deadlines } = await resumeProcess(manager, {
        processId: id,
        reason,
        keepLegalDates,
        actor,
        now,
      });
      const moved = deadlines.filter(({ from, to }) => from.getTime() !== to.getTime()).length;
      return { processes: processes.length, moved };
    });
  }

  /** What a resumption would move: it is done and taken back. */
  async preview(
    principal: Principal,
    id: string,
    { at, keepLegalDates }: ResumptionPreviewQuery,
  ): Promise<ResumptionPreview> {
    const { manager } = this.database;
    const actor = await directorOf(manager, principal, id);
    const now = at === undefined ? this.database.now() : instantIn(at, 'at', '设想的恢复时间');
    const pause = await openPauseOf(manager, id);
    if (pause && pause.pausedAt > now)
      throw new Refusal('INVALID_FIELD', { field: '设想的恢复时间', reason: '不能早于挂起的时间' }, 'at');
    const { resumed, changes } = await rolledBack(manager, async (tx) => {
      const tree = await runningTree(tx, id);
      const before = await snapshotOf(tx, tree);
      const done = await resumeProcess(tx, {
        processId: id,
        reason: '预览',
        keepLegalDates: keepLegalDates === 'true',
        actor,
        now,
      });
      const after = await snapshotOf(tx, tree);
      return { resumed: done, changes: withLegal(differences(before, after), done, after) };
    });
    const view = changesView(changes, now);
    const legal = legalAssignments(resumed);
    return {
      ...view,
      owed: view.owed.map((one) => (legal.has(one.assignmentId) ? { ...one, legal: true } : one)),
      at: formatInstant(now),
      processes: resumed.processes.length,
    };
  }
}

function legalAssignments({ deadlines }: Resumed): Set<string> {
  const legal = deadlines.filter((one) => one.legal);
  return new Set(legal.flatMap(({ assignments }) => assignments.map(({ id }) => id)));
}

/** Dates of the regulation are shown whether they move or not: the office decides about them. */
function withLegal(
  changes: Differences,
  resumed: Resumed,
  after: Awaited<ReturnType<typeof snapshotOf>>,
): Differences {
  const shown = new Set(changes.owed.map(({ after: one }) => one?.assignmentId));
  const kept = [...legalAssignments(resumed)].flatMap((id) => {
    const one = after.owed.get(id);
    return one && !shown.has(id) ? [{ before: one, after: one }] : [];
  });
  return { ...changes, owed: [...changes.owed, ...kept] };
}

/** @throws Refusal NOT_FOUND, FORBIDDEN */
async function directorOf(manager: EntityManager, principal: Principal, id: string): Promise<Actor> {
  const process = await processById(manager, id);
  const position = principal.positions.find(
    (one) => one.kind === 'officeDirector' && one.regionCode === process?.regionCode,
  );
  if (!process || !position) {
    // Who may not even see it hears that there is nothing.
    await visibleProcess(manager, scopeOf(principal), id);
    throw new Refusal('FORBIDDEN');
  }
  return actorOf(signerOf(principal), position);
}
