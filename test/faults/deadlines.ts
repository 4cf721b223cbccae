import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { clockWorkflowId } from '../../contracts/processes/processes.js';
import { enqueue } from '../../database/processes/outbox.repository.js';
import { lockProcess } from '../../database/steps/step.store.js';
import type { LadderPolicy } from '../../domain/time/ladder-policy.js';

const IN_A_MINUTE: LadderPolicy = {
  warn: { minutes: 1 },
  reminders: [],
  rungs: [
    { after: { minutes: 1 }, to: ['unitLeader'] },
    { after: { minutes: 2 }, to: ['officeDirector'] },
  ],
  unacknowledged: { minutes: 1 },
};

/** Ladders of minutes instead of days for the region, before anything opens. */
export async function shortenLadders(dataSource: DataSource, regionCode: string): Promise<void> {
  for (const key of ['claim', 'solve', 'confirm', 'close']) {
    await dataSource.query(
      `insert into ladder_policy (id, region_code, process_kind, step_key, version, policy, created_at)
       values ($1, $2, 'needItem', $3, 1, $4, $5) on conflict do nothing`,
      [uuid(), regionCode, key, JSON.stringify(IN_A_MINUTE), new Date()],
    );
  }
}

/** Brings the deadline of some open steps to a few seconds from now, as an operator would by SQL: under the process's lock, the clock woken. */
export async function shortenDeadlines(dataSource: DataSource, roll: () => number): Promise<number> {
  const steps: { id: string; process_id: string; clock: number }[] = await dataSource.query(
    `select s.id, s.process_id, s.clock from step s join process p on p.id = s.process_id
     where s.state = 'open' and p.kind = 'needItem' and s.key in ('claim', 'solve', 'confirm', 'close') and s.deadline_at > $1
     order by md5(s.id::text) limit 10`,
    [new Date(Date.now() + 86_400_000)],
  );
  for (const { id, process_id: processId, clock } of steps) {
    await dataSource.transaction(async (tx) => {
      await lockProcess(tx, processId);
      const now = Date.now();
      const deadline = new Date(now + 1_000 + roll() * 6_000);
      const [, moved]: [unknown, number] = await tx.query(
        `update step set deadline_at = $2::timestamptz, check_at = $3 where id = $1 and state = 'open'`,
        [id, deadline, new Date(deadline.getTime() + 1)],
      );
      if (moved === 0) return;
      await tx.query(`update assignment set deadline_at = $2 where step_id = $1 and state = 'open'`, [
        id,
        deadline,
      ]);
      await enqueue(tx, new Date(now), [
        { kind: 'signal', workflowId: clockWorkflowId(clock), signal: 'wake' },
      ]);
    });
  }
  return steps.length;
}
