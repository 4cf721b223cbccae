/** Who is told what an XML part holds, as it is read; names come without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  /** Not told of an element that closes itself. */
  close(name: string): void;
  end?(): void;
}

/** Elements inside one run of text: half a mark may be bold, or inserted by somebody else. Any other end tag ends a text. */
const INSIDE = new Set(
  (
    'r t rPr rPh b i u s font span ins del delText moveTo moveFrom hyperlink smartTag fldSimple instrText sdt sdtPr sdtContent ' +
    'ruby rubyBase rt proofErr'
  ).split(' '),
);

/**
 * The texts of one XML part of an office file, each paragraph, cell, comment or attribute by itself. Made for searching, not for
 * reading: what it loses is layout only.
 */
export class PartTexts implements XmlReader {
  private piece = '';

  constructor(private readonly found: (text: string) => void) {}

  open(_: string, attributes: Readonly<Record<string, string>>): void {
    for (const value of Object.values(attributes)) this.tell(value);
  }

  text(text: string): void {
    this.piece += text;
  }

  close(name: string): void {
    if (!INSIDE.has(name)) this.end();
  }

  end(): void {
    this.tell(this.piece);
    this.piece = '';
  }

  private tell(text: string): void {
    if (text.trim() !== '') this.found(spelled(text));
  }
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML's own escapes, and those of spreadsheets. */
export function unescaped(text: string): string {
  return spelled(
    text
      .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) =>
        character(Number.parseInt(digits, hex === '' ? 10 : 16)),
      )
      .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => NAMED[name] ?? ''),
  );
}

/** Without the escapes of spreadsheets. */
const spelled = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, digits: string) => character(Number.parseInt(digits, 16)));

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
