import { createHash } from 'node:crypto';
import type { ExaminedFile } from '../../../../database/attachments/attach.js';
import { readFileName, refuseWrongEnding } from '../../../../domain/attachments/file-name.js';
import { Refusal } from '../../../../domain/errors/refusal.js';
import { examine, mediaTypeOf } from './examine.js';

/**
 * A file as it came, looked at before anything of it is kept.
 *
 * @throws Refusal INVALID_FIELD, ATTACHMENT_NAME, and what `examine` refuses
 */
export async function examinedFile(givenName: string, body: unknown): Promise<ExaminedFile> {
  const name = readFileName(givenName);
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new Refusal('INVALID_FIELD', { field: '文件', reason: '文件是空的' }, 'body');
  const { medium, textChecked } = await examine(body);
  refuseWrongEnding(name, medium);
  const sha256 = createHash('sha256').update(body).digest();
  return { name, mediaType: mediaTypeOf(medium), textChecked, content: body, sha256 };
}
