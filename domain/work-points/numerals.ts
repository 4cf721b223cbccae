const DIGITS = '〇一二三四五六七八九';
export const NUMERAL = '[〇零一二两三四五六七八九十百]';

/** The value of 十二, 二十一, 两百, 12; null for what is no whole number. */
export function numeralValue(text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!new RegExp(`^${NUMERAL}{1,6}$`, 'u').test(text)) return null;
  let total = 0;
  let digit: number | null = null;
  for (const character of text.replaceAll('两', '二').replaceAll('零', '〇')) {
    const unit = character === '十' ? 10 : character === '百' ? 100 : 0;
    if (unit > 0) total += (digit ?? 1) * unit;
    digit = unit > 0 ? 0 : DIGITS.indexOf(character);
  }
  return total + (digit ?? 0);
}

/** 4 → 四, 12 → 十二, 30 → 三十. */
export function numeralOf(value: number): string {
  const tens = Math.floor(value / 10);
  const rest = value % 10;
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens] ?? ''}十`;
  return head + (rest === 0 ? '' : (DIGITS[rest] ?? ''));
}
