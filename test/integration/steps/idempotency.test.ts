import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../database/data-source.js';
import { rememberAnswer } from '../../../database/processes/idempotency.repository.js';
import { act, type Act, type ActAnswer } from '../../../database/steps/act.js';
import { at, codeOf, createWorld, filed, zero, type World } from './world.js';

const NOW = at('2027-01-11T10:00:00');
let world: World;
let elsewhere: DataSource;
let collect: string;

beforeAll(async () => {
  world = await createWorld();
  ({ collect } = await world.launch(at('2027-01-04T09:00:00')));
  elsewhere = await createDataSource({
    url: world.database.url,
    schema: world.database.schema,
    poolSize: 2,
  }).initialize();
});
afterAll(async () => {
  await elsewhere.destroy();
  await world.stop();
});

/** As the API does it: the key and the act in one transaction. */
async function submit(
  source: DataSource,
  login: string,
  key: string,
  assignmentId: string,
  input: Act,
  fail = false,
): Promise<ActAnswer> {
  const signer = await world.as(login);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([assignmentId, input]))
    .digest();
  return source.transaction((tx) =>
    rememberAnswer(tx, { personId: signer.personId, key, fingerprint }, NOW, async () => {
      const answer = await act(tx, signer, assignmentId, input, NOW);
      if (fail) throw new Error('connection lost before the commit');
      return answer;
    }),
  );
}
const decidedFacts = async (assignmentId: string): Promise<number> =>
  (
    await world.rows(
      `select 1 from audit_entry where kind = 'decided' and body->>'assignmentId' = $1`,
      assignmentId,
    )
  ).length;

it('the same key twice at the same instant: one act, one answer for both', async () => {
  const key = randomUUID();
  const assignment = await world.owed(collect, { unit: '县教育体育局' });
  const input = filed('河道清淤');
  const [first, second] = await Promise.all([
    submit(world.dataSource, 'liaison.education', key, assignment, input),
    submit(elsewhere, 'liaison.education', key, assignment, input),
  ]);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ assignmentId: assignment, state: 'done' });
  expect(await submit(world.dataSource, 'liaison.education', key, assignment, input)).toEqual(first);
  expect(await decidedFacts(assignment)).toBe(1);
  expect(await world.rows(`select 1 from need_item where title = '河道清淤'`)).toHaveLength(1);
  await world.verified();
});

it('without the key the second is told that it is done; another content under the key is refused', async () => {
  const key = randomUUID();
  const assignment = await world.owed(collect, { unit: '县卫健局' });
  await submit(world.dataSource, 'liaison.health', key, assignment, zero);
  expect(await codeOf(submit(elsewhere, 'liaison.health', key, assignment, filed('场地共用')))).toBe(
    'IDEMPOTENCY_KEY_REUSED',
  );
  expect(await codeOf(submit(elsewhere, 'liaison.health', randomUUID(), assignment, zero))).toBe(
    'ALREADY_DECIDED',
  );
  expect(await decidedFacts(assignment)).toBe(1);
});

it('what was rolled back was not answered: the retry does the work; one person’s key is not another’s', async () => {
  const key = randomUUID();
  const assignment = await world.owed(collect, { unit: '县民政局' });
  await expect(submit(world.dataSource, 'liaison.civil', key, assignment, zero, true)).rejects.toThrow(
    'connection lost',
  );
  expect(await decidedFacts(assignment)).toBe(0);
  expect(await submit(world.dataSource, 'liaison.civil', key, assignment, zero)).toMatchObject({
    state: 'done',
  });
  const other = await world.owed(collect, { unit: '县司法局' });
  expect(await submit(world.dataSource, 'liaison.justice', key, other, zero)).toMatchObject({
    assignmentId: other,
  });
});
