import { Injectable } from '@nestjs/common';
import type { SupervisionBody, SupervisionView } from '../../../contracts/http/documents.js';
import { processOfAssignment } from '../../../database/attachments/attachment.repository.js';
import { supervise } from '../../../database/documents/supervise.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import { scopeOf } from '../../http/scope.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';

/** 督办单 about an open task. */
@Injectable()
export class SupervisionService {
  constructor(private readonly database: Database) {}

  async supervise(
    { principal, key }: ChangeRequest,
    assignmentId: string,
    { requirement, replyBy }: SupervisionBody,
  ): Promise<SupervisionView> {
    const process = await processOfAssignment(this.database.manager, assignmentId);
    if (!process) throw new Refusal('NOT_FOUND');
    await visibleProcess(this.database.manager, scopeOf(principal), process.id);
    const asked = {
      requirement: requirement.trim(),
      replyBy: replyBy ? civilDateIn(replyBy, 'replyBy', '反馈时限') : null,
    };
    return this.database.change(key, ({ manager, now }) =>
      supervise(manager, signerOf(principal), assignmentId, asked, now),
    );
  }
}
