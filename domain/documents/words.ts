/** 成文日期 in Arabic digits, month and day without leading zeros (GB/T 9704-2012 7.3.5.4): 2027年3月20日. Another text stays (a template's blank). */
export function dateInWords(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return year === undefined ? date : `${year}年${Number(month)}月${Number(day)}日`;
}

/** How wide a text is set, in characters: a half-width one takes half. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 0.5 : 1), 0);
}

/** Annexes as the 附件说明 names them: a single one has no number (7.3.4). */
export function annexLabel(index: number, count: number): string {
  return count > 1 ? `附件${index + 1}` : '附件';
}
