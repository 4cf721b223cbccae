import { sniff } from '../../../domain/attachments/media-types.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { docxText } from '../../../domain/work-points/docx-text.js';
import { textOf, xmlText } from '../attachments/content/decode.js';

/**
 * The text of a notice's file: docx, or plain text and Markdown in UTF-8 (with or without its mark), UTF-16 and GB 18030.
 *
 * @throws Refusal NOTICE_UNREADABLE
 */
export async function noticeText(content: Buffer): Promise<string> {
  const found = sniff(content.subarray(0, 16));
  if (found !== null && found !== 'zip') throw new Refusal('NOTICE_UNREADABLE');
  try {
    return found === 'zip' ? await wordText(content) : textOf(content).replace(/^\uFEFF/u, '');
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('NOTICE_UNREADABLE');
    throw error;
  }
}

/** The archive's reader is loaded only when there is an archive: the command line starts at once without it. */
async function wordText(content: Buffer): Promise<string> {
  const { Archive } = await import('../attachments/content/archive.js');
  const archive = await Archive.open(content);
  const part = async (name: string): Promise<string | undefined> =>
    archive.names.includes(name) ? xmlText(await archive.read(name)) : undefined;
  const document = await part('word/document.xml');
  if (document === undefined) throw new Refusal('NOTICE_UNREADABLE');
  return docxText({
    document,
    numbering: await part('word/numbering.xml'),
    styles: await part('word/styles.xml'),
  });
}
