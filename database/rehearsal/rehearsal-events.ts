import type { EntityManager } from 'typeorm';
import { blueprintOf, stepBlueprintOf } from '../../domain/blueprints/index.js';
import { outcomeLabel, processOutcomeLabel } from '../../domain/blueprints/outcome-label.js';
import { formatInstant } from '../../domain/time/zone.js';
import type { Told } from '../steps/told.js';

/** One thing that happened, in names and dates: no ids, so that two runs can be compared to the byte. */
export interface RehearsalEvent {
  /** +08:00. */
  at: string;
  kind: string;
  process: string;
  /** What kind of process, in words. */
  processLabel: string;
  step?: string;
  round?: number;
  units?: string[];
  by?: string;
  decision?: string;
  /** What was due: `remind:10wd`, `overdue`, `rung:2` … */
  checkpoint?: string;
  deadline?: string;
  told?: string[];
  outcome?: string;
  outcomeLabel?: string;
  detail?: string;
}

interface Row {
  id: string;
  at: Date;
  kind: string;
  process: string;
  processKind: string;
  actor: { personName: string; positionTitle: string; unitName: string } | null;
  body: Record<string, unknown>;
}

/** Everything that a rehearsal's record holds, in order of time, then of process, then as it was written. */
export async function rehearsalEvents(manager: EntityManager): Promise<RehearsalEvent[]> {
  const rows: Row[] = await manager.query(
    `select p.id, e.at, e.kind, p.kind as "processKind", e.actor, e.body,
       case when i.number is null then p.title else i.region_code || '-' || i.number || ' ' || p.title end as process
     from audit_entry e join process p on p.id = e.process_id left join need_item i on i.id = p.id
     order by e.at, p.kind, p.region_code, i.number nulls first, p.title, p.launched_at, p.id, e.seq`,
  );
  const units = await unitNames(manager);
  const assignments = await assignmentUnits(manager);
  return inOneOrder(rows).map((row) => eventOf(row, units, assignments));
}

/** Facts that several things write into one record at one instant. */
const TOGETHER = ['stepOpened', 'matterClosed', 'pointClosed', 'rectificationClosed'];

/**
 * What a process opens at one instant beside its main line it opens at the same time, and children that end at one instant tell it at the same
 * time: which comes first in the record is the machine's doing, and nobody's affair. By step and round, or by the child, so that two runs are
 * the same.
 */
function inOneOrder(rows: readonly Row[]): Row[] {
  const together = (a: Row, b: Row | undefined): boolean =>
    b !== undefined &&
    TOGETHER.includes(b.kind) &&
    a.kind === b.kind &&
    a.at.getTime() === b.at.getTime() &&
    a.id === b.id;
  const runs: Row[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && together(row, run.at(-1))) run.push(row);
    else runs.push([row]);
  }
  const place = ({ body }: Row): string =>
    ['step', 'round', 'title', 'unitId', 'outcome'].map((name) => String(body[name])).join('/');
  return runs.flatMap((run) => run.toSorted((a, b) => (place(a) < place(b) ? -1 : 1)));
}

export async function unitNames(manager: EntityManager): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await manager.query(`select id, short_name as name from unit`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function assignmentUnits(manager: EntityManager): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await manager.query(
    `select a.id, u.short_name as name from assignment a join unit u on u.id = a.unit_id`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function eventOf(
  { at, kind, process, processKind, actor, body }: Row,
  names: Map<string, string>,
  assignments: Map<string, string>,
): RehearsalEvent {
  const text = (name: string): string | undefined =>
    typeof body[name] === 'string' ? (body[name] as string) : undefined;
  const key = text('step');
  const outcome = text('outcome');
  const ids = [
    ...((body['unitIds'] as string[] | undefined) ?? []),
    ...(text('unitId') ? [text('unitId') as string] : []),
  ];
  const owners = ((body['owners'] as { unitId: string }[] | undefined) ?? []).map(({ unitId }) => unitId);
  const concerned = [...ids, ...owners].map((id) => names.get(id) ?? '');
  const asked = ((body['assignmentIds'] as string[] | undefined) ?? []).map(
    (id) => assignments.get(id) ?? '',
  );
  const told = (body['told'] as Told[] | undefined)?.map(
    ({ unit, title, people }) => `${unit}${title}${people.join('、')}`,
  );
  const deadline = text('deadline') ?? text('to');
  const entries: [keyof RehearsalEvent, unknown][] = [
    ['step', key && stepBlueprintOf(processKind, key).label],
    ['round', body['round']],
    ['units', [...concerned, ...asked].length > 0 ? [...concerned, ...asked].sort() : undefined],
    ['by', actor && `${actor.unitName}${actor.positionTitle}${actor.personName}`],
    [
      'decision',
      key && text('decision')
        ? stepBlueprintOf(processKind, key).decisions[text('decision') as string]?.label
        : undefined,
    ],
    ['checkpoint', text('checkpoint')],
    [
      'deadline',
      deadline && /^\d{4}-\d\d-\d\dT/.test(deadline) ? formatInstant(new Date(deadline)) : undefined,
    ],
    ['told', told],
    ['outcome', outcome],
    [
      'outcomeLabel',
      outcome &&
        (key
          ? outcomeLabel(blueprintOf(processKind), key, outcome)
          : processOutcomeLabel(blueprintOf(processKind), outcome)),
    ],
    ['detail', text('summary') ?? text('answer') ?? text('reason') ?? text('units') ?? text('title')],
  ];
  const present = entries.filter(([, value]) => value !== undefined && value !== null);
  const processLabel = blueprintOf(processKind).label;
  return { at: formatInstant(at), kind, process, processLabel, ...Object.fromEntries(present) };
}
