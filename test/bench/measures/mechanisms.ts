import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { openStep } from '../../../database/steps/open-step.js';
import { ApiClient } from '../client.js';
import { measured, type Bench } from '../context.js';
import { launchItem } from '../world.js';

/** As many as one call may sign. */
const BULK = 200;
const ROUNDS = 3;
const MATTERS = 20;
const TASKS = 20;
const PATIENCE_MS = 60_000;

/** 批量签批: 200 rows in one call, each closing an item; the whole call, and what a row comes to. */
export async function bulkSigning(bench: Bench) {
  const { dataSource, world, product } = bench;
  const api = new ApiClient(product.running().url, 1);
  const token = await officeToken(bench);
  const calls: number[] = [];
  const result = await measured(bench, 'bulk', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const assignmentIds: string[] = [];
      for (let n = 0; n < BULK; n += 1) {
        const processId = await launchItem(dataSource, world, true);
        assignmentIds.push(await standsAtClose(dataSource.manager, processId));
      }
      const began = performance.now();
      const { done } = await api.post<{ done: number }>('/api/v1/acts/bulk', token, {
        ...{ assignmentIds, action: 'decide', decision: 'closed', opinion: '同意销号' },
      });
      calls.push(performance.now() - began);
      if (done !== BULK) throw new Error(`${done} of ${BULK} signed`);
    }
    const [best = 0, median = 0] = [...calls].sort((a, b) => a - b);
    return {
      rows: BULK,
      bestMs: Math.round(best),
      medianMs: Math.round(median),
      msARow: round2(median / BULK),
    };
  });
  await api.close();
  return result;
}

async function standsAtClose(manager: EntityManager, processId: string): Promise<string> {
  const { stepId } = await openStep(manager, { processId, key: 'close', round: 1, now: new Date() });
  const [row]: { id: string }[] = await manager.query(
    `select a.id from assignment a join position po on po.id = a.position_id where a.step_id = $1 and po.kind = 'officeStaff'`,
    [stepId],
  );
  return (row as { id: string }).id;
}

/** 特急: from the office's triage to the task on the table of each of twenty units, twenty matters one after another. */
export async function urgentTasks(bench: Bench) {
  const { dataSource, world, product, say } = bench;
  const api = new ApiClient(product.running().url, 4);
  const token = await officeToken(bench);
  const { regionCode, memberUnitIds } = world.county;
  const tasks = memberUnitIds
    .slice(0, TASKS)
    .map((unitId) => ({ unitId, task: '一小时内到位。', limit: { minutes: 60 } }));
  const times: number[] = [];
  const result = await measured(bench, 'urgent tasks', async () => {
    for (let n = 0; n < MATTERS; n += 1) {
      const form = { title: `过境保障第${n + 1}次`, detail: '请有关单位按分工办理。', urgency: 'flash' };
      const body = { kind: 'coordinationMatter', regionCode, form };
      const { id } = await api.post<{ id: string }>('/api/v1/processes', token, body);
      const triage = await until('the triage', () => openOf(dataSource.manager, id, 'urgentTriage'));
      const began = performance.now();
      await api.post(`/api/v1/assignments/${triage[0]}/acts`, token, {
        ...{ action: 'decide', decision: 'flash', form: { tasks } },
      });
      await until('the tasks', async () => {
        const open = await openOf(dataSource.manager, id, 'flashTasks');
        return open.length === tasks.length ? open : [];
      });
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
    return { matters: MATTERS, units: tasks.length, p50Ms: at(0.5), p95Ms: at(0.95) };
  });
  say(`${MATTERS} matters handed out`);
  await api.close();
  return result;
}

/** Open assignments of whoever may act for the office, or of the units, in a step of a process. */
async function openOf(manager: EntityManager, processId: string, key: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select a.id from assignment a join step s on s.id = a.step_id join position po on po.id = a.position_id
     where a.process_id = $1 and s.key = $2 and a.state = 'open' order by po.kind = 'officeStaff' desc, a.id`,
    [processId, key],
  );
  return rows.map(({ id }) => id);
}

async function until(what: string, look: () => Promise<string[]>): Promise<string[]> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(5)) {
    const found = await look();
    if (found.length > 0) return found;
  }
  throw new Error(`${what} did not come`);
}

async function officeToken({ dataSource, world }: Bench): Promise<string> {
  const [office]: { id: string }[] = await dataSource.query(
    `select id from position where unit_id = $1 and kind = 'officeStaff'`,
    [world.county.officeUnitId],
  );
  return world.tokens.get(office?.id ?? '') as string;
}

const round2 = (n: number): number => Math.round(n * 100) / 100;
