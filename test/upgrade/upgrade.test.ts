import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';
import { noticeSignal } from '../../contracts/processes/processes.js';
import { BLUEPRINTS, type ProcessKind } from '../../domain/blueprints/index.js';
import { builtWorkflows } from '../../src/worker/create-worker.js';
import { createStand, runsOf, until, type Stand } from '../workflows/stand.js';
import { STORIES } from './stories.js';

const FOLDER = join(process.cwd(), 'test/upgrade/releases');
const releases = readdirSync(FOLDER);
/** The workflows that a release's workers ran: scripts/keep-release.mjs. */
const bundleOf = (release: string): WorkflowBundle => ({
  code: gunzipSync(readFileSync(join(FOLDER, release, 'workflows.js.gz'))).toString('utf8'),
});

const bundled = (path: string): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ workflowsPath: path, logger: new DefaultLogger('ERROR') });
/** needItem with another order of its steps, and no word of it. */
const twin = fileURLToPath(new URL('../replay/broken/asks-another.ts', import.meta.url));

/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND: something was told at the very instant it meant to end, Temporal asks again. */
const UNHANDLED_COMMAND = 1;

/** Why tasks of a workflow failed; none should. */
async function failuresOf(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: it }) =>
    it && it.cause !== UNHANDLED_COMMAND ? [`${it.failure?.message} ${it.failure?.cause?.message}`] : [],
  );
}

/** Processes that a release did not have: their first upgrade will be from the next one. */
const NEW_SINCE: Record<string, string[]> = {
  '0.1.0': [
    'annualCycle',
    'campaign',
    'changeOrder',
    'commendation',
    'evaluation',
    'inspection',
    'modelCity',
    'plannedEvent',
    'rectification',
    'vetoCorrection',
    'vetoEvent',
    'vetoWatch',
    'workPoint',
    'workPoints',
  ],
};

/** Once as it is, once so that every run that the old code began is continued by today's at the first occasion. */
const takenOver = releases.flatMap((release) => [
  { release, how: 'taken over', longestHistory: undefined },
  { release, how: 'taken over and continued as new', longestHistory: 10 },
]);

describe.each(takenOver)('processes that $release began, $how', ({ release, longestHistory }) => {
  let stand: Stand;
  const begun = new Map<(typeof STORIES)[number], string[]>();
  const known = STORIES.filter(({ kind }) => !NEW_SINCE[release]?.includes(kind));

  beforeAll(async () => {
    stand = await createStand(longestHistory === undefined ? {} : { longestHistory });
    await stand.startWorker({ workflowBundle: bundleOf(release) });
    stand.startDispatcher();
  });
  afterAll(() => stand?.stop());

  it('are all there: every kind has its story, or is named as new since then', () => {
    const told = new Set<string>(known.map(({ kind }) => kind));
    const kinds = Object.keys(BLUEPRINTS) as ProcessKind[];
    expect(kinds.filter((kind) => !told.has(kind)).sort()).toEqual([...(NEW_SINCE[release] ?? [])].sort());
    const { code } = bundleOf(release);
    for (const kind of kinds) expect([kind, code.includes(`${kind}:`)]).toEqual([kind, told.has(kind)]);
  });

  it.each(known)('$kind: $title, on the old code', async (story) => {
    const ids = await story.begin(stand);
    begun.set(story, ids);
    await until(`${story.kind} in its middle`, async () => {
      const waits = await stand.progress(ids[0] ?? '', story.kind);
      return waits.join() === [...story.middle].sort().join();
    });
  });

  it('the worker is replaced', async () => {
    await stand.stopWorker();
    await stand.startWorker({ workflowBundle: builtWorkflows() });
    if (longestHistory === undefined) return;
    // Anything new is an occasion, even what no procedure waits for.
    for (const [{ kind }, [id = '']] of begun)
      await stand.handle(id, kind).signal(noticeSignal, { name: 'nothing', id: 'new' });
    for (const [{ kind, middle }, [id = '']] of begun) {
      await until('the next run', async () => (await runsOf(stand.handle(id, kind))) > 1);
      expect(await stand.progress(id, kind)).toEqual([...middle].sort());
    }
  });

  it.each(known)('$kind: $title, to the end on today’s', async (story) => {
    const ids = begun.get(story) ?? [];
    const [id = ''] = ids;
    await story.finish(stand, ids);
    expect(await stand.ended(id, story.kind)).toEqual({ outcome: story.outcome });
    expect((await stand.path(id)).sort()).toEqual([...story.path].sort());
    if (longestHistory === undefined) expect(await runsOf(stand.handle(id, story.kind))).toBe(1);
  });

  it('no task of a workflow failed, and the record is whole', async () => {
    for (const [{ kind }, [id = '']] of begun) {
      expect([kind, await failuresOf(stand.handle(id, kind))]).toEqual([kind, []]);
    }
    await stand.world.verified();
  });
});

it('a careless release stands still and does no harm; the next one goes on', async () => {
  const stand = await createStand();
  try {
    const [story] = STORIES as [(typeof STORIES)[number]];
    await stand.startWorker({ workflowBundle: bundleOf(releases.at(-1) ?? '') });
    stand.startDispatcher();
    const ids = await story.begin(stand);
    const [id = ''] = ids;
    await stand.stopWorker();
    await stand.startWorker({ workflowBundle: await bundled(twin) });
    const finished = story.finish(stand, ids);
    const failed = await until('a task that fails', async () =>
      (await failuresOf(stand.handle(id, story.kind))).at(0),
    );
    expect(failed).toContain('asked for propose 1, recorded was claim 1');
    expect(await stand.path(id)).not.toContain('close 1 closed');
    await stand.stopWorker();
    await stand.startWorker({ workflowBundle: builtWorkflows() });
    await finished;
    expect(await stand.ended(id, story.kind)).toEqual({ outcome: story.outcome });
    expect((await stand.path(id)).sort()).toEqual([...story.path].sort());
  } finally {
    await stand.stop();
  }
});
