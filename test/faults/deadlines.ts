import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { clockWorkflowId } from '../../contracts/processes/processes.js';
import { enqueue } from '../../database/processes/outbox.repository.js';
import { tellRescheduled } from '../../database/processes/tell-rescheduled.js';
import { lockProcess } from '../../database/steps/step.store.js';
import type { LadderPolicy } from '../../domain/time/ladder-policy.js';
import type { CivilDate } from '../../domain/time/zone.js';

const IN_A_MINUTE: LadderPolicy = {
  warn: { minutes: 1 },
  reminders: [],
  rungs: [
    { after: { minutes: 1 }, to: ['unitLeader'] },
    { after: { minutes: 2 }, to: ['officeDirector'] },
  ],
  unacknowledged: { minutes: 1 },
};

/** Steps that are chased: their rungs follow within minutes. */
const CHASED = [
  ...['needItem.claim', 'needItem.solve', 'needItem.confirm', 'needItem.close'],
  ...['rectification.plan', 'rectification.rectify', 'rectification.verify'],
];
/** Windows that nobody can close before their time. */
const WAITED_THROUGH = ['commendation.objections', 'modelCity.objections'];
/** Steps that go on at their deadline with whoever has signed: half of them do so, in the middle of the signing. */
const GO_ON = ['inspection.submit', 'evaluation.selfAssess', 'evaluation.object', 'vetoEvent.hear'];

/** Ladders of minutes instead of days for the region, before anything opens. */
export async function shortenLadders(dataSource: DataSource, regionCode: string): Promise<void> {
  for (const step of CHASED) {
    await dataSource.query(
      `insert into ladder_policy (id, region_code, process_kind, step_key, version, policy, created_at)
       values ($1, $2, $3, $4, 1, $5, $6) on conflict do nothing`,
      [uuid(), regionCode, ...step.split('.'), JSON.stringify(IN_A_MINUTE), new Date()],
    );
  }
}

/**
 * Brings the deadline of some open steps to a few seconds from now, as an operator would by SQL: under the process's lock, the clock woken.
 * @param fire whether parts are being killed; afterwards only what everybody waits through is shortened
 */
export async function shortenDeadlines(
  dataSource: DataSource,
  roll: () => number,
  fire: boolean,
): Promise<number> {
  const [signed, goOn] = fire ? [CHASED, GO_ON] : [[], []];
  const steps: { id: string; process_id: string; clock: number }[] = await dataSource.query(
    `select s.id, s.process_id, s.clock from step s join process p on p.id = s.process_id
     where s.state = 'open' and s.deadline_at > $1 and (p.kind || '.' || s.key = any($2) or (p.kind || '.' || s.key = any($3) and md5(s.id::text) < '8'))
     order by p.kind || '.' || s.key = any($4) desc, md5(s.id::text) limit 10`,
    [new Date(Date.now() + 86_400_000), [...signed, ...WAITED_THROUGH], goOn, [...WAITED_THROUGH, ...goOn]],
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

/** Days that processes sleep until: the teams set out, a quarter is declared, what was frozen is looked at again. */
const DAYS = [
  {
    kind: 'inspection',
    later: `select process_id as id, 'visits' as key from inspection where from_date > $1`,
    move: `update inspection set from_date = $3 where process_id = $1 and $2 = 'visits'`,
  },
  {
    kind: 'vetoWatch',
    later: `select watch_id as id, 'quarter' || quarter as key from veto_watch_quarter where opened_at is null and on_date > $1`,
    move: `update veto_watch_quarter set on_date = $3, moved = true where watch_id = $1 and 'quarter' || quarter = $2`,
  },
  {
    kind: 'vetoEvent',
    later: `select id, 'reconsider' as key from veto_event where state = 'confirmed' and reconsider_on > $1`,
    move: `update veto_event set reconsider_on = $3 where id = $1 and $2 = 'reconsider'`,
  },
];

/** Brings all of them to a day whose morning has passed, and tells the process as a 变更单 does. */
export async function bringDaysForward(dataSource: DataSource, day: CivilDate): Promise<void> {
  for (const { kind, later, move } of DAYS) {
    const waiting: { id: string; key: string }[] = await dataSource.query(later, [day]);
    for (const { id, key } of waiting)
      await dataSource.transaction(async (tx) => {
        await lockProcess(tx, id);
        await tx.query(move, [id, key, day]);
        await tellRescheduled(tx, new Date(), { kind, id }, uuid());
      });
  }
}
