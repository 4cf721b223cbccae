import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';
import { endSignal, noticeSignal } from '../../contracts/processes/processes.js';
import { outboxBacklog } from '../../database/processes/outbox.repository.js';
import { yearOf } from '../../domain/time/zone.js';
import { launchedAs } from '../integration/steps/coordination-world.js';
import { decide, filed, itemOfArmy } from '../integration/steps/world.js';
import { STORIES } from '../upgrade/stories.js';
import { createStand, runsOf, until, type Stand } from './stand.js';

const year = yearOf(new Date());
const nothing = { merge: [], classify: [], propose: [] };
const solved = decide('solved', { result: '已办' });

/** These tests make many runs. */
const PATIENCE = 120_000;
jest.setTimeout(2 * PATIENCE);

let stand: Stand;

const bundled = (path: string): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ workflowsPath: path, logger: new DefaultLogger('ERROR') });
const changed = (name: string): Promise<WorkflowBundle> =>
  bundled(fileURLToPath(new URL(`./changed/${name}.ts`, import.meta.url)));

async function begin(longestHistory?: number): Promise<Stand> {
  stand = await createStand(longestHistory === undefined ? {} : { longestHistory });
  await stand.startWorker();
  stand.startDispatcher();
  return stand;
}
const replaceWorker = async (workflowBundle?: WorkflowBundle): Promise<void> => {
  await stand.stopWorker();
  await stand.startWorker(workflowBundle && { workflowBundle });
};
const delivered = () =>
  until('an empty outbox', async () => (await outboxBacklog(stand.world.dataSource.manager)).waiting === 0);

afterEach(() => stand?.stop());

