import { Injectable, type StreamableFile } from '@nestjs/common';
import type { MatrixView } from '../../../contracts/http/inspections.js';
import { DIMENSIONS } from '../../../domain/evaluation/dimensions.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { LISTS, type ListKey } from '../../../domain/inspection/figures.js';
import { FINDING_KINDS, LEVELS } from '../../../domain/inspection/words.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { xlsxFile } from '../ledger/ledger-export.service.js';
import { writeList } from '../ledger/xlsx/write-list.js';
import { CircularDraftService } from './circular-draft.service.js';
import { MatrixService } from './matrix.service.js';
import { wholeInspection } from './visible-inspection.js';

/** The matrix and the frozen lists as tables that people keep and print. */
@Injectable()
export class InspectionTablesService {
  constructor(
    private readonly database: Database,
    private readonly matrixes: MatrixService,
    private readonly drafts: CircularDraftService,
  ) {}

  /** One line a finding, one column a target. @throws Refusal NOT_FOUND */
  async matrix(principal: Principal, id: string): Promise<StreamableFile> {
    const { process } = await wholeInspection(this.database.manager, principal, id);
    const matrix = await this.matrixes.of(principal, id);
    return tableFile(
      {
        title: `${process.title}问题矩阵`,
        sheet: '问题矩阵',
        columns: [...HEAD, ...matrix.targets.map(({ name }) => [name, 8] as const)],
        rows: matrix.findings.map((finding) => lineOf(finding, matrix)),
      },
      'xlsx',
      civilDateOf(this.database.now()),
    );
  }

  /** @throws Refusal NOT_FOUND */
  async list(principal: Principal, id: string, key: ListKey): Promise<StreamableFile> {
    const { process } = await wholeInspection(this.database.manager, principal, id);
    const list = (await this.drafts.lists(principal, id)).lists.find((one) => one.key === key);
    if (!list) throw new Refusal('NOT_FOUND');
    const title = `${process.title}：${LISTS[key]}`;
    const date = civilDateOf(this.database.now());
    const content = await writeList({
      ...{ sheet: '名单', title, date, filledBy: principal.positions[0]?.unitName ?? '' },
      columns: [
        { header: '序号', width: 8, centred: true },
        { header: '对象', width: 40 },
        { header: '说明', width: 60 },
      ],
      rows: list.rows.map(({ name, value }, index) => [index + 1, name, noteOf(value as Value)]),
    });
    return xlsxFile(content, `${title}${date}`);
  }
}

const HEAD = [
  ['序号', 6],
  ['层面', 14],
  ['方面', 16],
  ['种类', 8],
  ['对象', 30],
  ['内容', 50],
  ['整改要求', 30],
  ['整改时限', 12],
] as const;

function lineOf(finding: MatrixView['findings'][number], { targets }: MatrixView): string[] {
  return [
    String(finding.seq),
    LEVELS[finding.level],
    DIMENSIONS[finding.dimension],
    FINDING_KINDS[finding.kind],
    finding.who,
    finding.text,
    finding.measuresAsked ?? '',
    finding.limitDate ?? '',
    ...targets.map(({ seq }) => (finding.hits.includes(seq) ? '√' : '')),
  ];
}

type Value = Readonly<Record<string, string | null>>;
const noteOf = ({ deadline, method, item }: Value): string =>
  [deadline ? `应于 ${deadline.slice(0, 10)} 前报送` : null, method, item].filter(Boolean).join('；');
