import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { act, type Act, type ActAnswer } from '../../database/steps/act.js';
import { openStep } from '../../database/steps/open-step.js';
import { serveClock } from '../../database/steps/serve-clock.js';
import { startProcess } from '../../database/processes/start-process.js';
import { takeMessages } from '../../database/processes/outbox.repository.js';
import { CLOCKS } from '../../domain/steps/clocks.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';

const at = (text: string): Date => new Date(`${text}+08:00`);

let county: TestCounty;
let listId: string;
let collectId: string;

const doAct = async (login: string, assignmentId: string, input: Act, now: Date): Promise<ActAnswer> => {
  const signer = await county.as(login);
  return county.dataSource.transaction((tx) => act(tx, signer, assignmentId, input, now));
};

const assignmentOf = async (stepId: string, unit: string): Promise<string> => {
  const [row]: { id: string }[] = await county.dataSource.query(
    `select a.id from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 and u.short_name = $2 and a.state = 'open'`,
    [stepId, unit],
  );
  return row?.id ?? 'none';
};

const serve = async (now: Date): Promise<void> => {
  for (let clock = 0; clock < CLOCKS; clock++) await serveClock(county.dataSource.manager, clock, now);
};

beforeAll(async () => {
  county = await createTestCounty();
  const now = at('2027-01-04T09:00:00');
  const process = await county.dataSource.transaction((tx) =>
    startProcess(tx, { kind: 'dualList', businessKey: `dualList:${COUNTY}:2027`, regionCode: COUNTY, year: 2027, title: '双江 2027 双清单' }, null, now),
  );
  listId = process?.id ?? '';
  collectId = (await openStep(county.dataSource.manager, { processId: listId, key: 'collect', round: 1, now })).stepId;
});
afterAll(() => county.stop());

describe('collecting the lists', () => {
  it('asks every filing unit once, due at the last instant of February', async () => {
    const rows: { deadline_at: Date; n: number }[] = await county.dataSource.query(
      `select deadline_at, count(*)::int as n from assignment where step_id = $1 group by 1`,
      [collectId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.deadline_at).toEqual(at('2027-02-28T23:59:59.999'));
    expect(rows[0]?.n).toBeGreaterThan(28);
  });

  it('opens the same step once, however often it is asked', async () => {
    const again = await openStep(county.dataSource.manager, { processId: listId, key: 'collect', round: 1, now: at('2027-01-05T09:00:00') });
    expect(again).toEqual({ stepId: collectId, outcome: null });
  });

  it('takes a list and a 零报告', async () => {
    const now = at('2027-01-20T10:00:00');
    const education = await assignmentOf(collectId, '县教育体育局');
    const answer = await doAct('liaison.education', education, {
      action: 'decide',
      decision: 'filed',
      form: { nothing: false, items: [{ kind: 'environment', title: '营区周边污水管网改造', detail: '需与城镇管网衔接' }] },
    }, now);
    expect(answer).toMatchObject({ state: 'done', outcome: null });
    const items: { title: string; state: string }[] = await county.dataSource.query(`select title, state from need_item`);
    expect(items).toEqual([{ title: '营区周边污水管网改造', state: 'filed' }]);
  });

  it('closes at its deadline and chases who is missing', async () => {
    await serve(at('2027-03-01T00:00:00'));
    const [step]: { state: string; outcome: string }[] = await county.dataSource.query(`select state, outcome from step where id = $1`, [collectId]);
    expect(step).toEqual({ state: 'closed', outcome: 'deadline' });
    const messages = await takeMessages(county.dataSource.manager);
    expect(messages.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['start dualList', 'signal stepClosed']);
    const kinds: { kind: string; n: number }[] = await county.dataSource.query(
      `select kind, count(*)::int as n from audit_entry where process_id = $1 group by 1 order by 1`,
      [listId],
    );
    expect(Object.fromEntries(kinds.map(({ kind, n }) => [kind, n]))).toMatchObject({ overdue: 31, stepClosed: 1 });
  });
});
