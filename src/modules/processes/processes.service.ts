import { Injectable } from '@nestjs/common';
import type { ProcessFlowView } from '../../../contracts/http/flow.js';
import type {
  NextCheckpointView,
  ProcessDetailView,
  ProcessPage,
  ProcessQuery,
} from '../../../contracts/http/processes.js';
import {
  childrenOf,
  listProcesses,
  processById,
  stepsOf,
  waitingOf,
  type ProcessSummary,
  type StepSummary,
  type Waiting,
} from '../../../database/processes/process.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { calendarOf, policiesById } from '../../../database/steps/step-rules.js';
import { blueprintOf, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { dueCheckpoints } from '../../../domain/steps/chase.js';
import type { CheckpointKind } from '../../../domain/time/ladder.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { signerIn } from '../../http/signer.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { processFlowView } from './flow.view.js';
import { processView, stepView } from './process.view.js';

const CHECKPOINT_LABELS: Record<CheckpointKind, string> = {
  remind: '催办',
  unack: '催签收',
  overdue: '逾期提醒',
  rung: '督办',
};

/** Lists and shows processes: waiting for whom, since when, what happens next and when. */
@Injectable()
export class ProcessesService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { limit, cursor, q, ...filter }: ProcessQuery): Promise<ProcessPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listProcesses(
      this.database.manager,
      scopeOf(principal),
      { ...filter, text: q?.trim() },
      {
        limit: limit + 1,
        after,
      },
    );
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.launchedAt.toISOString(), row.id]);
    return { items: items.map(processView), nextCursor };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<ProcessDetailView> {
    const { manager } = this.database;
    const now = this.database.now();
    const scope = scopeOf(principal);
    const { parentId } = await visibleProcess(manager, scope, id);
    const [process, children, steps, waiting] = await Promise.all([
      processById(manager, id),
      childrenOf(manager, id),
      stepsOf(manager, id),
      waitingOf(manager, id, now),
    ]);
    if (!process) throw new Refusal('NOT_FOUND');
    const whole = seesRegion(scope, process.regionCode);
    // A unit sees what it owes itself, a lower office what its region owes; who else is late is for the process's own office and leaders.
    const units = unitsSeen(scope, process.kind);
    const sees = ({ unitId, regionCode }: Waiting) => units.includes(unitId) || seesRegion(scope, regionCode);
    const own = signerIn(principal, process.kind).positions.map((position) => position.id);
    return {
      ...processView(process),
      parentId,
      children: (whole ? children : []).map(processView),
      steps: await Promise.all(
        steps.map(async (step) => {
          const owed = waiting.filter((one) => one.stepId === step.id);
          return stepView(
            process.kind,
            step,
            whole ? owed : owed.filter(sees),
            await this.next(process, step, owed),
            now,
            own,
            process.pause !== null,
          );
        }),
      ),
    };
  }

  /** @throws Refusal NOT_FOUND */
  async flow(principal: Principal, id: string): Promise<ProcessFlowView> {
    const { manager } = this.database;
    await visibleProcess(manager, scopeOf(principal), id);
    const [process, steps] = await Promise.all([processById(manager, id), stepsOf(manager, id)]);
    if (!process) throw new Refusal('NOT_FOUND');
    return processFlowView(blueprintOf(process.kind), { ...process, steps });
  }

  /** The next thing the clock will do about a step. */
  private async next(
    process: ProcessSummary,
    step: StepSummary,
    waiting: Waiting[],
  ): Promise<NextCheckpointView | undefined> {
    if (!step.checkAt) return undefined;
    const { manager } = this.database;
    const blueprint = stepBlueprintOf(process.kind, step.key);
    const policies = await policiesById(manager, step.policyId ? [step.policyId] : []);
    const chased = {
      stepId: step.id,
      rule: step.rule as 'single',
      policy: policies.get(step.policyId ?? '') ?? blueprint.ladder,
      owed: waiting.map(({ assignmentId, since, deadline, acknowledged }) => ({
        id: assignmentId,
        openedAt: since,
        deadline,
        acknowledged,
      })),
      closesAfter: step.state === 'open' && blueprint.atDeadline ? step.deadlineAt : null,
      window: blueprint.atDeadline?.window === true,
    };
    const [due] = dueCheckpoints(chased, await calendarOf(manager), step.checkedUntil, step.checkAt);
    const at = formatInstant(step.checkAt);
    if (due) return { at, kind: due.checkpoint.kind, label: CHECKPOINT_LABELS[due.checkpoint.kind] };
    return { at, kind: 'close', label: blueprint.atDeadline?.label ?? '到期' };
  }
}
