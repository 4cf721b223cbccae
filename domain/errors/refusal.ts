import { CATALOGUE, type Nameless, type RefusalCode, type RefusalKind } from './catalogue.js';

export type RefusalParams = Record<string, string | number>;

/** Where the sentence names the field, it says what people call it: its path tells them nothing. */
export type NamedParams = RefusalParams & { field: string };

/** A "no" with a reason from the catalogue: thrown by the law and the engine, shown to the person as it is. */
export class Refusal extends Error {
  readonly kind: RefusalKind;

  constructor(code: Nameless, params?: RefusalParams, field?: string);
  constructor(code: RefusalCode, params: NamedParams, field?: string);
  constructor(
    readonly code: RefusalCode,
    readonly params: RefusalParams = {},
    /** Path of the field it is about, for instance `items[2].title`. */
    readonly field?: string,
  ) {
    super(filled(code, params));
    this.name = 'Refusal';
    this.kind = CATALOGUE[code].kind;
  }
}

export function sentenceOf(code: Nameless, params?: RefusalParams): string;
export function sentenceOf(code: RefusalCode, params: NamedParams): string;
export function sentenceOf(code: RefusalCode, params: RefusalParams = {}): string {
  return filled(code, params);
}

/** The catalogue's sentence with its blanks filled; a blank without a value stays visible rather than vanish. */
function filled(code: RefusalCode, params: RefusalParams): string {
  return CATALOGUE[code].message.replace(/\{(\w+)\}/g, (blank, name: string) =>
    worded(params[name] ?? blank),
  );
}

/** An instant is written as a person writes it: 2027年3月3日 09:00. */
function worded(value: string | number): string {
  const [, year, month, day, time] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})[\d:.]*\+08:00$/.exec(String(value)) ?? [];
  return time === undefined ? String(value) : `${year}年${Number(month)}月${Number(day)}日 ${time}`;
}
