import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import {
  arrangements,
  isLegible,
  textsIn,
  type PlacedText,
} from '../../../../domain/attachments/page-text.js';
import { textsOfXml } from './read-xml.js';

/** What a page of a hostile file could hold without end. */
export const PDF_LIMITS = { pages: 3_000, characters: 20_000_000 };

/** Annotations that carry a file, a film, a model or a script of their own. */
const CARRIERS = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D']);

/** The file holds what cannot be searched: an embedded file, a script, a dynamic form. */
export class ActivePdf extends Error {}

/** The file goes beyond the limits, or is locked. */
export class UnreadablePdf extends Error {}

export interface PdfTexts {
  /** Everything a reader could be shown, and what the file says of itself; in pieces, as they are produced. */
  texts: AsyncIterable<string>;
  /** After the last piece: whether every page had letters, in codes that are known. A scan has none. */
  legible(): boolean;
}

/** @throws ActivePdf, UnreadablePdf while the texts are read */
export function textsOf(pdf: PDFDocumentProxy, unknownCodes: () => boolean): PdfTexts {
  let silent = false;
  let left = PDF_LIMITS.characters;
  async function* all(): AsyncGenerator<string> {
    if (pdf.numPages > PDF_LIMITS.pages) throw new UnreadablePdf();
    yield* await documentTexts(pdf);
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const items = await placedTexts(page);
      if (!isLegible(items)) silent = true;
      yield* arrangements(items);
      yield* await annotationTexts(page);
      yield* textsIn(await page.getStructTree().catch(() => null));
      page.cleanup();
    }
  }
  async function* counted(): AsyncGenerator<string> {
    for await (const text of all()) {
      left -= text.length;
      if (left < 0) throw new UnreadablePdf();
      yield text;
    }
  }
  return { texts: counted(), legible: () => !silent && !unknownCodes() };
}

/** What is not on a page: properties, XMP, bookmarks, fields, layers. */
async function documentTexts(pdf: PDFDocumentProxy): Promise<string[]> {
  const { info, metadata } = await pdf.getMetadata();
  const known = info as Record<string, unknown>;
  if (known['EncryptFilterName']) throw new UnreadablePdf();
  if (known['IsXFAPresent'] || known['IsCollectionPresent']) throw new ActivePdf();
  if ((await pdf.getAttachments()) !== null || (await pdf.getJSActions()) !== null) throw new ActivePdf();
  if (await pdf.hasJSActions()) throw new ActivePdf();
  const layers = await pdf.getOptionalContentConfig();
  return textsIn([
    info,
    metadata ? await textsOfXml(String(metadata.getRaw()), true) : null,
    await pdf.getOutline(),
    await pdf.getFieldObjects(),
    await pdf.getPageLabels(),
    [...layers].map(([, layer]) => layer.name),
  ]);
}

async function placedTexts(page: PDFPageProxy): Promise<PlacedText[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  return items.flatMap((item) =>
    'str' in item
      ? [
          {
            text: item.str,
            endsLine: item.hasEOL,
            x: Number(item.transform[4]),
            y: Number(item.transform[5]),
            width: item.width,
            height: item.height,
          },
        ]
      : [],
  );
}

async function annotationTexts(page: PDFPageProxy): Promise<string[]> {
  const annotations = (await page.getAnnotations()) as { subtype?: string; actions?: unknown }[];
  if (annotations.some(({ subtype }) => CARRIERS.has(subtype ?? ''))) throw new ActivePdf();
  return textsIn(annotations);
}
