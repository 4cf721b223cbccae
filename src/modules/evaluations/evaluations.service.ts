import { Injectable, type StreamableFile } from '@nestjs/common';
import type {
  EvaluationPage,
  EvaluationQuery,
  EvaluationSheetView,
  EvaluationView,
  ObjectionList,
  EvaluationObjectionView,
  ReviewView,
} from '../../../contracts/http/evaluations.js';
import { assess } from '../../../database/evaluation/assess.js';
import { listEvaluations } from '../../../database/evaluation/evaluation-list.repository.js';
import {
  correctionsOf,
  scoresOf,
  vetoesOf,
  type SubjectRow,
} from '../../../database/evaluation/evaluation.store.js';
import { objectionsOf } from '../../../database/evaluation/objection.store.js';
import { evaluation as blueprint } from '../../../domain/blueprints/evaluation.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { standing } from '../../../domain/evaluation/review.js';
import { indicatorsFor } from '../../../domain/evaluation/standard.js';
import { VETO_ITEMS } from '../../../domain/evaluation/veto-items.js';
import { withdrawnAmong } from '../../../database/vetoes/veto.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { indicatorView, objectionView, subjectView, vetoView } from './evaluation.view.js';
import { foundEvaluation, type SeenEvaluation } from './seen-evaluation.js';
import { resultTable } from './write-results.js';

