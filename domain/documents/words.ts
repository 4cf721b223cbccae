import type { CivilDate } from '../time/zone.js';

/** 成文日期 in Arabic digits, month and day without leading zeros (GB/T 9704-2012 7.3.5.4): 2027年3月20日. Another text stays (a template's blank). */
export function dateInWords(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return year === undefined ? date : `${year}年${Number(month)}月${Number(day)}日`;
}

/** A column of days: the year that most of them have is said once, in its head; the others say theirs. Empty cells stay empty. */
export function dayColumn(
  head: string,
  days: readonly (CivilDate | null)[],
): { head: string; cells: string[] } {
  const years = days.flatMap((day) => day?.slice(0, 4) ?? []);
  const count = (year: string) => years.filter((one) => one === year).length;
  const [usual] = [...new Set(years)].sort((a, b) => count(b) - count(a) || a.localeCompare(b));
  const said = (day: CivilDate) => {
    const words = dateInWords(day);
    return day.slice(0, 4) === usual ? words.slice(5) : words;
  };
  return {
    head: usual === undefined ? head : `${head}\n（${usual}年）`,
    cells: days.map((day) => (day === null ? '' : said(day))),
  };
}

/** How wide a text is set, in characters: a half-width one takes half. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 0.5 : 1), 0);
}

/** Annexes as the 附件说明 names them: a single one has no number (7.3.4). */
export function annexLabel(index: number, count: number): string {
  return count > 1 ? `附件${index + 1}` : '附件';
}