/** A process's record and steps, without ids and instants: the same whoever ran it, and when. */
async function told(id: string): Promise<string[]> {
  const facts = await stand.world.facts(id);
  const plain = (value: unknown): string =>
    JSON.stringify(value)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '-')
      .replaceAll(/[0-9a-f]{64}/g, '-')
      .replaceAll(/\d{4}-\d{2}-\d{2}T[^"]*/g, '-')
      .replaceAll(/\d+号/g, '-');
  return [...facts.map(({ kind, body }) => `${kind} ${plain(body)}`), ...(await stand.path(id))].sort();
}

describe('every process, continued as often as can be', () => {
  const plain = new Map<(typeof STORIES)[number], string[]>();

  it.each([
    ['in one run each', undefined],
    ['in many runs', 8],
  ])('%s', async (_, longestHistory) => {
    await begin(longestHistory);
    for (const story of STORIES) {
      const ids = await story.begin(stand);
      const [id = ''] = ids;
      await until(`${story.kind} in its middle`, async () => {
        const waits = await stand.progress(id, story.kind);
        return waits.join() === [...story.middle].sort().join();
      });
      await story.finish(stand, ids);
      expect(await stand.ended(id, story.kind)).toEqual({ outcome: story.outcome });
      expect([story.kind, (await stand.path(id)).sort()]).toEqual([story.kind, [...story.path].sort()]);
      const said = await told(id);
      if (longestHistory === undefined) plain.set(story, said);
      else {
        expect(await runsOf(stand.handle(id, story.kind))).toBeGreaterThan(1);
        expect(said).toEqual(plain.get(story));
      }
    }
    await stand.world.verified();
  });
});

it('an item goes back and forth sixty times, in many runs, and a worker dies now and then', async () => {
  await begin(60);
  const rounds = 60;
  const id = await stand.item();
  await stand.sign('leader2', id, 'claim', decide('claimed', await stand.world.plan()));
  for (let round = 1; round <= rounds; round++) {
    await stand.sign('liaison.education', id, 'solve', solved, round);
    if (round % 20 === 0) await replaceWorker();
    const answer = round < rounds ? decide('returned', undefined, '未解决') : decide('satisfied');
    await stand.sign('liaison.garrison', id, 'confirm', answer, round);
  }
  await stand.sign('office', id, 'close', decide('closed'));
  expect(await stand.ended(id)).toEqual({ outcome: 'finished' });
  const path = (await stand.path(id)).filter((step) => !step.startsWith('cooperate'));
  expect(path).toEqual([
    'claim 1 claimed',
    ...Array.from({ length: rounds }, (_, i) => [
      `solve ${i + 1} solved`,
      `confirm ${i + 1} ${i + 1 < rounds ? 'returned' : 'satisfied'}`,
    ]).flat(),
    'close 1 closed',
  ]);
  expect(await runsOf(stand.handle(id))).toBeGreaterThan(4);
  const { events } = await stand.handle(id).fetchHistory();
  const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  // What is carried for a passed step: docs/adr/0014-code-that-lives-for-years.md.
  const steps = await stand.world.rows(`select 1 from step where process_id = $1`, id);
  expect((input?.length ?? 0) / steps.length).toBeLessThan(130);
  await stand.world.verified();
});

it('lists that come late just when the year is continued: each is compiled, in as many rounds as without', async () => {
  await begin(8);
  const { world } = stand;
  const id = await stand.launch(year + 1);
  const collect = await stand.stepOf(id, 'collect');
  await world.sign('liaison.garrison', collect, itemOfArmy('子女转学'), new Date(), '驻军部队');
  const past = new Date(Date.now() - 1000);
  await world.rows(`update step set deadline_at = $2, check_at = $2 where id = $1`, collect, past);
  await world.serve(new Date());
  await stand.sign('office', id, 'compile', decide('compiled', nothing));
  const asleep = () =>
    until(
      'the year at rest',
      async () => (await stand.progress(id, 'dualList')).join() === '<filedLate>,asleep',
    );
  await asleep();

  // Two at once while nobody runs: one round of compiling for both, and the next run must see them at once too.
  await stand.stopWorker();
  await world.sign('liaison.health', collect, filed('门诊'), new Date(), '县卫健局');
  await world.sign('liaison.education', collect, filed('河道清淤'), new Date(), '县教育体育局');
  await delivered();
  await stand.startWorker();
  await stand.stepOf(id, 'compile', 2);
  // One more while that round is open, one after it.
  await world.sign('liaison.housing', collect, filed('污水管网'), new Date(), '县住建局');
  await stand.sign('office', id, 'compile', decide('compiled', nothing), 2);
  // Its list was compiled with the others: the engine settles the third round, and is asked for it.
  await stand.stepOf(id, 'compile', 3);
  await asleep();
  await replaceWorker();
  await world.sign('liaison.finance', collect, filed('经费'), new Date(), '县财政局');
  await stand.sign('office', id, 'compile', decide('compiled', nothing), 4);
  await asleep();
  expect(await runsOf(stand.handle(id, 'dualList'))).toBeGreaterThan(2);
  expect((await stand.path(id)).filter((step) => step.startsWith('compile'))).toEqual([
    'compile 1 compiled',
    'compile 2 compiled',
    'compile 3 compiled',
    'compile 4 compiled',
  ]);
  const [late] = await world.rows<{ n: number }>(
    `select count(*)::int as n from need_item where dual_list_id = $1`,
    id,
  );
  expect(late?.n).toBe(5);
});

it('notices at random instants, some of them twice, while runs end and workers die: each is dealt with once', async () => {
  await begin(6);
  const { world } = stand;
  const id = await launchedAs(world, 'liaisonFiling', new Date(), { year: year + 1 });
  const handle = stand.handle(id, 'liaisonFiling');
  await world.rows(
    `update step set deadline_at = $2, check_at = $2 where id = $1`,
    await stand.stepOf(id, 'file'),
    new Date(Date.now() - 1000),
  );
  await world.serve(new Date());
  await until('filings to be waited for', async () =>
    (await stand.progress(id, 'liaisonFiling')).includes('<filed>'),
  );
  const notices = Array.from({ length: 50 }, () => ({ name: 'filed', id: randomUUID() }));
  let telling = true;
  const deaths = (async () => {
    while (telling) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 600));
      await replaceWorker();
    }
  })();
  await Promise.all(
    notices.map(async (notice) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3_000));
      await handle.signal(noticeSignal, notice);
      if (Math.random() < 0.3) await handle.signal(noticeSignal, notice);
    }),
  );
  telling = false;
  await deaths;
  // Nothing was filed in truth: each round is settled by the engine at once, and is there.
  const roundsOf = async (): Promise<number> => {
    const sql = `select max(round)::int as n from step where process_id = $1 and key = 'confirm'`;
    return (await world.one<{ n: number }>(sql, id)).n;
  };
  await until('all to be dealt with', async () => (await roundsOf()) >= 1 + notices.length, PATIENCE);
  await handle.signal(noticeSignal, { name: 'filed', id: 'last' });
  await until('the last', async () => (await roundsOf()) === 2 + notices.length, PATIENCE);
  expect((await stand.progress(id, 'liaisonFiling')).filter((wait) => wait !== 'asleep')).toEqual(
    expect.arrayContaining(['<filed>']),
  );
  expect(await runsOf(handle)).toBeGreaterThan(3);
  await world.verified();
});

