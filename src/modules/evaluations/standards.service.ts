import { Injectable, type StreamableFile } from '@nestjs/common';
import type {
  ChangeStandardBody,
  PublishStandardBody,
  StandardList,
  StandardView,
} from '../../../contracts/http/evaluation-standards.js';
import type { DoneView } from '../../../contracts/http/processes.js';
import { regionNames } from '../../../database/circulars/coverage.repository.js';
import {
  changeDraft,
  dropDraft,
  findStandard,
  hashOfJson,
  insertDraft,
  lastEffectiveFrom,
  publishDraft,
  standardInForce,
  standardsFor,
  type StandardRow,
} from '../../../database/evaluation/standard.repository.js';
import { BUILT_IN_STANDARD } from '../../../domain/evaluation/built-in-standard.js';
import { checkStandard } from '../../../domain/evaluation/check-standard.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';
import { builtIn, standardLine, standardOf, standardView, type AnyStandard } from './standard.view.js';
import { standardTable } from './write-standard.js';

/** 考评标准: everybody reads what he is measured by; the office of the region writes it. */
@Injectable()
export class StandardsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND for a region nobody of whose posts lies in or above or below */
  async list(principal: Principal, regionCode: string): Promise<StandardList> {
    onlyRelated(principal, regionCode);
    const { manager } = this.database;
    const rows = await standardsFor(manager, regionCode);
    const own = writes(principal, regionCode);
    const inForce = await standardInForce(manager, regionCode, this.today());
    const shown: AnyStandard[] = [
      ...rows.filter(({ state }) => own || state === 'published'),
      builtIn({ body: BUILT_IN_STANDARD, sha256: hashOfJson(BUILT_IN_STANDARD) }),
    ];
    const names = await this.regionNamesOf(shown);
    return {
      items: shown.map((row) => standardLine(row, names(row.regionCode), row.id === inForce.id)),
    };
  }

  /** The one a region is measured by today. @throws Refusal NOT_FOUND */
  async inForce(principal: Principal, regionCode: string): Promise<StandardView> {
    onlyRelated(principal, regionCode);
    return this.view(principal, await this.rowInForce(regionCode), true);
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<StandardView> {
    const row = await this.readable(principal, id);
    const { id: now } = await standardInForce(this.database.manager, row.regionCode, this.today());
    return this.view(principal, row, row.id === now);
  }

  /** A copy of the one in force, to be changed. @throws Refusal FORBIDDEN, STANDARD_DRAFT_THERE */
  draft({ principal, key }: ChangeRequest, regionCode: string): Promise<StandardView> {
    if (!writes(principal, regionCode)) throw new Refusal('FORBIDDEN');
    return this.database.change(key, async ({ manager, now }) => {
      const { body } = await standardInForce(manager, regionCode, civilDateOf(now));
      const id = await insertDraft(manager, { regionCode, body, by: principal.personId }, now);
      if (id === null) {
        const [region] = await regionNames(manager, [regionCode]);
        throw new Refusal('STANDARD_DRAFT_THERE', { region: regionLabel(region?.name ?? '') }, 'regionCode');
      }
      return this.viewIn({ manager, now }, principal, id);
    });
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, STANDARD_PUBLISHED, STANDARD_CHANGED, CLASSIFIED_CONTENT */
  change(
    { principal, key }: ChangeRequest,
    id: string,
    { seen, standard }: ChangeStandardBody,
  ): Promise<StandardView> {
    refuseClassified(standard, 'standard');
    return this.database.change(key, async (tx) => {
      await this.writable(tx, principal, id);
      const body = JSON.parse(JSON.stringify(standardOf(standard))) as StandardRow['body'];
      if (!(await changeDraft(tx.manager, { id, body, seen: Buffer.from(seen, 'hex') }, tx.now)))
        throw new Refusal('STANDARD_CHANGED');
      return this.viewIn(tx, principal, id);
    });
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, STANDARD_PUBLISHED */
  drop({ principal, key }: ChangeRequest, id: string): Promise<DoneView> {
    return this.database.change(key, async (tx) => {
      await this.writable(tx, principal, id);
      if (!(await dropDraft(tx.manager, id))) throw new Refusal('STANDARD_PUBLISHED');
      return { ok: true };
    });
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, STANDARD_PUBLISHED, STANDARD_CHANGED, STANDARD_UNFIT, DATE_IN_PAST, INVALID_DATE, INVALID_FIELD */
  publish(
    { principal, key }: ChangeRequest,
    id: string,
    { seen, effectiveDate }: PublishStandardBody,
  ): Promise<StandardView> {
    const effectiveFrom = civilDateIn(effectiveDate, 'effectiveDate', '施行日期');
    return this.database.change(key, async (tx) => {
      const { manager, now } = tx;
      const draft = await this.writable(tx, principal, id);
      if (effectiveFrom < civilDateOf(now))
        throw new Refusal('DATE_IN_PAST', { field: '施行日期' }, 'effectiveDate');
      const before = await lastEffectiveFrom(manager, draft.regionCode);
      if (before !== null && effectiveFrom < before)
        throw new Refusal(
          'INVALID_FIELD',
          { field: '施行日期', reason: `上一版自${before}起施行，不能早于它` },
          'effectiveDate',
        );
      const [finding] = checkStandard(draft.body);
      if (finding) throw new Refusal('STANDARD_UNFIT', { reason: finding.reason }, finding.path);
      const published = { id, seen: Buffer.from(seen, 'hex'), effectiveFrom, by: principal.personId };
      if ((await publishDraft(manager, published, now)) === null) throw new Refusal('STANDARD_CHANGED');
      return this.viewIn(tx, principal, id);
    });
  }

  /** @throws Refusal NOT_FOUND */
  async table(principal: Principal, regionCode: string, id: string | undefined): Promise<StreamableFile> {
    onlyRelated(principal, regionCode);
    const row = id === undefined ? await this.rowInForce(regionCode) : await this.readable(principal, id);
    return tableFile(standardTable(row.body, row.version), 'xlsx', this.today());
  }

  private today() {
    return civilDateOf(this.database.now());
  }

  private async rowInForce(regionCode: string): Promise<AnyStandard> {
    const { manager } = this.database;
    const inForce = await standardInForce(manager, regionCode, this.today());
    return inForce.id === null
      ? builtIn(inForce)
      : ((await findStandard(manager, inForce.id)) as StandardRow);
  }

  /** Drafts are for who writes them. */
  private async readable(principal: Principal, id: string): Promise<StandardRow> {
    const row = await findStandard(this.database.manager, id);
    if (!row || (row.state === 'draft' && !writes(principal, row.regionCode))) throw new Refusal('NOT_FOUND');
    onlyRelated(principal, row.regionCode);
    return row;
  }

  private async writable({ manager }: Tx, principal: Principal, id: string): Promise<StandardRow> {
    const row = await findStandard(manager, id);
    if (!row || !related(principal, row.regionCode)) throw new Refusal('NOT_FOUND');
    if (!writes(principal, row.regionCode)) throw new Refusal('FORBIDDEN');
    if (row.state === 'published') throw new Refusal('STANDARD_PUBLISHED');
    return row;
  }

  private async viewIn({ manager, now }: Tx, principal: Principal, id: string): Promise<StandardView> {
    const row = (await findStandard(manager, id)) as StandardRow;
    const inForce = await standardInForce(manager, row.regionCode, civilDateOf(now));
    const [region] = await regionNames(manager, [row.regionCode]);
    return standardView(
      row,
      regionLabel(region?.name ?? ''),
      inForce.id === id,
      writes(principal, row.regionCode),
    );
  }

  private async view(principal: Principal, row: AnyStandard, inForce: boolean): Promise<StandardView> {
    const names = await this.regionNamesOf([row]);
    const editable = row.regionCode !== null && writes(principal, row.regionCode);
    return standardView(row, names(row.regionCode), inForce, editable);
  }

  private async regionNamesOf(rows: readonly AnyStandard[]): Promise<(code: string | null) => string | null> {
    const codes = [...new Set(rows.flatMap(({ regionCode }) => regionCode ?? []))];
    const names = new Map(
      (await regionNames(this.database.manager, codes)).map(({ code, name }) => [code, regionLabel(name)]),
    );
    return (code) => (code === null ? null : (names.get(code) ?? code));
  }
}

/** Whoever has a post in the region, above it or below it. */
const related = ({ positions }: Principal, regionCode: string): boolean =>
  positions.some(({ regionCode: own }) => isWithin(own, regionCode) || isWithin(regionCode, own));

function onlyRelated(principal: Principal, regionCode: string): void {
  if (!related(principal, regionCode)) throw new Refusal('NOT_FOUND');
}

/** The region's own office: one above has a standard of its own. */
const writes = ({ positions }: Principal, regionCode: string): boolean =>
  positions.some(({ kind, regionCode: own }) => ROLE_OF[kind] === 'office' && own === regionCode);
