import { deflateSync } from 'node:zlib';

/** A PDF of one's own making: pages of lines in a font whose codes are Unicode, and whatever a test puts beside them. */
export interface PdfParts {
  pages?: string[][];
  /** Document information: `{ Title: '通报' }`. */
  info?: Record<string, string>;
  /** XMP. */
  xmp?: string;
  /** Raw dictionaries of the first page's annotations. */
  annotations?: string[];
  /** Further entries of the catalog, raw. */
  catalog?: string;
  /** Further objects, raw; the first is number 10. */
  objects?: (string | Buffer)[];
  /** The content of the first page, raw, in place of its lines. */
  content?: Buffer;
  /** The font's dictionary, raw. */
  font?: string;
  trailer?: string;
}

const FONT =
  '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>';
const DESCRIPTOR =
  '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >>';
const TO_UNICODE =
  'begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap';
const FIRST_OF_TEST = 10;

export function pdf({ pages = [['情况说明']], ...parts }: PdfParts = {}): Buffer {
  const objects = new Map<number, Buffer>();
  const set = (number: number, body: string | Buffer) => objects.set(number, Buffer.from(body));
  (parts.objects ?? []).forEach((body, index) => set(FIRST_OF_TEST + index, body));
  const first = FIRST_OF_TEST + (parts.objects?.length ?? 0);
  const numbers = pages.map((_, index) => first + index * 2);
  set(3, parts.font ?? FONT);
  set(
    4,
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 8 0 R >>',
  );
  set(8, DESCRIPTOR);
  set(5, stream(Buffer.from(TO_UNICODE)));
  set(2, `<< /Type /Pages /Kids [${numbers.map((n) => `${n} 0 R`).join(' ')}] /Count ${numbers.length} >>`);
  pages.forEach((lines, index) => {
    const number = first + index * 2;
    const annotations = index === 0 && parts.annotations ? `/Annots [${parts.annotations.join(' ')}]` : '';
    set(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number + 1} 0 R ${annotations} >>`,
    );
    set(number + 1, index === 0 && parts.content ? stream(parts.content) : stream(Buffer.from(shown(lines))));
  });
  if (parts.info) {
    const entries = Object.entries(parts.info).map(([name, value]) => `/${name} ${pdfText(value)}`);
    set(6, `<< ${entries.join(' ')} >>`);
  }
  if (parts.xmp) set(7, stream(Buffer.from(parts.xmp), '/Type /Metadata /Subtype /XML'));
  const metadata = parts.xmp ? '/Metadata 7 0 R' : '';
  set(1, `<< /Type /Catalog /Pages 2 0 R ${metadata} ${parts.catalog ?? ''} >>`);
  return assembled(objects, `/Root 1 0 R ${parts.info ? '/Info 6 0 R' : ''} ${parts.trailer ?? ''}`);
}

/** A text as PDF writes it outside of pages: UTF-16 with its mark, in hexadecimal. */
export const pdfText = (text: string): string => `<feff${hex(text)}>`;

/** Letters of a page's content, at a place: `at(72, 700, '秘密')`. */
export const at = (x: number, y: number, text: string): string =>
  `BT /F1 12 Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET\n`;

export function stream(data: Buffer, entries = ''): Buffer {
  const packed = deflateSync(data);
  return Buffer.concat([
    Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

const shown = (lines: string[]): string =>
  lines.map((line, index) => at(72, 770 - index * 18, line)).join('');

const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

function assembled(objects: Map<number, Buffer>, trailer: string): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = chunks[0]?.length ?? 0;
  const add = (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
  };
  const offsets = new Map<number, number>();
  for (const [number, body] of objects) {
    offsets.set(number, length);
    add(Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
  }
  const size = Math.max(...objects.keys()) + 1;
  const start = length;
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  add(Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} ${trailer} >>\n`));
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(chunks);
}
