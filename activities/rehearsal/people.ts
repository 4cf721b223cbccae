import pLimit from 'p-limit';
import type { DataSource, EntityManager } from 'typeorm';
import { act, type Act } from '../../database/steps/act.js';
import type { Signer } from '../../database/steps/acting.js';
import { calendarOf } from '../../database/steps/step-rules.js';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { RefusalCode } from '../../domain/errors/catalogue.js';
import { Refusal } from '../../domain/errors/refusal.js';
import {
  acknowledgesAtOnce,
  actsAt,
  isClaimed,
  objects,
  type ScenarioName,
  type Task,
} from '../../domain/rehearsal/people.js';
import { decisionOf } from '../../domain/rehearsal/decisions/index.js';
import { roll, seeded } from '../../domain/rehearsal/dice.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { formFor } from './forms/index.js';

/** An open assignment at a glance: of the many that wait, few are looked at more closely at one instant. */
interface Standing {
  assignmentId: string;
  /** Another text when the task, its holder or its deadline is another. */
  standing: string;
  acknowledged: boolean;
}

/** An open assignment with whoever holds its position, and what simulated people need to know about it. */
export interface OpenTask extends Task, Standing {
  processId: string;
  regionCode: string;
  unitId: string;
  rule: string;
  signer: Signer | null;
  /** How many entries the process's record has. */
  recorded: number;
}

const NEVER = new Date(8_640_000_000_000_000);
/** Columns of a `Standing`, of an assignment `a`. */
const STANDING = `a.id as "assignmentId", concat_ws('/', a.id, a.position_id, a.opened_at, a.deadline_at) as standing,
       a.acknowledged_at is not null as acknowledged`;

/** Who signs for something changes nothing outside that process: in one after another, but in several processes at a time. */
const PROCESSES_AT_ONCE = 3;

/** What people remember, so that it isn't worked out anew at each instant. */
interface Memory {
  /** By how an assignment stands. */
  intentions: Map<string, Intention>;
  /** By assignment, what the process and the day were like when it was refused for a reason that lasts. */
  refusals: Map<string, string>;
}
const memories = new WeakMap<DataSource, Memory>();

interface Intention {
  /** When somebody means to act; null: never. */
  at: Date | null;
  /** Signs for it as soon as he sees it. */
  acknowledges: boolean;
}

/** Refused for what stands in the process's own record or in the organisation of the day: while both stay the same, so does the answer. */
const LASTING: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'COMPOSITION_INCOMPLETE',
  'MATTERS_INCOMPLETE',
  'NO_PARENT_OFFICE',
  'POINT_REPLIES_OPEN',
]);

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
  const { manager } = dataSource;
  const { intentions, refusals } = memoryOf(dataSource);
  const tasksOf = async (some: readonly Standing[]): Promise<OpenTask[]> => {
    if (some.length === 0) return [];
    const ids = some.map(({ assignmentId }) => assignmentId);
    const tasks = await openTasks(manager, now, ids);
    return tasks.filter(({ signer }) => signer !== null).map((task) => underSeed(task, seed));
  };
  const open = await standings(manager);
  const calendar = await calendarOf(manager);
  for (const task of await tasksOf(open.filter(({ standing }) => !intentions.has(standing))))
    intentions.set(task.standing, {
      at: takes(task) ? actsAt(task, scenario, calendar) : null,
      acknowledges: acknowledgesAtOnce(task, scenario),
    });

  const isDue = ({ standing }: Standing) => (intentions.get(standing)?.at ?? NEVER) <= now;
  const signsFor = ({ standing, acknowledged }: Standing) =>
    !acknowledged && intentions.get(standing)?.acknowledges === true;
  const tasks = await tasksOf(open.filter((one) => isDue(one) || signsFor(one)));
  await acknowledge(dataSource, tasks.filter(signsFor), now);
  let acted = 0;
  for (const task of tasks.filter(isDue)) {
    const circumstances = `${task.recorded}/${civilDateOf(now)}`;
    // What somebody did a moment ago at this very instant may be in no record that was read.
    if (acted === 0 && refusals.get(task.assignmentId) === circumstances) continue;
    const refused = await decide(dataSource, task, now);
    if (refused === null) acted += 1;
    else if (LASTING.has(refused)) refusals.set(task.assignmentId, circumstances);
  }
  const later = open.map(({ standing }) => intentions.get(standing)?.at ?? NEVER).filter((at) => at > now);
  const nextAt = later.reduce((first, at) => (at < first ? at : first), NEVER);
  return { acted, nextAt: nextAt === NEVER ? null : nextAt };
}

