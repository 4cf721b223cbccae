import { numeralOf } from './numerals.js';
import { attribute, elementsOf, firstOf } from './xml.js';

interface Level {
  format: string;
  /** “%1、”, “（%2）”. */
  text: string;
  start: number;
}

/** Where a paragraph stands in a list: the list and the level in it. */
export interface ListPlace {
  list: string;
  level: number;
}

/** Automatic numbers of a Word document: what 一、 and 1. are when nobody typed them (word/numbering.xml). */
export class DocxNumbering {
  private readonly abstractOf = new Map<string, string>();
  private readonly levels = new Map<string, Map<number, Level>>();
  private readonly restarts = new Map<string, Map<number, number>>();
  private readonly counters = new Map<string, number[]>();

  constructor(xml: string) {
    for (const { head, inner } of elementsOf(xml, 'w:abstractNum')) {
      const levels = new Map<number, Level>();
      for (const level of elementsOf(inner, 'w:lvl'))
        levels.set(Number(attribute(level.head, 'w:ilvl')), levelOf(level.inner));
      this.levels.set(attribute(head, 'w:abstractNumId') ?? '', levels);
    }
    for (const { head, inner } of elementsOf(xml, 'w:num')) {
      const list = attribute(head, 'w:numId') ?? '';
      this.abstractOf.set(list, firstOf(inner, 'w:abstractNumId') ?? '');
      const restarts = new Map<number, number>();
      for (const override of elementsOf(inner, 'w:lvlOverride')) {
        const start = firstOf(override.inner, 'w:startOverride');
        if (start !== null) restarts.set(Number(attribute(override.head, 'w:ilvl')), Number(start));
      }
      this.restarts.set(list, restarts);
    }
  }

  /** The number of the next paragraph at this place; empty for a list without numbers. */
  next({ list, level }: ListPlace): string {
    const abstract = this.abstractOf.get(list);
    const levels = abstract === undefined ? undefined : this.levels.get(abstract);
    const here = levels?.get(level);
    if (abstract === undefined || levels === undefined || here === undefined) return '';
    if (here.format === 'bullet') return '• ';
    if (here.format === 'none') return '';
    const counters = this.counters.get(abstract) ?? [];
    this.counters.set(abstract, counters);
    const restart = this.restarts.get(list)?.get(level);
    this.restarts.get(list)?.delete(level);
    counters[level] = restart ?? (counters[level] === undefined ? here.start : counters[level] + 1);
    counters.length = level + 1;
    return here.text.replace(/%(\d)/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      const of = levels.get(at);
      return of ? formatted(counters[at] ?? of.start, of.format) : '';
    });
  }
}

function levelOf(inner: string): Level {
  return {
    format: firstOf(inner, 'w:numFmt') ?? 'decimal',
    text: firstOf(inner, 'w:lvlText') ?? '',
    start: Number(firstOf(inner, 'w:start') ?? '1'),
  };
}

function formatted(value: number, format: string): string {
  if (
    /^(?:chineseCounting|chineseCountingThousand|japaneseCounting|ideographDigital|taiwaneseCounting|chineseLegalSimplified)$/u.test(
      format,
    )
  )
    return numeralOf(value);
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese')
    return value <= 20 ? String.fromCharCode(0x245f + value) : String(value);
  return String(value);
}
