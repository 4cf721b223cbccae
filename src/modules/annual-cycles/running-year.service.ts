import { Injectable } from '@nestjs/common';
import type { AnnualLaunchBody, NewEntryBody, NextYearBody } from '../../../contracts/http/annual-cycles.js';
import type { DoneView, LaunchedView, ReasonBody } from '../../../contracts/http/processes.js';
import { appendAudit, type AuditFact } from '../../../database/audit/audit-log.js';
import { addEntry, entryToChange, skipEntry } from '../../../database/annual-cycles/change-plan.js';
import { wantNextYear } from '../../../database/annual-cycles/schedule.repository.js';
import type { EffectContext } from '../../../database/processes/effects.js';
import { tellRescheduled } from '../../../database/processes/tell-rescheduled.js';
import { actorOf } from '../../../database/steps/acting.js';
import { lockProcess } from '../../../database/steps/step.store.js';
import type { AnnualPlanForm } from '../../../domain/annual-cycle/forms.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import type { ChangeRequest } from '../../http/change.js';
import { checkedForm } from '../../http/checked-form.js';
import { WHOLE } from '../../http/place.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';
import { LaunchService } from '../processes/launch.service.js';
import { officeFor } from './office-of.js';

/** Launches years and changes what a running one still has before it. */
@Injectable()
export class RunningYearService {
  constructor(
    private readonly database: Database,
    private readonly launching: LaunchService,
  ) {}

  /** The same launch as every other process has, with its form in the body itself. @throws Refusal what a launch is refused for */
  launch(change: ChangeRequest, { regionCode, year, ...plan }: AnnualLaunchBody): Promise<LaunchedView> {
    const form = { ...plan } as Record<string, unknown>;
    return this.launching.launch(change, { kind: 'annualCycle', regionCode, year, form }, WHOLE);
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, PROCESS_ENDED, and what the entry is refused for */
  add(change: ChangeRequest, id: string, { entry, reason }: NewEntryBody): Promise<DoneView> {
    refuseClassified({ entry, reason }, '');
    const { entries = [] } = checkedForm('annualPlan', { entries: [entry] }, WHOLE) as AnnualPlanForm;
    return this.change(change, id, (context) => addEntry(context, entries[0] as PlanEntry, reason));
  }

  /** Not this year. @throws Refusal NOT_FOUND, FORBIDDEN, PROCESS_ENDED, ENTRY_BEGUN */
  skip(change: ChangeRequest, id: string, key: string, { reason }: ReasonBody): Promise<DoneView> {
    refuseClassified(reason, 'reason');
    return this.change(change, id, async (context) =>
      skipEntry(context, await entryToChange(context.manager, id, key), reason),
    );
  }

  /** Whether the region's next year launches itself; the schedule follows within the hour. @throws Refusal NOT_FOUND, FORBIDDEN */
  nextYear({ principal, key }: ChangeRequest, { regionCode, wanted }: NextYearBody): Promise<DoneView> {
    officeFor(principal, regionCode, 'regionCode');
    return this.database.change(key, async ({ manager, now }) => {
      const rows: unknown[] = await manager.query(`select 1 from region where code = $1`, [regionCode]);
      if (rows.length === 0) throw new Refusal('NOT_FOUND', {}, 'regionCode');
      await wantNextYear(manager, [regionCode], wanted, now);
      return { ok: true };
    });
  }

  private change(
    { principal, key }: ChangeRequest,
    id: string,
    work: (context: EffectContext) => Promise<void>,
  ): Promise<DoneView> {
    return this.database.change(key, async ({ manager, now }: Tx) => {
      const process = await lockProcess(manager, id);
      if (process?.kind !== 'annualCycle') throw new Refusal('NOT_FOUND');
      const position = officeFor(principal, process.regionCode);
      if (process.state === 'ended') throw new Refusal('PROCESS_ENDED');
      const actor = actorOf(signerOf(principal), position);
      const facts: AuditFact[] = [];
      const record = (fact: Omit<AuditFact, 'actor'>) => facts.push({ ...fact, actor });
      await work({ manager, now, process, actor, record });
      await appendAudit(manager, now, [{ head: process.head, facts }]);
      await tellRescheduled(manager, now, process, `${process.head.seq}`);
      return { ok: true };
    });
  }
}
