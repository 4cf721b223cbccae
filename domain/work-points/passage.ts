import type { Span } from './notice.js';

/**
 * Some of the notice's text, each character knowing where it stood: page numbers, line breaks and Markdown marks may be gone in
 * between. `folded` has the same length with full-width signs made half-width, to be searched instead of `text`.
 */
export class Passage {
  private folding: string | undefined;

  constructor(
    readonly text: string,
    private readonly at: ArrayLike<number>,
  ) {}

  static readonly EMPTY = new Passage('', []);

  get length(): number {
    return this.text.length;
  }

  get folded(): string {
    return (this.folding ??= fold(this.text));
  }

  /** From the first character to the last, whatever was left out in between. */
  get span(): Span {
    const { length } = this.text;
    return length === 0
      ? { start: 0, end: 0 }
      : { start: this.at[0] as number, end: (this.at[length - 1] as number) + 1 };
  }

  slice(from: number, to = this.length): Passage {
    if (from <= 0 && to >= this.length) return this;
    return new Passage(this.text.slice(from, to), offsets(this.at, from, to));
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
      for (let i = 0; i < part.length; i += 1) at.push(part.at[i] as number);
    }
    return new Passage(text, at);
  }
}

function offsets(at: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return Array.isArray(at) ? at.slice(from, to) : (at as Uint32Array).subarray(from, to);
}

/** Compatibility forms that stay one character: （ → (, ， → comma, １ → 1, the ideographic blank, radicals that PDF files carry. */
export function fold(text: string): string {
  return text.replace(/[\u00a0\u2f00-\u2fd5\u3000\ufe50-\ufe6b\uff01-\uff65]/g, (character) => {
    const plain = character.normalize('NFKC');
    return plain.length === 1 ? plain : character;
  });
}
