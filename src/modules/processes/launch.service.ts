import { Injectable } from '@nestjs/common';
import type { DoneView, LaunchBody, LaunchedView, ReasonBody } from '../../../contracts/http/processes.js';
import { endUnderLock } from '../../../database/processes/end-process.js';
import { enqueue } from '../../../database/processes/outbox.repository.js';
import { startProcess } from '../../../database/processes/start-process.js';
import { actorOf } from '../../../database/steps/acting.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { positionsOf } from '../../../database/organisation/position.repository.js';
import { filingUnitsOf, leadingGroupOf, officeOf } from '../../../database/organisation/unit.repository.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf, yearOf } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/** Launches processes and ends them before their time. */
@Injectable()
export class LaunchService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal FORBIDDEN, YEAR_OUT_OF_RANGE, REGION_NOT_READY, ALREADY_LAUNCHED */
  launch({ principal, key }: ChangeRequest, { kind, regionCode, year }: LaunchBody): Promise<LaunchedView> {
    return this.database.change(key, async (tx) => {
      const position = officePosition(principal, regionCode);
      const thisYear = yearOf(tx.now);
      if (year < thisYear || year > thisYear + 1)
        throw new Refusal('YEAR_OUT_OF_RANGE', { from: thisYear, to: thisYear + 1 }, 'year');
      const region = await this.ready(tx, regionCode);
      const blueprint = blueprintOf(kind);
      const title = `${region}${year}年${blueprint.label}`;
      const actor = actorOf(signerOf(principal), position);
      const process = await startProcess(
        tx.manager,
        { kind, businessKey: `${kind}:${regionCode}:${year}`, regionCode, year, title },
        actor,
        tx.now,
      );
      if (!process) throw new Refusal('ALREADY_LAUNCHED', { region, year, process: blueprint.label });
      return { id: process.id, title };
    });
  }

  /** Ends a process now, with a reason on record. The office's 主任 only. */
  terminate({ principal, key }: ChangeRequest, id: string, { reason }: ReasonBody): Promise<DoneView> {
    refuseClassified(reason, 'reason');
    return this.database.change(key, async (tx) => {
      const process = await running(tx, id);
      const position = principal.positions.find(
        (one) => one.kind === 'officeDirector' && one.regionCode === process.regionCode,
      );
      if (!position) throw new Refusal('FORBIDDEN');
      return this.end(tx, process, 'terminated', principal, position, reason);
    });
  }

  /** Takes an item back, by a unit that raised it alone, as long as no leader has claimed it. */
  withdraw({ principal, key }: ChangeRequest, id: string, { reason }: ReasonBody): Promise<DoneView> {
    refuseClassified(reason, 'reason');
    return this.database.change(key, async (tx) => {
      const process = await running(tx, id);
      const origins: { unit_id: string }[] = await tx.manager.query(
        `select distinct o.unit_id from need_item_origin o join need_item i on i.id = o.item_id where i.id = $1 and i.reported_from is null`,
        [id],
      );
      const position = principal.positions.find(({ unitId }) =>
        origins.some(({ unit_id }) => unit_id === unitId),
      );
      if (!position) throw new Refusal('NOT_FOUND');
      const [claimed]: unknown[] = await tx.manager.query(
        `select 1 from need_item where id = $1 and (claimer_position_id is not null or state not in ('compiled', 'claiming'))`,
        [id],
      );
      if (claimed || origins.length > 1) throw new Refusal('NOTHING_TO_WITHDRAW');
      return this.end(tx, process, 'withdrawn', principal, position, reason);
    });
  }

  private async end(
    tx: Tx,
    process: ProcessRow,
    outcome: string,
    principal: Principal,
    position: PrincipalPosition,
    reason: string,
  ): Promise<DoneView> {
    const actor = actorOf(signerOf(principal), position);
    await endUnderLock(tx.manager, process, { outcome, reason, actor, now: tx.now });
    await enqueue(tx.manager, tx.now, [
      { kind: 'signal', workflowId: `${process.kind}:${process.id}`, signal: 'end', payload: { outcome } },
    ]);
    return { ok: true };
  }

  /** What a year needs before it can begin: an office with somebody in it, a 组长, units that file. @returns the region's name */
  private async ready({ manager, now }: Tx, regionCode: string): Promise<string> {
    const on = civilDateOf(now);
    const [found]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
      regionCode,
    ]);
    if (!found) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    const region = regionLabel(found.name);
    const [office, group, units] = await Promise.all([
      officeOf(manager, regionCode),
      leadingGroupOf(manager, regionCode),
      filingUnitsOf(manager, regionCode, on),
    ]);
    const held = async (unitId: string | undefined, kinds: Parameters<typeof positionsOf>[2]) =>
      unitId !== undefined &&
      (await positionsOf(manager, unitId, kinds, on)).some(({ holders }) => holders.length > 0);
    const missing = [
      ...((await held(office?.id, ['officeStaff', 'officeDeputy', 'officeDirector']))
        ? []
        : ['双拥办没有在任人员']),
      ...((await held(group?.id, ['groupLeader'])) ? [] : ['领导小组没有组长']),
      ...(units.length > 0 ? [] : ['没有需要报送的单位']),
    ];
    if (missing.length > 0)
      throw new Refusal('REGION_NOT_READY', { region, missing: missing.join('；') }, 'regionCode');
    return region;
  }
}

function officePosition(principal: Principal, regionCode: string): PrincipalPosition {
  const position = principal.positions.find(
    (one) => OFFICE.includes(one.kind) && regionCode.startsWith(one.regionCode),
  );
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}

async function running({ manager }: Tx, id: string): Promise<ProcessRow> {
  const process = await lockProcess(manager, id);
  if (!process) throw new Refusal('NOT_FOUND');
  if (process.state === 'ended') throw new Refusal('PROCESS_ENDED');
  return process;
}
