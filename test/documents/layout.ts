import JSZip from 'jszip';

/** A Word file taken apart, for looking at what it asks of whoever shows it. */
export interface Layout {
  parts: ReadonlyMap<string, string>;
  document: string;
  /** Paragraphs of the body, in order. */
  paragraphs: readonly string[];
  sections: readonly string[];
}

export async function layoutOf(docx: Buffer): Promise<Layout> {
  const zip = await JSZip.loadAsync(docx);
  const parts = new Map<string, string>();
  for (const name of Object.keys(zip.files)) parts.set(name, await zip.files[name]!.async('string'));
  const document = parts.get('word/document.xml')!;
  return {
    parts,
    document,
    paragraphs: document.match(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs) ?? [],
    sections: document.match(/<w:sectPr.*?<\/w:sectPr>/gs) ?? [],
  };
}

export const textOf = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');

/** The paragraph with this text in it. */
export function paragraphWith({ paragraphs }: Layout, text: string): string {
  const found = paragraphs.find((paragraph) => textOf(paragraph).includes(text));
  if (found === undefined) throw new Error(`no paragraph with “${text}”`);
  return found;
}

/** An attribute of an element, as it is written. */
export function attribute(xml: string, element: string, name: string): string | undefined {
  return new RegExp(`<w:${element}[^>]* w:${name}="([^"]*)"`).exec(xml)?.[1];
}

export const eastAsia = (paragraph: string): string[] =>
  [...paragraph.matchAll(/w:eastAsia="([^"]*)"/g)].map(([, name]) => name!);
