import { Injectable, type StreamableFile } from '@nestjs/common';
import type {
  VetoCorrectionAnswer,
  VetoCorrectionBody,
  VetoEventPage,
  VetoEventQuery,
  VetoEventView,
  VetoTableQuery,
} from '../../../contracts/http/vetoes.js';
import { honoursHeldBy } from '../../../database/honours/honour.store.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { actorOf } from '../../../database/steps/acting.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { startCorrection } from '../../../database/vetoes/start-correction.js';
import { correctionsOf } from '../../../database/vetoes/veto-correction.store.js';
import { decisionsOf, issuedBecauseOf } from '../../../database/vetoes/veto-decision.store.js';
import {
  listVetoEvents,
  originOf,
  vetoEventLine,
  type VetoEventLine,
} from '../../../database/vetoes/veto-list.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf, formatInstantOrNull } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf } from '../../http/scope.js';
import { signerOf } from '../../http/signer.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { correctionView, eventLineView, titleViews } from './veto.view.js';
import { registerTable } from './write-veto-register.js';

/** More than a province has in a year; what is beyond is narrowed by year or region. */
const MOST_ROWS = 2000;
/** Nothing is decided yet: its titles are those that its subject holds today. */
const UNDECIDED: readonly string[] = ['verifying', 'hearing', 'proposing', 'deciding'];

/** The register of veto events; acts on them are assignments like any other, but for asking to take one back. */
@Injectable()
export class VetoEventsService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { limit, cursor, ...wanted }: VetoEventQuery): Promise<VetoEventPage> {
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { openedAt: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listVetoEvents(manager, scopeOf(principal), wanted, { limit: limit + 1, after });
    const page = pageOf(rows, limit, ({ openedAt, id }) => [openedAt.toISOString(), id]);
    const ids = page.items.map(({ id }) => id);
    const waits = await currentStepsOf(manager, principal, ids, this.database.now());
    return { ...page, items: page.items.map((row) => eventLineView(row, waits(row.id))) };
  }

  /** @throws Refusal INVALID_FIELD where a table would be too long to be read */
  async table(principal: Principal, wanted: VetoTableQuery): Promise<StreamableFile> {
    const rows = await listVetoEvents(this.database.manager, scopeOf(principal), wanted, {
      limit: MOST_ROWS + 1,
      after: null,
    });
    if (rows.length > MOST_ROWS)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '年度', reason: `超过 ${MOST_ROWS} 件，请按一年导出` },
        'year',
      );
    return tableFile(registerTable(rows), 'xlsx', civilDateOf(this.database.now()));
  }

  /** @throws Refusal NOT_FOUND for what is no veto event, or none of the viewer's */
  async one(principal: Principal, id: string): Promise<VetoEventView> {
    const { manager } = this.database;
    const scope = scopeOf(principal);
    await visibleProcess(manager, scope, id);
    const line = await vetoEventLine(manager, id);
    if (!line) throw new Refusal('NOT_FOUND');
    // Office, leaders and auditor of its own region; who is its subject sees what is his to see.
    const whole = scope.seats.includes(line.regionCode);
    const [waits, decisions, numbers, corrections, origin, held] = await Promise.all([
      currentStepsOf(manager, principal, [id], this.database.now()),
      decisionsOf(manager, id),
      issuedBecauseOf(manager, id),
      correctionsOf(manager, id),
      originOf(manager, id),
      this.heldNow(line),
    ]);
    const { account, findings, view, heard, quarter, processState, withdrawnReason } = line;
    return {
      ...eventLineView(line, waits(id)),
      ...{ account, findings, view, heard, quarter, processState, withdrawnReason },
      proposal: whole || line.confirmedAt !== null ? line.proposal : null,
      titles: titleViews(held, decisions, numbers, whole),
      source: whole ? origin.source : null,
      reported: line.reportedByUnitId !== null,
      reportedBy: whole ? origin.reportedBy : null,
      withdrawnAt: formatInstantOrNull(line.withdrawnAt),
      corrections: corrections.map((row) => correctionView(row, whole)),
      mayCorrect:
        line.state === 'confirmed' &&
        officeIn(principal, line.regionCode) !== undefined &&
        !corrections.some(({ state }) => state === 'open'),
    };
  }

  private async heldNow({ state, subject }: VetoEventLine) {
    if (!UNDECIDED.includes(state)) return [];
    return honoursHeldBy(this.database.manager, subject, civilDateOf(this.database.now()));
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, VETO_NOT_CONFIRMED, VETO_CORRECTION_OPEN, CLASSIFIED_CONTENT */
  correct(
    { principal, key }: ChangeRequest,
    id: string,
    { reason }: VetoCorrectionBody,
  ): Promise<VetoCorrectionAnswer> {
    refuseClassified(reason, 'reason');
    return this.database.change(key, async ({ manager, now }) => {
      const { kind, regionCode } = await visibleProcess(manager, scopeOf(principal), id);
      if (kind !== 'vetoEvent') throw new Refusal('NOT_FOUND');
      const position = officeIn(principal, regionCode);
      if (!position) throw new Refusal('FORBIDDEN');
      const event = (await lockProcess(manager, id)) as ProcessRow;
      const actor = actorOf(signerOf(principal), position);
      return { id: await startCorrection(manager, event, reason, actor, now) };
    });
  }
}

const officeIn = ({ positions }: Principal, region: string): PrincipalPosition | undefined =>
  positions.find(({ kind, regionCode }) => ROLE_OF[kind] === 'office' && regionCode === region);
