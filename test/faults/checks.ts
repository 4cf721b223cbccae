import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { progressQuery, workflowIdOf } from '../../contracts/processes/processes.js';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { describeProblem } from '../../domain/history/chain-problem.js';
import type { Accepted } from './county-work.js';

export interface Check {
  name: string;
  /** What was found wrong; empty when all is well. */
  wrong: string[];
  counted: string;
}

/** What must hold after all that, each with what was counted. */
export async function checkAll(
  dataSource: DataSource,
  client: Client,
  accepted: Accepted[],
  unexpected: string[],
): Promise<Check[]> {
  return [
    { name: 'no answer was unexpected', wrong: unexpected, counted: `${accepted.length} accepted` },
    await acceptedAreThere(dataSource, accepted),
    await noneTwice(dataSource, accepted),
    await rungsOnce(dataSource),
    await stepsOnce(dataSource),
    await outboxEmpty(dataSource),
    await everybodyWaitsOrMoves(dataSource, client),
    await auditWhole(dataSource),
  ];
}

async function acceptedAreThere(dataSource: DataSource, accepted: Accepted[]): Promise<Check> {
  const rows: { id: string; decision: string | null; decided_by: string | null }[] = await dataSource.query(
    `select id, decision, decided_by from assignment where id = any($1::uuid[])`,
    [accepted.map(({ assignmentId }) => assignmentId)],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const wrong = accepted.flatMap(({ assignmentId, decision, personId }) => {
    const row = found.get(assignmentId);
    return row?.decision === decision && row.decided_by === personId
      ? []
      : [`${assignmentId}: accepted ${decision}, stored ${row?.decision ?? 'nothing'}`];
  });
  return {
    name: 'every accepted sign-off is in the database',
    wrong,
    counted: `${accepted.length} accepted`,
  };
}

/** Also none that no client was told of: every lost answer was asked for again. */
async function noneTwice(dataSource: DataSource, accepted: Accepted[]): Promise<Check> {
  const rows: { id: string; n: number }[] = await dataSource.query(
    `select body ->> 'assignmentId' as id, count(*)::int as n from audit_entry where kind = 'decided' group by 1`,
  );
  const known = new Set(accepted.map(({ assignmentId }) => assignmentId));
  const wrong = [
    ...rows.filter(({ n }) => n > 1).map(({ id, n }) => `${id}: recorded ${n} times`),
    ...rows
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => `${id}: recorded, but nobody was told “accepted”`),
    ...(known.size === accepted.length ? [] : ['one assignment was accepted twice']),
  ];
  return {
    name: 'no sign-off is there twice, none without its answer',
    wrong,
    counted: `${rows.length} recorded`,
  };
}

async function rungsOnce(dataSource: DataSource): Promise<Check> {
  const twice: { what: string }[] = await dataSource.query(
    `select concat_ws(' ', process_id, kind, body ->> 'step', body ->> 'round', body ->> 'checkpoint', body ->> 'unitIds') as what
     from audit_entry where body ? 'checkpoint' group by process_id, kind, body ->> 'step', body ->> 'round', body ->> 'checkpoint',
       body ->> 'deadline', body ->> 'unitIds' having count(*) > 1`,
  );
  const [counts]: { fired: number; recorded: number }[] = await dataSource.query(
    `select (select count(*)::int from checkpoint) as fired, (select count(*)::int from audit_entry where body ? 'checkpoint') as recorded`,
  );
  const { fired, recorded } = counts as { fired: number; recorded: number };
  const wrong = twice.map(({ what }) => `twice: ${what}`);
  if (fired !== recorded) wrong.push(`${fired} checkpoints fired, ${recorded} recorded`);
  if (fired === 0) wrong.push('no deadline passed: the run proves nothing about rungs');
  return { name: 'no reminder and no rung is there twice', wrong, counted: `${fired} fired` };
}

async function stepsOnce(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select process_id || ' ' || key as what from step where state = 'open' and about_assignment_id is null group by process_id, key having count(*) > 1
     union all select id || ' is open, but its process has ended' from step s where state = 'open'
       and exists (select 1 from process p where p.id = s.process_id and p.state = 'ended')`,
  );
  const [steps]: { n: number }[] = await dataSource.query(`select count(*)::int as n from step`);
  return {
    name: 'no step is open twice',
    wrong: rows.map(({ what }) => what),
    counted: `${steps?.n ?? 0} steps`,
  };
}

async function outboxEmpty(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select concat_ws(' ', workflow_id, kind, name, last_error) as what from outbox`,
  );
  return {
    name: 'the outbox is empty',
    wrong: rows.map(({ what }) => what),
    counted: `${rows.length} waiting`,
  };
}

/** Workflow and tables agree: each waits for a step that somebody owes, or sleeps until a date; who has ended, has ended in both. */
async function everybodyWaitsOrMoves(dataSource: DataSource, client: Client): Promise<Check> {
  const processes: { id: string; kind: string; state: string; open: string[] }[] = await dataSource.query(
    `select p.id, p.kind, p.state, coalesce(array_agg(distinct s.id::text) filter (where a.id is not null), '{}') as open
     from process p left join step s on s.process_id = p.id and s.state = 'open' and s.about_assignment_id is null
       left join assignment a on a.step_id = s.id and a.state = 'open' group by p.id`,
  );
  const wrong: string[] = [];
  for (const { id, kind, state, open } of processes) {
    const handle = client.workflow.getHandle(workflowIdOf(kind, id));
    const status = (await handle.describe()).status.name;
    if (state === 'ended') {
      if (status !== 'COMPLETED') wrong.push(`${kind} ${id} has ended, its workflow is ${status}`);
      continue;
    }
    if (status !== 'RUNNING') {
      wrong.push(`${kind} ${id} runs, its workflow is ${status}`);
      continue;
    }
    const progress = await handle.query(progressQuery).catch(String);
    if (typeof progress === 'string') {
      wrong.push(`${kind} ${id} can't be asked: ${progress}`);
      continue;
    }
    const { waitingFor, sleepingUntil, noticesAwaited } = progress;
    const waits = waitingFor.map(({ stepId }) => stepId);
    const lost = waits.filter((stepId) => !open.includes(stepId));
    if (lost.length > 0) wrong.push(`${kind} ${id} waits for what nobody owes: ${lost.join(', ')}`);
    else if (waits.length === 0 && sleepingUntil === null && noticesAwaited.length === 0)
      wrong.push(`${kind} ${id} waits for nothing`);
    for (const stepId of open)
      if (!waits.includes(stepId)) wrong.push(`${kind} ${id} does not wait for its open step ${stepId}`);
  }
  const ended = processes.filter(({ state }) => state === 'ended').length;
  return {
    name: 'every process has ended, or waits for somebody',
    wrong,
    counted: `${processes.length} processes, ${ended} ended`,
  };
}

async function auditWhole(dataSource: DataSource): Promise<Check> {
  const { problem, chains, entries, seals } = await verifyAudit(dataSource.manager);
  const wrong = problem ? [`${problem.processId ?? ''} ${describeProblem(problem)}`] : [];
  return {
    name: 'the record is whole',
    wrong,
    counted: `${chains} chains, ${entries} entries, ${seals} seals`,
  };
}
