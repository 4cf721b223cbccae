import { MEDIA_TYPES, type Medium, sniff } from '../../../../domain/attachments/media-types.js';
import { textsOfXml } from '../../../../domain/attachments/office-text.js';
import { Refusal } from '../../../../domain/errors/refusal.js';
import { findClassifiedMark } from '../../../../domain/needs/classified.js';
import { Archive } from './archive.js';
import { textOf, xmlText } from './decode.js';
import { readPdf } from './read-pdf.js';

export interface Examined {
  medium: Medium;
  /** Whether all of its text was searched. Pictures and scans have none: of them only the name is checked, and answers say so. */
  textChecked: boolean;
}

/**
 * What a file is, by its content, after a search of its text for secrecy marks.
 *
 * @throws Refusal ATTACHMENT_TYPE, ATTACHMENT_ACTIVE, ATTACHMENT_UNREADABLE, CLASSIFIED_CONTENT
 */
export async function examine(content: Buffer): Promise<Examined> {
  const found = sniff(content.subarray(0, 16));
  if (found === 'zip')
    return { medium: await examineArchive(await Archive.open(content), true), textChecked: true };
  if (found === 'pdf') return { medium: found, textChecked: await readPdf(content) };
  if (found) return { medium: found, textChecked: false };
  refuseMarks([textOf(content)]);
  return { medium: 'txt', textChecked: true };
}

async function examineArchive(archive: Archive, outermost: boolean): Promise<'docx' | 'xlsx'> {
  const names = archive.names;
  const medium = mediumOf(names);
  if (names.some((name) => /vbaProject|activeX|\/embeddings\/.*\.bin$/i.test(name)))
    throw new Refusal('ATTACHMENT_ACTIVE');
  for (const name of names) {
    if (/\.(xml|rels|vml)$/i.test(name)) refuseMarks(textsOfXml(xmlText(await archive.read(name))));
    // A chart keeps its numbers in a workbook of its own; anything else inside is not looked into, so it may not be there.
    else if (/\/embeddings\/./i.test(name)) {
      if (!outermost || !/\.xlsx$/i.test(name)) throw new Refusal('ATTACHMENT_ACTIVE');
      await examineArchive(await Archive.open(await archive.read(name)), false);
    }
  }
  return medium;
}

function mediumOf(names: readonly string[]): 'docx' | 'xlsx' {
  const has = (name: string) => names.includes(name);
  if (has('[Content_Types].xml') && has('word/document.xml')) return 'docx';
  if (has('[Content_Types].xml') && has('xl/workbook.xml')) return 'xlsx';
  throw new Refusal('ATTACHMENT_TYPE');
}

function refuseMarks(texts: readonly string[]): void {
  for (const text of texts) {
    const mark = findClassifiedMark(text);
    if (mark) throw new Refusal('CLASSIFIED_CONTENT', { mark, field: '附件内容' }, '附件内容');
  }
}

export function mediaTypeOf(medium: Medium): string {
  return MEDIA_TYPES[medium].type;
}
