import type { RefusalCode } from '../errors/catalogue.js';
import { Refusal, sentenceOf, type NamedParams } from '../errors/refusal.js';
import { findClassifiedMark } from './classified.js';
import { isKindOf, isSide, kindLabels, SIDE_LABELS, SIDES, type ItemKind, type Side } from './item-kinds.js';

/** What one unit hands in: its list, or 零报告 (`nothing`). */
export interface Filing {
  nothing: boolean;
  items: readonly FiledItem[];
}

export interface FiledItem {
  /** Left out: follows from the unit that files. */
  side?: Side | undefined;
  kind: string;
  title: string;
  detail?: string | undefined;
}

export interface CheckedItem {
  side: Side;
  kind: ItemKind;
  title: string;
  detail: string;
}

export interface CheckedFiling {
  nothing: boolean;
  items: CheckedItem[];
}

export interface FilingProblem {
  /** For instance `items[2].title`. */
  path: string;
  code: RefusalCode;
  params: NamedParams;
  message: string;
}

export const FILING_LIMITS = { items: 200, titleMin: 2, titleMax: 80, detailMax: 2000 } as const;

/** What a person calls the fields, for messages. */
export const FILING_FIELDS = {
  side: '需求方',
  kind: '事项类别',
  title: '事项名称',
  detail: '具体内容',
} as const;

/** The army raises army items; everybody else speaks for the locality. */
export function sideOfUnit(unitKind: string): Side {
  return unitKind === 'military' ? 'army' : 'locality';
}

/**
 * Everything wrong with a filed list, each with its path; empty when it may be filed. Takes what came over the wire as it is: a
 * wrong shape is a problem like any other.
 */
export function checkFiling(filing: unknown, unitKind: string): FilingProblem[] {
  const problems: FilingProblem[] = [];
  read(filing, unitKind, problems);
  return problems;
}

/**
 * The list as it is stored: trimmed, with its sides.
 * @throws Refusal with the first problem's code and path, under `at`
 */
export function readFiling(filing: unknown, unitKind: string, at = ''): CheckedFiling {
  const problems: FilingProblem[] = [];
  const checked = read(filing, unitKind, problems);
  // A secrecy mark outweighs a typing mistake: it is said first.
  const first = problems.find(({ code }) => code === 'CLASSIFIED_CONTENT') ?? problems[0];
  if (first) throw new Refusal(first.code, first.params, [at, first.path].filter(Boolean).join('.'));
  return checked;
}

function read(filing: unknown, unitKind: string, problems: FilingProblem[]): CheckedFiling {
  const add: Add = (path, code, params) => {
    problems.push({ path, code, params, message: sentenceOf(code, params) });
  };
  const none: CheckedFiling = { nothing: false, items: [] };
  if (!isObject(filing)) {
    add('', 'FORM_REQUIRED', { field: '需求清单' });
    return none;
  }
  const { nothing = false, items = [] } = filing;
  if (typeof nothing !== 'boolean')
    add('nothing', 'INVALID_FIELD', { field: '零报告', reason: '应为是或否' });
  if (!Array.isArray(items)) {
    add('items', 'INVALID_FIELD', { field: '事项', reason: '应为列表' });
    return none;
  }
  if (nothing === true && items.length > 0)
    add('items', 'FILING_NOTHING_WITH_ITEMS', { field: '事项', count: items.length });
  if (nothing === false && items.length === 0) add('items', 'FILING_EMPTY', { field: '事项' });
  if (items.length > FILING_LIMITS.items) {
    add('items', 'FILING_TOO_MANY', { field: '事项', count: items.length, max: FILING_LIMITS.items });
    return none;
  }
  return {
    nothing: nothing === true,
    items: items.map((item, i) => readItem(item, sideOfUnit(unitKind), `items[${i}]`, add)),
  };
}

type Add = (path: string, code: RefusalCode, params: NamedParams) => void;

function readItem(item: unknown, ownSide: Side, path: string, add: Add): CheckedItem {
  if (!isObject(item)) {
    add(path, 'INVALID_FIELD', { field: '事项', reason: '应有类别、名称和内容' });
    return { side: ownSide, kind: 'other', title: '', detail: '' };
  }
  const side = item.side ?? ownSide;
  if (!isSide(side)) {
    add(`${path}.side`, 'INVALID_FIELD', {
      field: FILING_FIELDS.side,
      reason: `应为${SIDES.map((one) => SIDE_LABELS[one]).join('或')}`,
    });
  }
  const known = isSide(side) ? side : ownSide;
  return {
    side: known,
    kind: readKind(item.kind, known, `${path}.kind`, add),
    title: readTitle(item.title, `${path}.title`, add),
    detail: readDetail(item.detail, `${path}.detail`, add),
  };
}

function readKind(value: unknown, side: Side, path: string, add: Add): ItemKind {
  if (typeof value === 'string' && isKindOf(side, value)) return value;
  if (value === undefined || value === null || value === '')
    add(path, 'FORM_REQUIRED', { field: FILING_FIELDS.kind });
  else
    add(path, 'ITEM_KIND_UNKNOWN', {
      field: FILING_FIELDS.kind,
      side: SIDE_LABELS[side],
      allowed: kindLabels(side).join('、'),
    });
  return 'other';
}

function readTitle(value: unknown, path: string, add: Add): string {
  if (typeof value !== 'string' || value.trim() === '') {
    add(path, 'FORM_REQUIRED', { field: FILING_FIELDS.title });
    return '';
  }
  const title = value.trim();
  const { titleMin, titleMax } = FILING_LIMITS;
  const length = characters(title);
  if (length < titleMin || length > titleMax) {
    add(path, 'TEXT_LENGTH', { field: FILING_FIELDS.title, min: titleMin, max: titleMax, length });
  }
  checkText(title, FILING_FIELDS.title, path, add, SINGLE_LINE);
  return title;
}

function readDetail(value: unknown, path: string, add: Add): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') {
    add(path, 'INVALID_FIELD', { field: FILING_FIELDS.detail, reason: '应为文字' });
    return '';
  }
  const detail = value.trim().replace(/\r\n?/g, '\n');
  const length = characters(detail);
  if (length > FILING_LIMITS.detailMax) {
    add(path, 'TEXT_LENGTH', { field: FILING_FIELDS.detail, min: 0, max: FILING_LIMITS.detailMax, length });
  }
  checkText(detail, FILING_FIELDS.detail, path, add, SEVERAL_LINES);
  return detail;
}

// Control characters, marks that turn the reading direction (they make a record show other than it is), halves of characters, and
// the two that no XML (so no workbook) can hold.
const SINGLE_LINE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;
const SEVERAL_LINES = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

function checkText(text: string, field: string, path: string, add: Add, forbidden: RegExp): void {
  const mark = findClassifiedMark(text);
  if (mark !== null) add(path, 'CLASSIFIED_CONTENT', { field, mark });
  if (forbidden.test(text)) add(path, 'TEXT_CONTROL_CHARACTER', { field });
}

/** Characters as a person counts them, not UTF-16 units. */
function characters(text: string): number {
  return [...text].length;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
