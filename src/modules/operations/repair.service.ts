import { Injectable } from '@nestjs/common';
import type { RepairView } from '../../../contracts/http/operations.js';
import type { WorkflowStanding } from '../../../contracts/processes/ask-workflow.js';
import { workflowIdOf } from '../../../contracts/processes/processes.js';
import { messagesFor, processInCare } from '../../../database/operations/operations.repository.js';
import { recordRepair } from '../../../database/operations/record-repair.js';
import { forgetFinding } from '../../../database/processes/finding.store.js';
import {
  dropMessages,
  processToCompare,
  resendNow,
  startAnew,
  tellAgain,
} from '../../../database/processes/reconciliation.js';
import { actorOf } from '../../../database/steps/acting.js';
import { lockProcess } from '../../../database/steps/step.store.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { REPAIR_WORDS, STUCK_WORDS, type RepairResult } from '../../../domain/operations/stuck.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { workspaceOfRequest, type Tx } from '../../workspace/workspace.js';
import { caretakerOf } from './caretaker.js';
import { ProductionTemporal } from './production-temporal.service.js';

/** What the hourly comparison does, for one process and at once; only what may be done twice without harm. */
@Injectable()
export class RepairService {
  constructor(
    private readonly database: Database,
    private readonly temporal: ProductionTemporal,
  ) {}

  /** @throws Refusal NOT_FOUND, PROCESS_ENDED, NOT_REPAIRABLE, ENGINE_SILENT when the process engine does not answer */
  async repair({ principal, key }: ChangeRequest, id: string): Promise<RepairView> {
    // A rehearsal's processes have no workflows of their own.
    if ((workspaceOfRequest()?.name ?? 'production') !== 'production') throw new Refusal('NOT_FOUND');
    const process = await processInCare(this.database.manager, caretakerOf(principal), id);
    if (!process) throw new Refusal('NOT_FOUND');
    const workflowId = workflowIdOf(process.kind, id);
    // Asked before the transaction: nobody who signs waits for Temporal.
    const standing = await this.temporal.standingOf(workflowId);
    return this.database.change(key, async (tx) => {
      const locked = await lockProcess(tx.manager, id);
      if (!locked) throw new Refusal('NOT_FOUND');
      if (locked.state === 'ended') throw new Refusal('PROCESS_ENDED');
      const result = await this.setRight(tx, id, workflowId, standing);
      if (result !== 'sound' && result !== 'underWay') {
        const actor = actorOf(signerOf(principal), positionFor(principal, process.regionCode));
        await recordRepair(tx.manager, { head: locked.head, actor, result, now: tx.now });
      }
      await forgetFinding(tx.manager, id);
      return { result, says: REPAIR_WORDS[result] };
    });
  }

  private async setRight(
    { manager, now }: Tx,
    id: string,
    workflowId: string,
    standing: WorkflowStanding,
  ): Promise<RepairResult> {
    const { waiting, failing, starts } = await messagesFor(manager, workflowId);
    // Somebody else was first, or it is just being told: what it waits for is on its way.
    if (waiting > 0 && failing === 0) return 'underWay';
    // Sent into the dark it would fail again, and whoever repaired it would have gone away content.
    if (standing.is === 'unknown') throw new Refusal('ENGINE_SILENT');
    if (failing > 0 && (standing.is !== 'lost' || starts > 0)) {
      await resendNow(manager, workflowId);
      return 'resent';
    }
    const process = await processToCompare(manager, id, now);
    if (!process) throw new Refusal('PROCESS_ENDED');
    switch (standing.is) {
      case 'lost':
        // Nobody is there to be told: the new one finds in its steps what these messages say.
        await dropMessages(manager, workflowId);
        await startAnew(manager, process, now);
        return 'restarted';
      case 'running':
        return (await tellAgain(manager, process, standing.waitsFor, now)) > 0 ? 'retold' : 'sound';
      case 'over':
      case 'failing':
        throw new Refusal('NOT_REPAIRABLE', { why: STUCK_WORDS[standing.is].says });
    }
  }
}

/** In which of his positions he looks after the region. The role was asked for, and the region lies in his care. */
function positionFor({ positions }: Principal, regionCode: string): PrincipalPosition {
  const position = positions.find(
    (one) =>
      ['office', 'systemAdministrator'].includes(ROLE_OF[one.kind]) && isWithin(regionCode, one.regionCode),
  );
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}
