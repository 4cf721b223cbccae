import type { EntityManager } from 'typeorm';
import { effectsOf } from './effects.js';
import type { PlannedItem } from './planned.js';

/** Something that is owed, as it stands. */
export interface OwedNow {
  assignmentId: string;
  processId: string;
  process: string;
  kind: string;
  stepId: string;
  stepKey: string;
  round: number;
  unitId: string;
  unit: string;
  position: string;
  deadline: Date | null;
  warnAt: Date | null;
  paused: boolean;
}

export interface Snapshot {
  owed: Map<string, OwedNow>;
  planned: Map<string, PlannedNow>;
}

export interface PlannedNow extends PlannedItem {
  processId: string;
}

/** What is different between two snapshots; null on the side where it is not there. */
export interface Differences {
  owed: { before: OwedNow | null; after: OwedNow | null }[];
  planned: { before: PlannedNow | null; after: PlannedNow | null }[];
}

/** All that processes are owed and have planned, to compare with what it is after a change. */
export async function snapshotOf(manager: EntityManager, processIds: readonly string[]): Promise<Snapshot> {
  const owed: OwedNow[] = await manager.query(
    `select a.id as "assignmentId", a.process_id as "processId", p.title as process, p.kind, s.id as "stepId", s.key as "stepKey", s.round,
       a.unit_id as "unitId", u.short_name as unit, po.title as position, a.deadline_at as deadline,
       s.warn_at + (a.deadline_at - s.deadline_at) as "warnAt", p.paused_at is not null as paused
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id join unit u on u.id = a.unit_id
       join position po on po.id = a.position_id
     where a.process_id = any($1::uuid[]) and a.state in ('open', 'waiting')
     order by p.launched_at, p.id, s.opened_at, s.key, u.short_name, a.id`,
    [processIds],
  );
  const processes: { id: string; kind: string }[] = await manager.query(
    `select id, kind from process where id = any($1::uuid[]) order by launched_at, id`,
    [processIds],
  );
  const planned: PlannedNow[] = [];
  for (const { id, kind } of processes)
    for (const item of (await effectsOf(kind).plannedItems?.(manager, id)) ?? [])
      planned.push({ ...item, processId: id });
  return {
    owed: new Map(owed.map((one) => [one.assignmentId, one])),
    planned: new Map(planned.map((one) => [`${one.processId}/${one.key}`, one])),
  };
}

export function differences(before: Snapshot, after: Snapshot): Differences {
  return {
    owed: pairs(before.owed, after.owed).filter(
      ({ before: a, after: b }) =>
        a?.deadline?.getTime() !== b?.deadline?.getTime() || a?.unitId !== b?.unitId || !a !== !b,
    ),
    planned: pairs(before.planned, after.planned).filter(
      ({ before: a, after: b }) => a?.from !== b?.from || a?.to !== b?.to || !a !== !b,
    ),
  };
}

function pairs<T>(before: Map<string, T>, after: Map<string, T>): { before: T | null; after: T | null }[] {
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
    before: before.get(key) ?? null,
    after: after.get(key) ?? null,
  }));
}
