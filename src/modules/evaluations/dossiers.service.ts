import { Readable } from 'node:stream';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { DossierQuery, DossierView } from '../../../contracts/http/evaluations.js';
import { documentsByIds } from '../../../database/documents/document.repository.js';
import {
  evidenceFiles,
  selfAssessmentFiles,
  standardFor,
  statementsOf,
} from '../../../database/evaluation/dossier.repository.js';
import { evidenceOf } from '../../../database/evaluation/evidence/index.js';
import { sourcesOf } from '../../../database/evaluation/sources-of.js';
import { officeOf, unitsByIds } from '../../../database/organisation/unit.repository.js';
import { dispositionOf } from '../../../domain/attachments/file-name.js';
import { dossierOf, type DossierDimension } from '../../../domain/evaluation/dossier.js';
import { sumOf } from '../../../domain/evaluation/standard.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import type { Subject } from '../../../domain/organisation/subject.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, seesUnit } from '../../http/scope.js';
import { tableFile, tableContent } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { DocumentFilesService } from '../documents/document-files.service.js';
import { dossierView } from './dossier.view.js';
import { indexTable, writeDossier, type FiledUnder } from './write-dossier.js';

export interface Dossier {
  subject: Subject & { name: string };
  year: number;
  standard: { title: string; version: number };
  points: number;
  dimensions: DossierDimension[];
}

/** 迎检备卷: at any time, without any process, from what is on record. */
@Injectable()
export class DossiersService {
  private readonly log = new Logger(DossiersService.name);

  constructor(
    private readonly database: Database,
    private readonly files: DocumentFilesService,
  ) {}

  /** @throws Refusal INVALID_FIELD, NOT_FOUND */
  async view(principal: Principal, query: DossierQuery): Promise<DossierView> {
    return dossierView(await this.dossier(principal, query));
  }

  /** @throws Refusal INVALID_FIELD, NOT_FOUND */
  async table(principal: Principal, query: DossierQuery): Promise<StreamableFile> {
    const dossier = await this.dossier(principal, query);
    return tableFile(indexTable(dossier), 'xlsx', civilDateOf(this.database.now()));
  }

  /** The index, and every document and attachment that is evidence, by dimension. @throws Refusal INVALID_FIELD, NOT_FOUND */
  async archive(principal: Principal, query: DossierQuery): Promise<StreamableFile> {
    // Not held in the generator: it is read outside of this request's own context.
    const { manager } = this.database;
    const today = civilDateOf(this.database.now());
    const dossier = await this.dossier(principal, query);
    const { subject, year, dimensions } = dossier;
    const filed: FiledUnder[] = [];
    for (const { label, indicators } of dimensions) {
      const ids = indicators.flatMap(({ records }) => records.map(({ processId }) => processId));
      const own = await evidenceFiles(manager, subject, [...new Set(ids)]);
      filed.push(...own.map((file) => ({ ...file, folder: label })));
    }
    const said = await selfAssessmentFiles(manager, subject, year);
    filed.push(...said.map((file) => ({ ...file, folder: '自评材料' })));
    await this.render(filed);
    const index = await tableContent(indexTable(dossier), 'xlsx');
    const out = Readable.from(writeDossier(manager, index, filed), { objectMode: false });
    out.on('error', (error) =>
      this.log.error({ message: `dossier broke off: ${error.message}` }, error.stack),
    );
    const name = `${subject.name}${year}年迎检备卷${today}.zip`;
    return new StreamableFile(out, { type: 'application/zip', disposition: dispositionOf(name) });
  }

  /** Every document is a file before the first byte goes out: what can't be rendered is refused, not broken off. */
  private async render(filed: readonly FiledUnder[]): Promise<void> {
    const ids = [...new Set(filed.flatMap(({ documentId }) => documentId ?? []))];
    for (const document of await documentsByIds(this.database.manager, ids)) await this.files.file(document);
  }

  private async dossier(principal: Principal, query: DossierQuery): Promise<Dossier> {
    const { manager } = this.database;
    const now = this.database.now();
    const subject = await this.subject(principal, query);
    const { year } = query;
    const standard = await standardFor(manager, subject, civilDateOf(now));
    const sources = sourcesOf(standard.body, [subject]);
    const evidence = await evidenceOf(manager, { subjects: [subject], year, now }, sources);
    const statements = await statementsOf(manager, subject, year);
    const answers = subject.kind === 'region' ? `${subject.name}双拥办` : subject.name;
    const dimensions = dossierOf(
      standard.body,
      subject.kind,
      answers,
      evidence.get(subject.unitId) ?? new Map(),
      new Map(statements.map(({ indicator, statement }) => [indicator, statement])),
    );
    return {
      ...{ subject, year, dimensions },
      standard: { title: standard.body.title, version: standard.version },
      points: sumOf(dimensions.map(({ points }) => points)),
    };
  }

  /** What lies outside the scope doesn't exist. @throws Refusal INVALID_FIELD, NOT_FOUND */
  private async subject(
    principal: Principal,
    { regionCode, unitId }: DossierQuery,
  ): Promise<Dossier['subject']> {
    const { manager } = this.database;
    const scope = scopeOf(principal);
    if ((regionCode === undefined) === (unitId === undefined))
      throw new Refusal('INVALID_FIELD', { field: '地区', reason: '请选一个地区或者一个单位' }, 'regionCode');
    if (regionCode !== undefined) {
      const office = seesRegion(scope, regionCode) ? await officeOf(manager, regionCode) : null;
      if (!office) throw new Refusal('NOT_FOUND', {}, 'regionCode');
      const [region]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
        regionCode,
      ]);
      return { kind: 'region', regionCode, unitId: office.id, name: regionLabel(region?.name ?? regionCode) };
    }
    const [unit] = await unitsByIds(manager, [unitId as string]);
    const evaluated = unit && ['member', 'township', 'military'].includes(unit.kind);
    if (!unit || !evaluated || !seesUnit(scope, unit)) throw new Refusal('NOT_FOUND', {}, 'unitId');
    return { kind: 'unit', regionCode: unit.regionCode, unitId: unit.id, name: unit.shortName };
  }
}
