import { Injectable } from '@nestjs/common';
import type { DoneView, JoinBody, LeaveBody } from '../../../contracts/http/processes.js';
import { processById } from '../../../database/processes/process.repository.js';
import { actorOf } from '../../../database/steps/acting.js';
import {
  handOver,
  joinCollection,
  leaveCollection,
  openWorkOf,
  refuseOpenWork,
} from '../../../database/steps/participants.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import type { Actor } from '../../../database/audit/audit-log.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/** Units that join or leave a running year. */
@Injectable()
export class ParticipantsService {
  constructor(private readonly database: Database) {}

  join(
    { principal, key }: ChangeRequest,
    processId: string,
    body: JoinBody,
  ): Promise<{ assignmentId: string }> {
    return this.database.change(key, async (tx) =>
      joinCollection(tx.manager, await officeOfProcess(tx, principal, processId), processId, body, tx.now),
    );
  }

  /** @throws Refusal UNIT_OPEN_WORK when it still leads, supports or confirms items and no successor is named */
  leave(
    { principal, key }: ChangeRequest,
    processId: string,
    unitId: string,
    { reason, successorUnitId }: LeaveBody,
  ): Promise<DoneView> {
    refuseClassified(reason, 'reason');
    return this.database.change(key, async (tx) => {
      const actor = await officeOfProcess(tx, principal, processId);
      const items = (await openWorkOf(tx.manager, unitId)).filter(({ filing }) => !filing);
      if (!successorUnitId) refuseOpenWork(items, 'successorUnitId');
      if (successorUnitId)
        await handOver(tx.manager, actor, { unitId, successorId: successorUnitId, reason }, tx.now);
      await leaveCollection(tx.manager, actor, processId, unitId, reason, tx.now);
      return { ok: true };
    });
  }
}

async function officeOfProcess({ manager }: Tx, principal: Principal, processId: string): Promise<Actor> {
  const process = await processById(manager, processId);
  const position = principal.positions.find(
    ({ kind, regionCode }) => OFFICE.includes(kind) && regionCode === process?.regionCode,
  );
  if (!process || !position) throw new Refusal('NOT_FOUND');
  return actorOf(signerOf(principal), position);
}
