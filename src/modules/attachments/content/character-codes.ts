/**
 * Old Chinese PDFs name a code (“GBK-EUC-H”) instead of bringing their own table, and leave the table to the reader. What a glyph
 * looks like does not matter here, so its number is taken to be its Unicode: each code needs one table, and the second step none.
 */
const LEGACY: readonly (readonly [pattern: RegExp, encoding: string])[] = [
  [/^(GB|GBpc|GBK|GBKp|GBK2K)(-EUC)?-[HV]$/, 'gb18030'],
  [/^(B5pc|HKscs-B5|ETen-B5|ETenms-B5)-[HV]$/, 'big5'],
  [/^(90ms|90msp|90pv|83pv)-RKSJ-[HV]$/, 'shift_jis'],
  [/^KSC(ms|pc)?-(EUC|UHC)(-HW)?-[HV]$/, 'euc-kr'],
];

/** Answers pdf.js's requests for tables, and remembers whether one was not to be had. */
export function characterCodes() {
  let named = false;
  let unknown = false;
  /** pdf.js makes one of these for each document. */
  class Tables {
    fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const table = kind === 'cMapUrl' ? this.tableFor(filename) : null;
      if (table) return Promise.resolve(new TextEncoder().encode(table));
      // Shapes of letters may be missing: they are not read.
      if (kind === 'cMapUrl') unknown = true;
      return Promise.reject(new Error('no such table'));
    }

    private tableFor(name: string): string | null {
      // Asked for without a code before: the file's numbers are the glyph collection's own, not Unicode.
      if (/^Adobe-\w+-UCS2$/.test(name))
        return named ? cmap('<0000> <ffff>', 'bfrange', ['<0000> <ffff> <0000>']) : null;
      named = true;
      if (/^Uni\w+-(UCS2|UTF16)(-HW)?-[HV]$/.test(name))
        return cmap('<0000> <ffff>', 'cidrange', ['<0000> <ffff> 0']);
      const encoding = LEGACY.find(([pattern]) => pattern.test(name))?.[1];
      return encoding ? legacyTable(encoding) : null;
    }
  }
  return { Tables, unknown: () => unknown };
}

function legacyTable(encoding: string): string {
  const decoder = new TextDecoder(encoding);
  const entries: string[] = [];
  const add = (...bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if (text.length === 1 && text !== '\ufffd')
      entries.push(
        `<${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}> ${text.charCodeAt(0)}`,
      );
  };
  for (let byte = 0x20; byte < 0x80; byte += 1) add(byte);
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) add(first, second);
  return cmap('<00> <80>\n<8140> <fefe>', 'cidchar', entries);
}

function cmap(space: string, kind: 'bfrange' | 'cidrange' | 'cidchar', entries: readonly string[]): string {
  const ranges = space.split('\n');
  return [
    'begincmap',
    `${ranges.length} begincodespacerange`,
    ...ranges,
    'endcodespacerange',
    `${entries.length} begin${kind}`,
    ...entries,
    `end${kind}`,
    'endcmap',
  ].join('\n');
}
