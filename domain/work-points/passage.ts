import type { Span } from './notice.js';

/**
 * Some of the notice's text, each character knowing where it stood: page numbers, line breaks and Markdown marks may be gone in
 * between. `folded` has the same length with full-width signs made half-width, to be searched instead of `text`.
 */
export class Passage {
  private folding: string | undefined;

  /** @param at where each character stood; a number for text in one piece that begins there */
  constructor(
    readonly text: string,
    private readonly at: number | readonly number[],
  ) {}

  static readonly EMPTY = new Passage('', 0);

  get length(): number {
    return this.text.length;
  }

  get folded(): string {
    return (this.folding ??= fold(this.text));
  }

  /** From the first character to the last, whatever was left out in between. */
  get span(): Span {
    const { length } = this.text;
    return length === 0 ? { start: 0, end: 0 } : { start: this.offset(0), end: this.offset(length - 1) + 1 };
  }

  private offset(i: number): number {
    return typeof this.at === 'number' ? this.at + i : (this.at[i] as number);
  }

  slice(from: number, to = this.length): Passage {
    if (from <= 0 && to >= this.length) return this;
    const { at } = this;
    return new Passage(this.text.slice(from, to), typeof at === 'number' ? at + from : at.slice(from, to));
  }

  trim(): Passage {
    let from = 0;
    let to = this.length;
    while (from < to && /\s/.test(this.text[from] as string)) from += 1;
    while (to > from && /\s/.test(this.text[to - 1] as string)) to -= 1;
    return this.slice(from, to);
  }

  /** What is left when the stretches (in order, not overlapping) are taken out. */
  without(stretches: readonly Span[]): Passage {
    const kept: Passage[] = [];
    let from = 0;
    for (const { start, end } of stretches) {
      kept.push(this.slice(from, start));
      from = end;
    }
    return Passage.join([...kept, this.slice(from)]);
  }

  /** One after the other; where two Latin words would grow together, with a blank between. */
  static join(passages: readonly Passage[]): Passage {
    const parts = passages.filter(({ length }) => length > 0);
    if (parts.length < 2) return parts[0] ?? Passage.EMPTY;
    let text = '';
    const at: number[] = [];
    for (const part of parts) {
      if (/[A-Za-z]$/.test(text.slice(-1)) && /^[A-Za-z]/.test(part.text)) {
        text += ' ';
        at.push(at.at(-1) as number);
      }
      text += part.text;
      for (let i = 0; i < part.length; i += 1) at.push(part.offset(i));
    }
    return new Passage(text, at);
  }
}

/** Compatibility forms that stay one character: （ → (, ， → comma, １ → 1, the ideographic blank, radicals that PDF files carry. */
export function fold(text: string): string {
  return text.replace(/[\u00a0\u2f00-\u2fd5\u3000\ufe50-\ufe6b\uff01-\uff65]/g, (character) => {
    const plain = character.normalize('NFKC');
    return plain.length === 1 ? plain : character;
  });
}