/** Evaluations as whoever asks may know them: the office that evaluates sees all of it, a subject its own sheet and, once it is given, its own result. */
@Injectable()
export class EvaluationsService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { limit, cursor, ...filter }: EvaluationQuery): Promise<EvaluationPage> {
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listEvaluations(manager, scopeOf(principal), filter, { limit: limit + 1, after });
    const page = pageOf(rows, limit, ({ launchedAt, processId }) => [launchedAt.toISOString(), processId]);
    const ids = page.items.map(({ processId }) => processId);
    const waits = await currentStepsOf(manager, principal, ids, this.database.now());
    return {
      ...page,
      items: page.items.map(({ outcome, whole, subjects, handedIn, ...row }) => ({
        ...row,
        region: regionLabel(row.region),
        outcomeLabel: outcome && processOutcomeLabel(blueprint, outcome),
        launchedAt: formatInstant(row.launchedAt),
        subjects: whole ? subjects : null,
        handedIn: whole ? handedIn : null,
        now: waits(row.processId),
      })),
    };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<EvaluationView> {
    const { manager } = this.database;
    const { process, evaluation, whole, subjects, told } = await this.found(principal, id);
    const waits = await currentStepsOf(manager, principal, [id], this.database.now());
    const [region]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
      evaluation.regionCode,
    ]);
    return {
      ...{
        processId: id,
        title: process.title,
        regionCode: evaluation.regionCode,
        year: evaluation.year,
        whole,
      },
      region: regionLabel(region?.name ?? ''),
      state: process.state,
      outcomeLabel: process.outcome && processOutcomeLabel(blueprint, process.outcome),
      standardId: evaluation.standardId,
      standardVersion: evaluation.standardVersion,
      standardTitle: evaluation.standard.title,
      standardSha256: evaluation.standardSha256.toString('hex'),
      ...{ dueDate: evaluation.dueDate, objectionDays: evaluation.objectionDays },
      approvedAt: formatInstantOrNull(evaluation.approvedAt),
      finishedAt: formatInstantOrNull(evaluation.finishedAt),
      subjects: subjects.map((subject) => subjectView(subject, told)),
      now: waits(id),
    };
  }

  /** One subject's sheet; until it hands in, and nobody reviews, with the figures of this instant. @throws Refusal NOT_FOUND */
  async sheet(principal: Principal, id: string, unitId: string): Promise<EvaluationSheetView> {
    const { manager } = this.database;
    const seen = await this.found(principal, id);
    const { evaluation, subjects, told } = seen;
    const subject = subjects.find((one) => one.unitId === unitId);
    if (!subject) throw new Refusal('NOT_FOUND');
    const { seq, kind } = subject;
    const kept = await scoresOf(manager, id, seq);
    const live = kept.length === 0;
    const scores = live ? await assess(manager, evaluation, [subject], this.database.now()) : kept;
    const [corrections, vetoes, objections] = [
      await correctionsOf(manager, id, seq),
      await vetoesOf(manager, id),
      await this.objectionViews(id, seen, [subject]),
    ];
    const withdrawn = await withdrawnAmong(
      manager,
      vetoes.flatMap(({ eventId }) => eventId ?? []),
    );
    return {
      subject: subjectView(subject, told),
      note: subject.note,
      selfAssignmentId: subject.selfAssignmentId,
      live,
      indicators: indicatorsFor(evaluation.standard, kind).map((indicator) =>
        indicatorView(
          indicator,
          scores.find((score) => score.indicator === indicator.key),
          corrections,
          told,
        ),
      ),
      vetoes: told ? vetoes.filter((one) => one.seq === seq).map((mark) => vetoView(mark, withdrawn)) : [],
      objections,
    };
  }

  /** The grid of all subjects by all indicators. @throws Refusal NOT_FOUND for who doesn't see the region whole */
  async review(principal: Principal, id: string): Promise<ReviewView> {
    const { manager } = this.database;
    const { evaluation, whole, subjects } = await this.found(principal, id);
    if (!whole) throw new Refusal('NOT_FOUND');
    const { standard } = evaluation;
    const unitOf = new Map(subjects.map(({ seq, unitId }) => [seq, unitId]));
    const scores = await scoresOf(manager, id);
    return {
      subjects: subjects.map((subject) => subjectView(subject, true)),
      indicators: standard.dimensions.flatMap(({ key: dimension, indicators }) =>
        indicators.map(({ key, text, points: full, appliesTo }) => ({
          key,
          dimension,
          text,
          full,
          appliesTo,
        })),
      ),
      cells: scores.map(({ seq, indicator, systemPoints: system, claimed, statement, points, reason }) => ({
        ...{ unitId: unitOf.get(seq) as string, indicator, system, claimed, statement, reason },
        points: points ?? standing({ system, claimed }),
      })),
      vetoes: (await vetoesOf(manager, id)).map((mark) => ({
        unitId: unitOf.get(mark.seq) as string,
        // Settled anew as long as it is reviewed: what is withdrawn is none of its marks.
        ...vetoView(mark, []),
      })),
      vetoChoices: standard.vetoes.map((item) => ({ item, label: VETO_ITEMS[item] })),
    };
  }

  /** @throws Refusal NOT_FOUND */
  async objections(principal: Principal, id: string): Promise<ObjectionList> {
    const seen = await this.found(principal, id);
    return { items: await this.objectionViews(id, seen, seen.subjects) };
  }

  /** @throws Refusal NOT_FOUND for who doesn't see the region whole */
  async table(principal: Principal, id: string): Promise<StreamableFile> {
    const { process, evaluation, whole, subjects } = await this.found(principal, id);
    if (!whole) throw new Refusal('NOT_FOUND');
    const scores = await scoresOf(this.database.manager, id);
    return tableFile(
      resultTable(process.title, evaluation, subjects, scores),
      'xlsx',
      civilDateOf(this.database.now()),
    );
  }

  private async objectionViews(
    id: string,
    { evaluation: { standard }, whole, told }: SeenEvaluation,
    subjects: readonly SubjectRow[],
  ): Promise<EvaluationObjectionView[]> {
    const { manager } = this.database;
    const objections = await objectionsOf(manager, id);
    const scores = objections.length === 0 ? [] : await scoresOf(manager, id);
    return objections.flatMap((row) => {
      const subject = subjects.find(({ seq }) => seq === row.seq);
      if (!subject) return [];
      const indicator = indicatorsFor(standard, subject.kind).find(({ key }) => key === row.indicator);
      const score = scores.find(({ seq, indicator: key }) => seq === row.seq && key === row.indicator);
      // What isn't confirmed yet is nobody's business but the office's.
      const settled = row.confirmedAt !== null;
      return [objectionView(row, subject, indicator, score?.points ?? null, whole || (told && settled))];
    });
  }

  private found(principal: Principal, id: string): Promise<SeenEvaluation> {
    return foundEvaluation(this.database.manager, principal, id);
  }
}
