import type { EntityManager } from 'typeorm';
import { blobContent } from '../../../database/attachments/blob.repository.js';
import { fileOfDocument } from '../../../database/documents/document-file.repository.js';
import type { EvidenceFile } from '../../../database/evaluation/dossier.repository.js';
import type { Table } from '../../http/table-file.js';
import { ZipWriter } from '../archive/zip/zip-writer.js';
import type { Dossier } from './dossiers.service.js';

export interface FiledUnder extends EvidenceFile {
  /** The dimension's name. */
  folder: string;
}

/** 目录: what proves each indicator, and what is missing, in the standard's order. */
export function indexTable({ subject, year, standard, dimensions }: Dossier): Table {
  const rows = dimensions.flatMap(({ label, indicators }) =>
    indicators.flatMap(({ text, full, points, met, total, statement, records, gaps }) => {
      const head = [label, text, String(full), points === null ? '评审核定' : String(points)];
      const counted = met === null ? '' : `${met}/${total}`;
      const proofs = [
        ...records.filter((record) => record.met).map(({ title, date }) => [title, date ?? '', '有']),
        ...(statement === null ? [] : [[statement, '', '有']]),
        ...gaps.map(({ what, owner }) => [`${what}（${owner}）`, '', '缺']),
      ];
      const lines = proofs.length === 0 ? [['没有应办事项', '', '']] : proofs;
      return lines.map((line) => [...head, counted, ...line]);
    }),
  );
  return {
    title: `${subject.name}${year}年迎检备卷目录`,
    sheet: '目录',
    columns: [
      ['方面', 18],
      ['指标', 44],
      ['分值', 8],
      ['系统得分', 10],
      ['做到/应做', 10],
      [`材料（按《${standard.title}》）`, 56],
      ['日期', 14],
      ['情况', 8],
    ],
    rows,
  };
}

/** Control and formatting characters, and what no file system takes. */
const UNFIT = /[\p{C}\\/:*?"<>|]/gu;
const LONGEST = 100;

/** A name in its folder; two of the same name are told apart by a number. */
function pathOf(taken: Set<string>, folder: string, name: string): string {
  const clean = name.replace(UNFIT, '_').trim() || '材料';
  const dot = clean.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [clean.slice(0, dot), clean.slice(dot)] : [clean, ''];
  const short = [...stem].slice(0, LONGEST).join('');
  for (let n = 1; ; n += 1) {
    const path = `${folder}/${short}${n === 1 ? '' : `（${n}）`}${ending}`;
    if (taken.has(path)) continue;
    taken.add(path);
    return path;
  }
}

/** Piece by piece: one file is in memory at a time. What is issued or uploaded never changes, so reading it later gives the same. */
export async function* writeDossier(
  manager: EntityManager,
  index: Buffer,
  filed: readonly FiledUnder[],
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  const taken = new Set<string>();
  yield* zip.entry('目录.xlsx', [index]);
  for (const { folder, name, documentId, sha256 } of filed)
    yield* zip.entry(
      pathOf(taken, folder, name),
      once(async () =>
        documentId === null
          ? blobContent(manager, sha256 as Buffer)
          : ((await fileOfDocument(manager, documentId))?.content ?? null),
      ),
    );
  yield* zip.end();
}

/** One content, fetched when its turn comes. */
async function* once(fetch: () => Promise<Buffer | null>): AsyncGenerator<Buffer> {
  const content = await fetch();
  if (content === null) throw new Error('what the dossier lists is not there any more');
  yield content;
}