async function acknowledge(dataSource: DataSource, tasks: readonly OpenTask[], now: Date): Promise<void> {
  const byProcess = new Map<string, OpenTask[]>();
  for (const task of tasks) byProcess.set(task.processId, [...(byProcess.get(task.processId) ?? []), task]);
  const limit = pLimit(PROCESSES_AT_ONCE);
  await limit.map([...byProcess.values()], async (own) => {
    for (const task of own) await doAct(dataSource, task, { action: 'acknowledge' }, now);
  });
}

function memoryOf(dataSource: DataSource): Memory {
  const known = memories.get(dataSource);
  if (known) return known;
  const memory: Memory = { intentions: new Map(), refusals: new Map() };
  memories.set(dataSource, memory);
  return memory;
}

function underSeed(task: OpenTask, seed: number | undefined): OpenTask {
  return seed === undefined ? task : { ...task, seed, id: seeded(seed, task.id) };
}

/** Of several who may do a thing together, the dice say who does it; an unclaimed item is nobody's. */
function takes(task: OpenTask): boolean {
  if (task.stepKey === 'objections') return objects(task);
  if (task.rule === 'claim')
    return isClaimed(seeded(task.seed, task.processId)) && roll('claimer', task.id) < 0.5;
  if (task.rule === 'any') return roll('any', task.id) < 0.7;
  return true;
}

const stepOf = ({ kind, stepKey }: OpenTask) => stepBlueprintOf(kind, stepKey);

/** @returns what it was refused for, or null when it is done */
async function decide(dataSource: DataSource, task: OpenTask, now: Date): Promise<RefusalCode | null> {
  const decision = decisionOf(task);
  const form = await formFor(dataSource.manager, task, decision, now);
  // Work may begin only when the unit has signed for it: whoever didn't look at it before does so now.
  if (!task.acknowledged && stepOf(task).acknowledgeFirst)
    await doAct(dataSource, task, { action: 'acknowledge' }, now);
  const refused = await doAct(
    dataSource,
    task,
    { action: 'decide', decision, ...(form ? { form } : {}), opinion: '（预演）' },
    now,
  );
  // Who mustn't vote on what concerns his own unit stands aside.
  return refused === 'RECUSAL_REQUIRED' && Object.hasOwn(stepOf(task).decisions, 'recused')
    ? doAct(dataSource, task, { action: 'decide', decision: 'recused' }, now)
    : refused;
}

async function doAct(
  dataSource: DataSource,
  task: OpenTask,
  input: Act,
  now: Date,
): Promise<RefusalCode | null> {
  try {
    await dataSource.transaction((manager) =>
      act(manager, task.signer as Signer, task.assignmentId, input, now),
    );
    return null;
  } catch (error) {
    // Somebody was first, or it is not yet time: people live with that, and try again later.
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** What is owed now: who waits for his turn (依次) is asked when it comes. */
function standings(manager: EntityManager): Promise<Standing[]> {
  return manager.query(`select ${STANDING} from assignment a where a.state = 'open'`);
}

/** Those of these assignments that are open. */
export function openTasks(
  manager: EntityManager,
  now: Date,
  assignmentIds: readonly string[],
): Promise<OpenTask[]> {
  return manager.query(
    `select ${STANDING}, a.id, a.process_id as "processId", p.kind, p.region_code as "regionCode", s.key as "stepKey", s.round, s.rule,
       u.id as "unitId", u.short_name as "unitName", u.kind as "unitKind", a.opened_at as "openedAt", a.deadline_at as deadline, p.audit_seq as recorded,
       (select count(*)::int from step r where r.process_id = p.id and r.key = s.key and r.outcome = 'returned') as returned,
       (select jsonb_build_object('personId', pe.id, 'personName', pe.name, 'positions', jsonb_build_array(jsonb_build_object(
            'id', po.id, 'kind', po.kind, 'title', po.title, 'unitId', pu.id, 'unitName', pu.name, 'regionCode', pu.region_code)))
        from appointment ap join person pe on pe.id = ap.person_id and pe.disabled_at is null
        join position po on po.id = ap.position_id join unit pu on pu.id = po.unit_id
        where ap.position_id = a.position_id and ap.valid_from <= $1 and (ap.valid_to is null or ap.valid_to >= $1)
        order by pe.id limit 1) as signer
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id join unit u on u.id = a.unit_id
     where a.state = 'open' and a.id = any($2::uuid[]) order by a.opened_at, a.id`,
    [civilDateOf(now), assignmentIds],
  );
}
