import type { Cell, CellValue } from 'exceljs';

export interface CellText {
  text: string;
  /** A formula without a usable result. */
  broken: boolean;
}

/** What a person sees in a cell, whatever Excel made of it: dates that were numbers, numbers that were texts, rich text, results. */
export function cellText(cell: Cell): CellText {
  return textOf(cell.value);
}

function textOf(value: CellValue | undefined): CellText {
  if (value === null || value === undefined) return good('');
  if (typeof value === 'string') return good(value);
  if (typeof value === 'number') return good(numberText(value));
  if (typeof value === 'boolean') return good(value ? '是' : '否');
  if (value instanceof Date) return good(dateText(value));
  if ('richText' in value) return good(value.richText.map(({ text }) => text).join(''));
  if ('error' in value) return { text: '', broken: true };
  if ('hyperlink' in value) return textOf(value.text as CellValue);
  if ('formula' in value || 'sharedFormula' in value) {
    return value.result === undefined ? { text: '', broken: true } : textOf(value.result as CellValue);
  }
  return good('');
}

/** 15 digits are what Excel shows; the rest is binary rounding (0.1 + 0.2). */
function numberText(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** exceljs reads a date cell as midnight UTC of that day. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

const good = (text: string): CellText => ({ text: tidy(text), broken: false });

/** Blanks at the ends (full-width ones too), zero-width characters and three sorts of line ends mean nothing. */
function tidy(text: string): string {
  return unguarded(
    text
      .replace(/\r\n?/g, '\n')
      // exceljs undoes the format's escapes in shared texts only.
      .replace(/_x005F_(?=x[0-9A-Fa-f]{4}_)/g, '_')
      .replace(/[\u200b\u2060\ufeff]/g, '')
      .replace(/[ \t\u00a0\u3000]+$/gm, '')
      .trim(),
  );
}

/** A title has one line: somebody pressed Alt+Enter to make it fit. */
export function oneLine(text: string): string {
  return text.replace(/(\S)\s*\n\s*(\S)/gu, (_, before: string, after: string) =>
    /[\x21-\x7e]/.test(before) && /[\x21-\x7e]/.test(after) ? `${before} ${after}` : `${before}${after}`,
  );
}

/** A lone “-” stands for “none” in many a table, and computes nothing. */
const LIKE_FORMULA = /^'*[=+\-@\t\r]./s;

/**
 * Text that a spreadsheet could take for a formula (when it is saved as CSV, or pasted) gets a leading apostrophe; texts that have
 * one already get another, so that reading back always knows.
 */
export function guarded(text: string): string {
  return LIKE_FORMULA.test(text) ? `'${text}` : text;
}

function unguarded(text: string): string {
  return text.startsWith("'") && LIKE_FORMULA.test(text) ? text.slice(1) : text;
}
