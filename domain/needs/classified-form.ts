import { Refusal } from '../errors/refusal.js';
import { findClassifiedMark } from './classified.js';

/**
 * Refuses a form or opinion that carries a secrecy mark anywhere in its texts (DOMAIN section 8): nothing of it may be stored.
 * @throws Refusal CLASSIFIED_CONTENT with the path of the text
 */
export function refuseClassified(value: unknown, path: string): void {
  if (typeof value === 'string') {
    const mark = findClassifiedMark(value);
    if (mark) throw new Refusal('CLASSIFIED_CONTENT', { mark }, path);
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) => refuseClassified(entry, `${path}[${index}]`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) refuseClassified(entry, `${path}.${name}`);
  }
}