it('the order to end comes just when a run is continued, and ends the process', async () => {
  await begin(6);
  const ids = await Promise.all(
    Array.from({ length: 6 }, () => launchedAs(stand.world, 'liaisonFiling', new Date(), { year: year + 1 })),
  );
  for (const id of ids) await stand.stepOf(id, 'file');
  await delivered();
  await Promise.all(
    ids.map(async (id, index) => {
      const handle = stand.handle(id, 'liaisonFiling');
      for (let n = 0; n < 3; n++) await handle.signal(noticeSignal, { name: 'filed', id: `${n}` });
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      await handle.signal(endSignal, { outcome: 'terminated' });
      expect(await stand.ended(id, 'liaisonFiling')).toEqual({ outcome: 'terminated' });
    }),
  );
  for (const id of ids)
    expect(await stand.world.one(`select outcome from process where id = $1`, id)).toEqual({
      outcome: 'terminated',
    });
});

describe('a change of the code between two runs of a process', () => {
  /** Returned once, so that the changed place is passed in the past and comes again. */
  async function returnedOnce(): Promise<string> {
    const id = await stand.item();
    await stand.sign('leader2', id, 'claim', decide('claimed', await stand.world.plan()));
    await stand.sign('liaison.education', id, 'solve', solved);
    await stand.sign('liaison.garrison', id, 'confirm', decide('returned', undefined, '未解决'));
    await stand.stepOf(id, 'solve', 2);
    await until('a run that was continued', async () => (await runsOf(stand.handle(id))) > 1);
    return id;
  }

  it('with `patched`: what is past stays as it was, what comes takes the new way, and later runs remember both', async () => {
    await begin(8);
    const id = await returnedOnce();
    await replaceWorker(await changed('guarded'));
    await stand.sign('liaison.education', id, 'solve', solved, 2);
    await stand.sign('leader1', id, 'government', decide('directed', { instruction: '照办' }));
    await stand.sign('liaison.education', id, 'solve', solved, 3);
    await stand.sign('leader1', id, 'government', decide('directed', { instruction: '照办' }), 2);
    await replaceWorker(await changed('guarded'));
    const before = await runsOf(stand.handle(id));
    await until('one more run', async () => {
      await stand.handle(id).signal(noticeSignal, { name: 'nothing', id: randomUUID() });
      return (await runsOf(stand.handle(id))) > before;
    });
    expect(await stand.progress(id)).toEqual(['solve 4']);
    expect((await stand.path(id)).filter((step) => !step.startsWith('cooperate'))).toEqual([
      'claim 1 claimed',
      'solve 1 solved',
      'confirm 1 returned',
      'solve 2 solved',
      'government 1 directed',
      'solve 3 solved',
      'government 2 directed',
      'solve 4 open',
    ]);
  });

  it('without it: the process stands still, and goes on when the code is put right', async () => {
    await begin(8);
    const id = await returnedOnce();
    await replaceWorker(await changed('careless'));
    await stand.sign('liaison.education', id, 'solve', solved, 2);
    const failure = await until('a task that fails', async () => {
      const { events } = await stand.handle(id).fetchHistory();
      return events?.map(({ workflowTaskFailedEventAttributes: it }) => it?.failure?.message).find(Boolean);
    });
    expect(failure).toMatch(/asked for government 1, recorded was confirm 1|had an answer, now nobody asks/);
    await replaceWorker();
    // A task that failed a few times is tried again after some twenty seconds only.
    await until(
      'the step that was due',
      async () => (await stand.path(id)).some((step) => step.startsWith('confirm 2')),
      120_000,
    );
  }, 240_000);
});
