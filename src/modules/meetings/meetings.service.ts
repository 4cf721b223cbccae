import { Injectable } from '@nestjs/common';
import type {
  AccountQuery,
  AccountView,
  MatterPage,
  MatterQuery,
  MeetingPage,
  MeetingQuery,
  MeetingView,
  MinutesView,
} from '../../../contracts/http/meetings.js';
import { openMattersByUnit } from '../../../database/meetings/matter-account.repository.js';
import { listMatters, matterLinesOf } from '../../../database/meetings/matter-list.repository.js';
import {
  meetingRecord,
  namedMatters,
  type MeetingRecord,
} from '../../../database/meetings/meeting-record.repository.js';
import { listMeetings, MEETING_PROCESSES } from '../../../database/meetings/meeting-list.repository.js';
import { meetingOf, type MeetingRow } from '../../../database/meetings/meeting.store.js';
import { visitsOf } from '../../../database/meetings/visit.store.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { gatheringLabel } from '../../../domain/meetings/kinds.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { civilDateIn } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, type Scope } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { accountView, figuresOf, matterView, meetingLineView, participantViews } from './meeting.view.js';

/** Shows meetings and what they decided. Acts on them are assignments like any other. */
@Injectable()
export class MeetingsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND for what is no meeting, or none of the viewer's */
  async one(principal: Principal, id: string): Promise<MeetingView> {
    const { manager } = this.database;
    const now = this.database.now();
    const scope = scopeOf(principal);
    const process = await visibleProcess(manager, scope, id);
    if (!MEETING_PROCESSES.includes(process.kind)) throw new Refusal('NOT_FOUND');
    const [meeting, record, lines, visits] = await Promise.all([
      meetingOf(manager, id),
      meetingRecord(manager, id),
      matterLinesOf(manager, id),
      visitsOf(manager, id),
    ]);
    const whole = seesRegion(scope, process.regionCode);
    // What a unit hands in, and what it suggests, is between it and the office.
    const own = <T extends { unit: { id: string } }>(rows: T[]): T[] =>
      whole ? rows : rows.filter(({ unit }) => scope.units.includes(unit.id));
    const matters = lines.map((line) => matterView(line, now));
    const blueprint = blueprintOf(process.kind);
    const { title, reason, agenda, startsAt, place, materialDueAt, heldAt, observers } = meeting;
    return {
      id,
      kind: process.kind,
      kindLabel: blueprint.label,
      meetingKind: meeting.kind,
      meetingKindLabel: gatheringLabel(meeting.kind),
      title,
      regionCode: process.regionCode,
      state: process.state,
      outcomeLabel: process.outcome === null ? null : processOutcomeLabel(blueprint, process.outcome),
      reason,
      agenda,
      startsAt: formatInstantOrNull(startsAt),
      place,
      materialDueAt: formatInstantOrNull(materialDueAt),
      heldAt: formatInstantOrNull(heldAt),
      observers,
      askedBy: whole ? record.askedBy : null,
      participants: participantViews(record),
      // What was seen at a unit is between it and the office.
      visits: visits.filter(({ unitId }) => whole || scope.units.includes(unitId)),
      materials: own(record.materials).map((one) => ({
        ...one,
        handedInAt: formatInstant(new Date(one.handedInAt)),
      })),
      suggestions: own(record.suggestions).map((one) => ({
        ...one,
        disposedAt: formatInstantOrNull(one.disposedAt),
      })),
      minutes: await this.minutes(meeting, record, whole ? null : scope, 'countersign' in blueprint.steps),
      matters,
      figures: figuresOf(matters),
    };
  }

  async matters(principal: Principal, { limit, cursor, ...filter }: MatterQuery): Promise<MatterPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { limitAt: new Date(values[0] as string), id: values[1] as string } : null;
    const now = this.database.now();
    const rows = await listMatters(
      this.database.manager,
      scopeOf(principal),
      { ...filter, now },
      {
        limit: limit + 1,
        after,
      },
    );
    const page = pageOf(rows, limit, ({ limitAt, id }) => [limitAt.toISOString(), id]);
    return { ...page, items: page.items.map((row) => matterView(row, now)) };
  }

  async list(principal: Principal, { limit, cursor, ...filter }: MeetingQuery): Promise<MeetingPage> {
    checkSpan(filter);
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listMeetings(this.database.manager, scopeOf(principal), filter, {
      limit: limit + 1,
      after,
    });
    const page = pageOf(rows, limit, ({ at, id }) => [at.toISOString(), id]);
    const waits = await currentStepsOf(
      this.database.manager,
      principal,
      page.items.map(({ id }) => id),
      this.database.now(),
    );
    return { ...page, items: page.items.map((line) => ({ ...meetingLineView(line), now: waits(line.id) })) };
  }

  /** 挂账: how many matters are open with each unit, by their lights. */
  async account(principal: Principal, { region }: AccountQuery): Promise<AccountView> {
    const now = this.database.now();
    const units = await openMattersByUnit(this.database.manager, scopeOf(principal), region ?? null, now);
    return accountView(units);
  }

  /** A draft is for the office and the leaders, and for who has to countersign it; issued, for everybody who sees the meeting. */
  private async minutes(
    { summary, draftedMatters, supervisedFrom }: MeetingRow,
    { issued }: MeetingRecord,
    inside: Scope | null,
    countersigned: boolean,
  ): Promise<MinutesView | null> {
    const leads =
      inside && countersigned && draftedMatters.some(({ leadUnitId }) => inside.units.includes(leadUnitId));
    if (summary === '' || (inside && !issued && !supervisedFrom && !leads)) return null;
    const named = await namedMatters(this.database.manager, draftedMatters);
    return {
      summary,
      number: issued?.number ?? null,
      issuedAt: formatInstantOrNull(issued?.issuedAt ?? null),
      matters: named.map(({ matter: { title, measures, limitDate }, lead, cooperating }) => ({
        title,
        lead,
        cooperating,
        measures,
        limitDate,
      })),
    };
  }
}

/** @throws Refusal INVALID_DATE for a day the calendar doesn't have */
function checkSpan({ from, to }: Pick<MeetingQuery, 'from' | 'to'>): void {
  if (from !== undefined) civilDateIn(from, 'from', '从哪一天起');
  if (to !== undefined) civilDateIn(to, 'to', '到哪一天止');
}
