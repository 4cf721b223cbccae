import { Injectable } from '@nestjs/common';
import type {
  DoneView,
  LaunchBody,
  LaunchedView,
  ReasonBody,
  TerminationBody,
} from '../../../contracts/http/processes.js';
import { endUnderLock } from '../../../database/processes/end-process.js';
import { refusePaused } from '../../../database/pauses/refuse-paused.js';
import { enqueue } from '../../../database/processes/outbox.repository.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { actorOf } from '../../../database/steps/acting.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { processIdOf } from '../../../database/steps/ids.js';
import type { LaunchBlueprint } from '../../../domain/blueprints/blueprint.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { yearOf } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import { scopeOf } from '../../http/scope.js';
import { FORM, type Place } from '../../http/place.js';
import { checkedForm } from '../../http/checked-form.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';
import { checkedPlan } from './launch-check.js';
import { readyRegion } from './launch-readiness.js';

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/** Launches processes and ends them before their time. */
@Injectable()
export class LaunchService {
  constructor(private readonly database: Database) {}

  /**
   * `place` is where the launch's form stands in what was handed in.
   * @throws Refusal FORBIDDEN, YEAR_OUT_OF_RANGE, REGION_NOT_READY, ALREADY_LAUNCHED and what the launch's form is refused for
   */
  launch({ principal, key }: ChangeRequest, body: LaunchBody, place = FORM): Promise<LaunchedView> {
    const { kind, regionCode } = body;
    refuseClassified(body.form, place.path);
    return this.database.change(key, async ({ manager, now }) => {
      const { launch, label } = blueprintOf(kind);
      const position = launchingPosition(principal, regionCode, launch);
      const year = yearToLaunch(body.year, launch, yearOf(now));
      const region = await readyRegion(manager, regionCode, launch, now);
      const form = await checkedPlan(manager, {
        ...{ kind, year, now, path: place.path },
        region: { code: regionCode, label: region },
        form: launchForm(launch, body.form, place),
      });
      const title = launch.once === 'year' ? `${region}${year}年${label}` : (form as { title: string }).title;
      // As many as are needed: which one it is follows from the submission, so that a repeated one finds it.
      const which = launch.once === 'year' ? year : processIdOf(`${principal.personId}/${key.key}`);
      const businessKey = `${kind}:${regionCode}:${which}`;
      const unitId = position.unitKind === 'military' ? position.unitId : null;
      const process = await launchProcess(
        manager,
        { kind, businessKey, regionCode, year, title },
        { form, unitId },
        actorOf(signerOf(principal), position),
        now,
      );
      if (!process) throw new Refusal('ALREADY_LAUNCHED', { region, year, process: label });
      return { id: process.id, title };
    });
  }

  /**
   * Ends a process now, with a reason on record, and with it what it started, if that is wished: else every item goes on by itself. The
   * office's 主任 only.
   */
  terminate(
    { principal, key }: ChangeRequest,
    id: string,
    { reason, children = 'goOn' }: TerminationBody,
  ): Promise<DoneView> {
    refuseClassified(reason, 'reason');
    return this.database.change(key, async (tx) => {
      const process = await running(tx, id);
      const position = principal.positions.find(
        (one) => one.kind === 'officeDirector' && one.regionCode === process.regionCode,
      );
      if (!position) {
        // Who may not even see it hears that there is nothing.
        await visibleProcess(tx.manager, scopeOf(principal), id);
        throw new Refusal('FORBIDDEN');
      }
      if (children === 'end')
        for (const childId of await runningBelow(tx, id)) {
          const child = await lockProcess(tx.manager, childId);
          if (child?.state === 'running')
            await this.end(tx, child, 'terminated', principal, position, reason);
        }
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
      await refusePaused(tx.manager, process);
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
}

/** @throws Refusal FORBIDDEN */
function launchingPosition(
  { positions }: Principal,
  regionCode: string,
  { by }: LaunchBlueprint,
): PrincipalPosition {
  const office = positions.find(
    (one) => OFFICE.includes(one.kind) && regionCode.startsWith(one.regionCode) && by !== 'process',
  );
  const military = positions.find(
    (one) => one.unitKind === 'military' && one.regionCode === regionCode && by === 'officeOrMilitary',
  );
  const position = office ?? military;
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}

/** @throws Refusal FORM_REQUIRED, YEAR_OUT_OF_RANGE */
function yearToLaunch(year: number | undefined, { once }: LaunchBlueprint, thisYear: number): number {
  if (once === 'each') return year ?? thisYear;
  if (year === undefined) throw new Refusal('FORM_REQUIRED', { field: '年度' }, 'year');
  if (year < thisYear || year > thisYear + 1)
    throw new Refusal('YEAR_OUT_OF_RANGE', { from: thisYear, to: thisYear + 1 }, 'year');
  return year;
}

/** @throws Refusal INVALID_REQUEST …, UNKNOWN_FIELD for a form that isn't asked for */
function launchForm({ form: key }: LaunchBlueprint, form: unknown, place: Place): unknown {
  if (key) return checkedForm(key, form, place);
  if (form !== undefined && form !== null) throw new Refusal('UNKNOWN_FIELD', { field: 'form' }, 'form');
  return undefined;
}

/** Everything that runs below a process, the lowest first: what it started, and what that started in its turn. */
async function runningBelow({ manager }: Tx, id: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `with recursive below as (
       select id, 1 as depth from process where parent_id = $1
       union all
       select p.id, b.depth + 1 from process p join below b on p.parent_id = b.id
     ) select b.id from below b join process p on p.id = b.id where p.state = 'running' order by b.depth desc, p.launched_at, p.id`,
    [id],
  );
  return rows.map((row) => row.id);
}

async function running({ manager }: Tx, id: string): Promise<ProcessRow> {
  const process = await lockProcess(manager, id);
  if (!process) throw new Refusal('NOT_FOUND');
  if (process.state === 'ended') throw new Refusal('PROCESS_ENDED');
  return process;
}
