import pLimit from 'p-limit';
import type { DataSource, EntityManager } from 'typeorm';
import { act, type Act } from '../../database/steps/act.js';
import type { Signer } from '../../database/steps/acting.js';
import { calendarOf } from '../../database/steps/step-rules.js';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { Refusal } from '../../domain/errors/refusal.js';
import {
  acknowledgesAtOnce,
  actsAt,
  isClaimed,
  type ScenarioName,
  type Task,
} from '../../domain/rehearsal/people.js';
import { decisionOf } from '../../domain/rehearsal/decisions/index.js';
import { roll, seeded } from '../../domain/rehearsal/dice.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { formFor } from './forms/index.js';

/** An open assignment with whoever holds its position, and what simulated people need to know about it. */
export interface OpenTask extends Task {
  assignmentId: string;
  processId: string;
  regionCode: string;
  unitId: string;
  rule: string;
  signer: Signer | null;
}

/** Who signs for something changes nothing outside that process: in one after another, but in several processes at a time. */
const PROCESSES_AT_ONCE = 3;

/** When somebody means to act stays the same until his task or its deadline changes: counting working days anew at each instant was a third of the time. */
const intentions = new WeakMap<DataSource, Map<string, Date | null>>();

interface Planned {
  task: OpenTask;
  at: Date;
}

/**
 * Lets everybody act whose time has come, one after another in a fixed order. Everyone is himself: the same engine, the same rules,
 * the same refusals as over HTTP. @returns how many acted, and when the next one means to
 */
export async function letPeopleAct(
  dataSource: DataSource,
  scenario: ScenarioName,
  now: Date,
  seed?: number,
): Promise<{ acted: number; nextAt: Date | null }> {
  const tasks = (await openTasks(dataSource.manager, now))
    .filter(({ signer }) => signer !== null)
    .map((task) => underSeed(task, seed));
  const plans = await plansOf(dataSource, scenario, tasks);
  const due = plans.filter(({ at }) => at <= now);
  let acted = 0;
  await acknowledge(
    dataSource,
    tasks.filter((task) => acknowledgesAtOnce(task, scenario)),
    now,
  );
  for (const { task } of due) {
    if (await decide(dataSource, task, now)) acted += 1;
  }
  const later = plans.filter(({ at }) => at > now).map(({ at }) => at.getTime());
  return { acted, nextAt: later.length === 0 ? null : new Date(Math.min(...later)) };
}

async function acknowledge(dataSource: DataSource, tasks: readonly OpenTask[], now: Date): Promise<void> {
  const byProcess = new Map<string, OpenTask[]>();
  for (const task of tasks) byProcess.set(task.processId, [...(byProcess.get(task.processId) ?? []), task]);
  const limit = pLimit(PROCESSES_AT_ONCE);
  await limit.map([...byProcess.values()], async (own) => {
    for (const task of own) await doAct(dataSource, task, { action: 'acknowledge' }, now);
  });
}

async function plansOf(
  dataSource: DataSource,
  scenario: ScenarioName,
  tasks: OpenTask[],
): Promise<Planned[]> {
  const calendar = await calendarOf(dataSource.manager);
  const intended = intentions.get(dataSource) ?? new Map<string, Date | null>();
  intentions.set(dataSource, intended);
  return tasks.flatMap((task): Planned[] => {
    if (!takes(task)) return [];
    const { id, openedAt, deadline } = task;
    const key = `${scenario}/${id}/${openedAt.getTime()}/${deadline?.getTime() ?? ''}`;
    const at = intended.has(key) ? intended.get(key) : actsAt(task, scenario, calendar);
    intended.set(key, at ?? null);
    return at ? [{ task, at }] : [];
  });
}

function underSeed(task: OpenTask, seed: number | undefined): OpenTask {
  return seed === undefined ? task : { ...task, seed, id: seeded(seed, task.id) };
}

/** Of several who may do a thing together, the dice say who does it; an unclaimed item is nobody's. */
function takes(task: OpenTask): boolean {
  if (task.rule === 'claim')
    return isClaimed(seeded(task.seed, task.processId)) && roll('claimer', task.id) < 0.5;
  if (task.rule === 'any') return roll('any', task.id) < 0.7;
  return true;
}

async function decide(dataSource: DataSource, task: OpenTask, now: Date): Promise<boolean> {
  const decision = decisionOf(task);
  const form = await formFor(dataSource.manager, task, decision, now);
  // Work may begin only when the unit has signed for it: whoever didn't look at it before does so now.
  if (!task.acknowledged && stepBlueprintOf(task.kind, task.stepKey).acknowledgeFirst)
    await doAct(dataSource, task, { action: 'acknowledge' }, now);
  return doAct(
    dataSource,
    task,
    { action: 'decide', decision, ...(form ? { form } : {}), opinion: '（预演）' },
    now,
  );
}

async function doAct(dataSource: DataSource, task: OpenTask, input: Act, now: Date): Promise<boolean> {
  try {
    await dataSource.transaction((manager) =>
      act(manager, task.signer as Signer, task.assignmentId, input, now),
    );
    return true;
  } catch (error) {
    // Somebody was first, or it is not yet time: people live with that, and try again later.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** What is owed now: who waits for his turn (依次) is asked when it comes. */
export async function openTasks(
  manager: EntityManager,
  now: Date,
  assignmentId: string | null = null,
): Promise<OpenTask[]> {
  return manager.query(
    `select a.id as "assignmentId", a.id, a.process_id as "processId", p.kind, p.region_code as "regionCode", s.key as "stepKey", s.round, s.rule,
       u.id as "unitId", u.short_name as "unitName", u.kind as "unitKind", a.opened_at as "openedAt", a.deadline_at as deadline,
       a.acknowledged_at is not null as acknowledged,
       (select count(*)::int from step r where r.process_id = p.id and r.key = s.key and r.outcome = 'returned') as returned,
       (select jsonb_build_object('personId', pe.id, 'personName', pe.name, 'positions', jsonb_build_array(jsonb_build_object(
            'id', po.id, 'kind', po.kind, 'title', po.title, 'unitId', pu.id, 'unitName', pu.name, 'regionCode', pu.region_code)))
        from appointment ap join person pe on pe.id = ap.person_id and pe.disabled_at is null
        join position po on po.id = ap.position_id join unit pu on pu.id = po.unit_id
        where ap.position_id = a.position_id and ap.valid_from <= $1 and (ap.valid_to is null or ap.valid_to >= $1)
        order by pe.id limit 1) as signer
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id join unit u on u.id = a.unit_id
     where a.state = 'open' and ($2::uuid is null or a.id = $2) order by a.opened_at, a.id`,
    [civilDateOf(now), assignmentId],
  );
}
