import JSZip from 'jszip';
import { fontTable } from './fonts.js';

/** The oldest date a ZIP can say: when the file was put together is nobody's business and would make each one different. */
const NO_DATE = new Date(Date.UTC(1980, 0, 1));

export interface CoreProperties {
  title: string;
  author: string;
  /** ISO day. */
  date: string;
  /** A template brings a font table of its own. */
  fonts?: 'own';
}

/** The same document always gives the same bytes: entries in one order, without dates, core properties from the document itself. */
export async function normalise(docx: Buffer | Uint8Array, core: CoreProperties): Promise<Buffer> {
  const from = await JSZip.loadAsync(docx);
  const to = new JSZip();
  const names = Object.keys(from.files)
    .filter((name) => !name.endsWith('/'))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of names) {
    const part = await from.files[name]!.async('nodebuffer');
    to.file(name, replaced(name, part, core), { date: NO_DATE, createFolders: false });
  }
  return to.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
    platform: 'DOS',
  });
}

/** The library has no words for it: no gaps between digits and characters; no paragraph snaps to the grid (see SPACING). */
const PARAGRAPHS = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>';

/** Office programs look for the list of types first. */
const rank = (name: string): number =>
  name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2;

function replaced(name: string, part: Buffer, core: CoreProperties): Buffer | string {
  if (name === 'docProps/core.xml') return coreXml(core);
  if (core.fonts === 'own') return part;
  if (name === 'word/fontTable.xml') return fontTable();
  if (name === 'word/styles.xml')
    return part.toString().replace('<w:pPrDefault><w:pPr>', `<w:pPrDefault><w:pPr>${PARAGRAPHS}`);
  return part;
}

function coreXml({ title, author, date }: CoreProperties): string {
  const instant = `${date}T00:00:00Z`;
  const stamp = (element: string) =>
    `<dcterms:${element} xsi:type="dcterms:W3CDTF">${instant}</dcterms:${element}>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>` +
    `<cp:lastModifiedBy>${escaped(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
    `${stamp('created')}${stamp('modified')}</cp:coreProperties>`
  );
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
