import { StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ExaminedFile } from '../../../database/attachments/attach.js';
import { blobContent } from '../../../database/attachments/blob.repository.js';
import { dispositionOf } from '../../../domain/attachments/file-name.js';
import { Refusal } from '../../../domain/errors/refusal.js';

/** A file that was kept, as the answer to who may have it. */
export async function keptFile(
  manager: EntityManager,
  { name, mediaType, sha256 }: Pick<ExaminedFile, 'name' | 'mediaType' | 'sha256'>,
): Promise<StreamableFile> {
  const content = await blobContent(manager, sha256);
  if (!content) throw new Refusal('NOT_FOUND');
  return new StreamableFile(content, {
    type: mediaType,
    length: content.length,
    disposition: dispositionOf(name),
  });
}
