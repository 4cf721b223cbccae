import { Refusal } from '../../../../domain/errors/refusal.js';
import { findClassifiedMark } from '../../../../domain/needs/classified.js';

/** @throws Refusal CLASSIFIED_CONTENT */
export function refuseMark(text: string): void {
  const mark = findClassifiedMark(text);
  if (mark) throw new Refusal('CLASSIFIED_CONTENT', { mark, field: '附件内容' }, '附件内容');
}
