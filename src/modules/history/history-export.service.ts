import { Injectable, type StreamableFile } from '@nestjs/common';
import type { HistoryEntry, HistoryExportQuery } from '../../../contracts/http/history.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { filterOf, HistoryService } from './history.service.js';

/** The longest processes run for years; beyond this the archive is the place. */
const MOST_ROWS = 20_000;
const BATCH = 1_000;

/** The record as a table, oldest first: for who reads it on paper or in an office program. */
@Injectable()
export class HistoryExportService {
  constructor(
    private readonly history: HistoryService,
    private readonly database: Database,
  ) {}

  async table(
    principal: Principal,
    processId: string,
    { format, ...filter }: HistoryExportQuery,
  ): Promise<StreamableFile> {
    const rows: HistoryEntry[] = [];
    for (let before: number | undefined; ; before = rows.at(-1)?.seq) {
      const { process, entries } = await this.history.told(principal, processId, filterOf(filter), {
        before,
        limit: BATCH,
      });
      rows.push(...entries);
      if (entries.length === BATCH && rows.length < MOST_ROWS) continue;
      return tableFile(tableOf(process.title, rows), format, civilDateOf(this.database.now()));
    }
  }
}

const tableOf = (title: string, rows: HistoryEntry[]) => ({
  title: `${title}过程记录`,
  sheet: '过程记录',
  columns: [
    ['序号', 8],
    ['时间', 22],
    ['种类', 12],
    ['环节', 16],
    ['单位', 26],
    ['职务', 14],
    ['姓名', 12],
    ['代理', 12],
    ['说明', 80],
  ] as const,
  rows: rows
    .reverse()
    .map(({ seq, at, kindLabel, stepLabel, actor, sentence }) => [
      String(seq),
      at.slice(0, 19).replace('T', ' '),
      kindLabel,
      stepLabel ?? '',
      actor?.unitName ?? '',
      actor?.positionTitle ?? '',
      actor?.personName ?? '系统',
      actor?.actingFor ?? '',
      sentence,
    ]),
});
