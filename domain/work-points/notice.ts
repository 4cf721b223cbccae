import type { DeadlineRule } from '../time/deadline.js';

/** A place in the notice as it was handed in: UTF-16 offsets, the end not included. */
export interface Span {
  start: number;
  end: number;
}

export const DATE_KINDS = [
  'date',
  'monthEnd',
  'month',
  'quarter',
  'halfYear',
  'yearEnd',
  'festival',
  'recurring',
  'duration',
  'standing',
] as const;
export type DateKind = (typeof DATE_KINDS)[number];
export type Recurrence = 'day' | 'week' | 'month' | 'quarter' | 'halfYear' | 'year';

/** A time the text names. `rule` is there when the words alone say which day is the last one; 春节 moves, “10月前” may mean two days. */
export interface DateAnchor {
  text: string;
  kind: DateKind;
  year?: number;
  month?: number;
  day?: number;
  every?: Recurrence;
  rule?: DeadlineRule;
}

/** An amount the text asks for: “各不少于1篇（部）” is at least 1 篇（部）. `amount` of “90%” is 90. */
export interface Quantity {
  text: string;
  amount: number;
  unit: string;
  bound: 'atLeast' | 'atMost' | 'exactly';
}

/**
 * One numbered point. `number`: the document's own integer when these run through it without a repetition; otherwise the place in the
 * notice, counted from 1 (一、（一） levels, numbers that begin anew in every section). `section`: the headings above, outermost first,
 * joined by “ / ”; empty when there are none. `unsure`: what a person should look at, in Chinese.
 */
export interface WorkPoint {
  number: number;
  section: string;
  title: string;
  text: string;
  lead: string[];
  cooperating: string[];
  dates: DateAnchor[];
  quantities: Quantity[];
  unsure: string[];
  span: Span;
}

/** A numbered opinion (贯彻意见) of the notice that forwards the points. */
export interface Opinion {
  number: number;
  title: string;
  text: string;
  span: Span;
}

export interface ParsedNotice {
  points: WorkPoint[];
  opinions: Opinion[];
}
