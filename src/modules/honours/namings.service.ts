import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  CandidateView,
  NamingDocumentView,
  NamingPage,
  NamingQuery,
  NamingView,
  PublicNoticeView,
} from '../../../contracts/http/honours.js';
import { knownOf } from '../../../database/honours/candidate-facts.js';
import { candidatesOf, type CandidateRow } from '../../../database/honours/candidate.store.js';
import { listNamings, recommendersOf, votesOf } from '../../../database/honours/naming-list.repository.js';
import { namingOf, type NamingRow } from '../../../database/honours/naming.store.js';
import { objectionsOf } from '../../../database/honours/objection.store.js';
import { unitsByIds } from '../../../database/organisation/unit.repository.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { outcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { PUBLISHED_STATES } from '../../../domain/honours/naming.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { awardView, candidateView, knownView, namingLine, objectionView } from './naming.view.js';

/** Rounds of naming: candidates, public notice, objections, votes. */
@Injectable()
export class NamingsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_CURSOR */
  async list(principal: Principal, { limit, cursor, ...filter }: NamingQuery): Promise<NamingPage> {
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listNamings(manager, scopeOf(principal), filter, { limit: limit + 1, after });
    const page = pageOf(rows, limit, ({ launchedAt, processId }) => [launchedAt.toISOString(), processId]);
    const ids = page.items.map(({ processId }) => processId);
    const waits = await currentStepsOf(manager, principal, ids, this.database.now());
    return { ...page, items: page.items.map((row) => ({ ...namingLine(row), now: waits(row.processId) })) };
  }

  /** A unit sees whom it recommended itself, and who stands in the public notice. @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<NamingView> {
    const { manager } = this.database;
    const scope = scopeOf(principal);
    const [row] = await listNamings(manager, scope, { id }, { limit: 1, after: null });
    if (!row) throw new Refusal('NOT_FOUND');
    const naming = await namingOf(manager, id);
    const whole = seesRegion(scope, row.regionCode);
    const own = unitsSeen(scope, row.kind);
    const all = await candidatesOf(manager, id);
    const seen = whole ? all : all.filter((one) => isOpenTo(one, own));
    const waits = await currentStepsOf(manager, principal, [id], this.database.now());
    const recommenders = await recommendersOf(manager, id);
    return {
      ...namingLine(row),
      now: waits(id),
      ...{ basis: naming.basis, conditions: naming.conditions, awards: naming.awards.map(awardView) },
      ...{ periodFromDate: naming.periodFromDate, publicNoticeDays: naming.publicNoticeDays },
      validUntil: naming.validUntil,
      notice: await this.noticeOf(naming),
      decision: await documentOf(manager, naming.namingDocumentId),
      candidates: await this.candidateViews(naming, seen, whole),
      objections: whole ? (await objectionsOf(manager, id)).map((one) => objectionView(one, all)) : [],
      recommenders: whole ? recommenders : recommenders.filter(({ unit }) => own.includes(unit.id)),
      votes: whole ? await this.votes(id, row.kind) : [],
    };
  }

  private async candidateViews(
    naming: NamingRow,
    candidates: readonly CandidateRow[],
    whole: boolean,
  ): Promise<CandidateView[]> {
    const { manager } = this.database;
    const on = civilDateOf(this.database.now());
    const units = await unitsByIds(
      manager,
      candidates.flatMap(({ subject, recommenderUnitId }) => [subject.unitId, recommenderUnitId]),
    );
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    const subjects = candidates.map(({ subject }) => subject);
    const known = whole ? await knownOf(manager, subjects, { from: naming.periodFromDate, on }) : [];
    return candidates.map((candidate, index) => {
      const told = known[index];
      return candidateView(candidate, naming.awards, byId, told ? knownView(told, on) : null);
    });
  }

  private async noticeOf(naming: NamingRow): Promise<PublicNoticeView | null> {
    const { noticeFrom: from, noticeUntil: until, publicNoticeDays: days } = naming;
    const document = await documentOf(this.database.manager, naming.noticeDocumentId);
    if (!document || from === null || until === null) return null;
    const today = civilDateOf(this.database.now());
    const calendar = await calendarOf(this.database.manager);
    const over = today > until;
    return {
      ...document,
      from,
      until,
      days,
      over,
      daysLeft: over ? 0 : calendar.workingDaysBetween(today, until),
    };
  }

  private async votes(id: string, kind: string): Promise<NamingView['votes']> {
    const votes = await votesOf(this.database.manager, id);
    return votes.map((vote) => ({
      ...vote,
      decision: vote.decision && outcomeLabel(blueprintOf(kind), 'decide', vote.decision),
    }));
  }
}

const isOpenTo = ({ state, recommenderUnitId }: CandidateRow, units: readonly string[]): boolean =>
  PUBLISHED_STATES.includes(state) || units.includes(recommenderUnitId);

async function documentOf(manager: EntityManager, id: string | null): Promise<NamingDocumentView | null> {
  if (id === null) return null;
  const [row]: { number: string }[] = await manager.query(`select number from document where id = $1`, [id]);
  return row ? { documentId: id, number: row.number } : null;
}
