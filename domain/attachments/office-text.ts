/** Elements inside one run of text: half a mark may be bold, or inserted by somebody else. Any other end tag ends a text. */
const INSIDE = new Set(
  (
    'r t rPr rPh b i u s font span ins del delText moveTo moveFrom hyperlink smartTag fldSimple instrText sdt sdtPr sdtContent ' +
    'ruby rubyBase rt proofErr'
  ).split(' '),
);

/**
 * The texts of one XML part of a docx or xlsx, each paragraph, cell, comment or attribute by itself. Made for searching, not for
 * reading: what it loses is layout only.
 */
export function textsOfXml(xml: string): string[] {
  const attributes = [...xml.matchAll(/="([^"]*)"|='([^']*)'/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  const pieces = xml
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/<(\/?)(?:[\w.-]+:)?([\w.-]+)[^>]*>/g, (_, closing: string, name: string) =>
      closing === '' || INSIDE.has(name) ? '' : '\u0000',
    )
    .split('\u0000');
  return [...attributes, ...pieces].filter((text) => text.trim() !== '').map(unescaped);
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML's own escapes, and those of spreadsheets. */
export function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) =>
      character(Number.parseInt(digits, hex === '' ? 10 : 16)),
    )
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => NAMED[name] ?? '')
    .replace(/_x([0-9a-f]{4})_/gi, (_, digits: string) => character(Number.parseInt(digits, 16)));
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
