import { Refusal } from '../../domain/errors/refusal.js';

/**
 * Refuses text PostgreSQL cannot store: U+0000, and halves of surrogate pairs. Checked once for every part of a request, so that no
 * column has to think of it.
 *
 * @throws Refusal INVALID_FIELD with the path
 */
export function refuseBrokenText(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    if (BROKEN.test(value))
      throw new Refusal('INVALID_FIELD', { field: WHOLE, reason: '含有无法保存的字符' }, path || 'body');
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => refuseBrokenText(item, `${path}[${index}]`));
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (BROKEN.test(key))
        throw new Refusal(
          'INVALID_FIELD',
          { field: WHOLE, reason: '字段名含有无法保存的字符' },
          path || 'body',
        );
      refuseBrokenText(item, path === '' ? key : `${path}.${key}`);
    }
  }
}

/** Only a program can send it, and a program reads the path. */
const WHOLE = '提交的内容';

// With the u flag a surrogate range only matches halves that stand alone.
// eslint-disable-next-line no-control-regex
const BROKEN = /[\u0000\ud800-\udfff]/u;
