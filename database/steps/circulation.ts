import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import { Refusal } from '../../domain/errors/refusal.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { civilDateOf, formatInstant } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { holdersOf } from '../organisation/position.repository.js';
import { officeOf } from './act-checks.js';
import { actorOf, beginAct, type Signer } from './acting.js';
import { notify, type Notification } from './notify.js';
import { lockProcess, type ProcessRow } from './step.store.js';
import { URGE_COOLDOWN_MS } from './urge.js';

const NAMESPACE = '3a0d7c54-2b0f-4c1d-9a0e-6d1f5f1c2f7b';

/**
 * 传阅: shows a step to positions that owe nothing in it but to read it (抄送). Whoever has or had a part in the step may, and the office.
 * Showing it twice to the same position changes nothing.
 *
 * @throws Refusal NOT_FOUND, NOT_YOURS, POSITION_OUTSIDE, POSITION_VACANT, PROCESS_ENDED, CIRCULATION_RESTRICTED
 */
export async function circulate(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  positionIds: readonly string[],
  now: Date,
): Promise<{ sent: number }> {
  const { process, step, assignments } = await beginAct(manager, assignmentId);
  if (process.state === 'ended') throw new Refusal('PROCESS_ENDED');
  await refusePaused(manager, process);
  const [{ restricted } = { restricted: true }]: { restricted: boolean }[] = await manager.query(
    `select restricted from process where id = $1`,
    [process.id],
  );
  // Of a case of dereliction nobody hears beyond its scope (三（五）3).
  if (restricted) throw new Refusal('CIRCULATION_RESTRICTED');
  const part = signer.positions.find(({ id }) => assignments.some(({ positionId }) => positionId === id));
  const position = part ?? officeOf(signer, process.regionCode);
  if (!position) throw new Refusal('NOT_YOURS');
  const ids = [...new Set(positionIds)];
  const rows: { id: string; unit_id: string }[] = await manager.query(
    `select po.id, po.unit_id from position po join unit u on u.id = po.unit_id
     where po.id = any($1::uuid[]) and starts_with(u.region_code, $2)`,
    [ids, process.regionCode],
  );
  if (rows.length < ids.length) throw new Refusal('POSITION_OUTSIDE', {}, 'positionIds');
  const holders = await holdersOf(manager, ids, civilDateOf(now));
  if (ids.some((id) => !holders.some(({ positionId }) => positionId === id)))
    throw new Refusal('POSITION_VACANT', {}, 'positionIds');
  const sent: { id: string; unit_id: string; position_id: string }[] = await manager.query(
    `insert into circulation (id, process_id, step_id, unit_id, position_id, sent_by, sent_at)
     select id, $1, $2, unit_id, position_id, $3, $4 from unnest($5::uuid[], $6::uuid[], $7::uuid[]) as c(id, unit_id, position_id)
     on conflict do nothing returning id, unit_id, position_id`,
    [
      ...[process.id, step.id, signer.personId, now],
      rows.map((row) => uuidv5(`${step.id}/${row.id}`, NAMESPACE)),
      rows.map((row) => row.unit_id),
      rows.map((row) => row.id),
    ],
  );
  if (sent.length === 0) return { sent: 0 };
  const unitIds = sent.map(({ unit_id }) => unit_id);
  const body = {
    step: step.key,
    round: step.round,
    unitIds,
    positionIds: sent.map((row) => row.position_id),
  };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'circulated', actor: actorOf(signer, position), body }] },
  ]);
  await notify(
    manager,
    now,
    sent.map((row) => told('circulated', process, step, row.position_id)),
  );
  return { sent: sent.length };
}

interface Circulation {
  id: string;
  process_id: string;
  step_id: string;
  key: string;
  round: number;
  position_id: string;
  unit_id: string;
  read_at: Date | null;
  urged_at: Date | null;
}

async function lockCirculation(
  manager: EntityManager,
  id: string,
): Promise<{ process: ProcessRow; found: Circulation }> {
  const [known]: { process_id: string }[] = await manager.query(
    `select process_id from circulation where id = $1`,
    [id],
  );
  const process = known ? await lockProcess(manager, known.process_id) : null;
  if (!process) throw new Refusal('NOT_FOUND');
  const [found]: Circulation[] = await manager.query(
    `select c.id, c.process_id, c.step_id, s.key, s.round, c.position_id, c.unit_id, c.read_at, c.urged_at
     from circulation c join step s on s.id = c.step_id where c.id = $1`,
    [id],
  );
  return { process, found: found as Circulation };
}

/** 已阅, by whoever holds the position. Again does nothing. @throws Refusal NOT_FOUND */
export async function markRead(manager: EntityManager, signer: Signer, id: string, now: Date): Promise<void> {
  const { process, found } = await lockCirculation(manager, id);
  const position = signer.positions.find((one) => one.id === found.position_id);
  if (!position) throw new Refusal('NOT_FOUND');
  if (found.read_at) return;
  await manager.query(`update circulation set read_at = $2, read_by = $3 where id = $1`, [
    id,
    now,
    signer.personId,
  ]);
  const body = { step: found.key, round: found.round, unitIds: [found.unit_id] };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'circulationRead', actor: actorOf(signer, position), body }] },
  ]);
}

/** 催阅: by the office, and whoever has a part in the step. @throws Refusal NOT_FOUND, CIRCULATION_READ, URGE_COOLDOWN */
export async function urgeReading(
  manager: EntityManager,
  signer: Signer,
  id: string,
  now: Date,
): Promise<{ until: string }> {
  const { process, found } = await lockCirculation(manager, id);
  const parts: { position_id: string }[] = await manager.query(
    `select position_id from assignment where step_id = $1`,
    [found.step_id],
  );
  const [{ restricted } = { restricted: true }]: { restricted: boolean }[] = await manager.query(
    `select restricted from process where id = $1`,
    [process.id],
  );
  // Of a case of dereliction nobody hears beyond its scope (三（五）3).
  if (restricted) throw new Refusal('CIRCULATION_RESTRICTED');
  const part = signer.positions.find((one) => parts.some(({ position_id }) => position_id === one.id));
  const position = officeOf(signer, process.regionCode) ?? part;
  if (!position) throw new Refusal('NOT_FOUND');
  await refusePaused(manager, process);
  if (found.read_at) throw new Refusal('CIRCULATION_READ');
  const until = found.urged_at && new Date(found.urged_at.getTime() + URGE_COOLDOWN_MS);
  if (until && until > now) throw new Refusal('URGE_COOLDOWN', { until: formatInstant(until) });
  await manager.query(`update circulation set urged_at = $2 where id = $1`, [id, now]);
  const body = { step: found.key, round: found.round, unitIds: [found.unit_id] };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'circulationUrged', actor: actorOf(signer, position), body }] },
  ]);
  await notify(manager, now, [
    told('circulationUrged', process, { id: found.step_id, key: found.key }, found.position_id),
  ]);
  return { until: formatInstant(new Date(now.getTime() + URGE_COOLDOWN_MS)) };
}

function told(
  kind: 'circulated' | 'circulationUrged',
  process: ProcessRow,
  { id, key }: { id: string; key: string },
  positionId: string,
): Notification {
  return {
    kind,
    process,
    stepKey: key,
    stepId: id,
    assignmentId: null,
    positionIds: [positionId],
    deadline: null,
  };
}
