import { Injectable } from '@nestjs/common';
import type { MatterPage, MatterQuery, MeetingView, MinutesView } from '../../../contracts/http/meetings.js';
import { listMatters, matterLinesOf } from '../../../database/meetings/matter-list.repository.js';
import {
  meetingRecord,
  namedMatters,
  type MeetingRecord,
} from '../../../database/meetings/meeting-record.repository.js';
import { meetingOf, type MeetingRow } from '../../../database/meetings/meeting.store.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, type Scope } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { figuresOf, matterView, participantViews } from './meeting.view.js';

const MEETINGS = ['topicalConsultation', 'liaisonConference'];

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
    if (!MEETINGS.includes(process.kind)) throw new Refusal('NOT_FOUND');
    const [meeting, record, lines] = await Promise.all([
      meetingOf(manager, id),
      meetingRecord(manager, id),
      matterLinesOf(manager, id),
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
      materials: own(record.materials).map((one) => ({
        ...one,
        handedInAt: formatInstant(new Date(one.handedInAt)),
      })),
      suggestions: own(record.suggestions).map((one) => ({
        ...one,
        disposedAt: formatInstantOrNull(one.disposedAt),
      })),
      minutes: await this.minutes(meeting, record, whole ? null : scope),
      matters,
      figures: figuresOf(matters),
    };
  }

  async matters(principal: Principal, { limit, cursor, ...filter }: MatterQuery): Promise<MatterPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { limitAt: new Date(values[0] as string), id: values[1] as string } : null;
    const now = this.database.now();
    const rows = await listMatters(this.database.manager, scopeOf(principal), filter, {
      limit: limit + 1,
      after,
    });
    const page = pageOf(rows, limit, ({ limitAt, id }) => [limitAt.toISOString(), id]);
    return { ...page, items: page.items.map((row) => matterView(row, now)) };
  }

  /** A draft is for the office and the leaders, and for who has to countersign it; issued, for everybody who sees the meeting. */
  private async minutes(
    { summary, draftedMatters }: MeetingRow,
    { issued }: MeetingRecord,
    inside: Scope | null,
  ): Promise<MinutesView | null> {
    const leads = inside && draftedMatters.some(({ leadUnitId }) => inside.units.includes(leadUnitId));
    if (summary === '' || (inside && !issued && !leads)) return null;
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
