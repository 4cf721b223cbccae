/** Brackets that people type for the 〔〕 of a document's number. */
const OPENING = /[[［【(（﹝]/gu;
const CLOSING = /[\]］】)）﹞]/gu;

/**
 * A document's number as it is compared: whoever types 云拥办[2020] 第1号 means 云拥办〔2020〕1号. Without it one document would be
 * received twice.
 */
export function comparableNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(OPENING, '〔')
    .replace(CLOSING, '〕')
    .replace(/〕第?0*(\d+号)$/u, '〕$1');
}
