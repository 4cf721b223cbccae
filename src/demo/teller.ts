const WIDTH = 96;
const DATE_WIDTH = 10;

/** Lays the story out for a person: chapters with their article, dated lines, remarks below them, a table at the end. */
export class Teller {
  /** Expectations that did not hold, in the story's words. */
  readonly failures: string[] = [];
  private lastDay = '';
  private chapters = 0;

  constructor(private readonly write: (line: string) => void) {}

  title(text: string, ...lines: string[]): void {
    this.write(text);
    for (const line of lines) this.flow('', line, '');
  }

  chapter(title: string, article: string): void {
    this.lastDay = '';
    this.write('');
    this.write(`${NUMBERS[this.chapters++]}、${title}（${article}）`);
  }

  /** What happened on a day; the day is printed once. */
  line(now: Date, text: string): void {
    const day = dayOf(now);
    this.flow(`  ${pad(day === this.lastDay ? '' : day, DATE_WIDTH)}`, text, ' '.repeat(2 + DATE_WIDTH));
    this.lastDay = day;
  }

  /** Something that belongs to the line before. */
  remark(text: string): void {
    const indent = ' '.repeat(2 + DATE_WIDTH);
    this.flow(`${indent}· `, text, `${indent}  `);
  }

  expect(what: string, holds: boolean): void {
    if (holds) return;
    this.failures.push(what);
    this.remark(`【与预期不符】${what}`);
  }

  table(title: string, rows: readonly (readonly [string, string])[]): void {
    this.write('');
    this.write(title);
    const first = Math.max(...rows.map(([label]) => widthOf(label)));
    for (const [label, value] of rows) this.flow(`  ${pad(label, first)}  `, value, ' '.repeat(first + 4));
  }

  plain(text: string): void {
    this.write(text);
  }

  /** Breaks at the terminal's usual width; Chinese characters take two columns, and none begins a line that must not. */
  private flow(head: string, text: string, indent: string): void {
    let line = head;
    let width = widthOf(head);
    for (const piece of text.match(/[“‘（《]*(?:[\x21-\x7e]+|.)/gsu) ?? []) {
      const wide = widthOf(piece);
      if (piece === ' ' && line === indent) continue;
      if (width + wide > WIDTH && !'，。；：、）”》！？'.includes(piece)) {
        this.write(line);
        line = indent;
        width = widthOf(indent);
      }
      line += piece;
      width += wide;
    }
    this.write(line.trimEnd());
  }
}

const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** 3月2日, at +08:00. */
export function dayOf(instant: Date | string): string {
  const [, month, day] = new Date(new Date(instant).getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .map(Number);
  return `${month}月${day}日`;
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0020-\u007e·]/.test(character) ? 1 : 2), 0);
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
