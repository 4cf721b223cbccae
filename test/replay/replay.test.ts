import type { ProcessBlueprint } from '../../domain/blueprints/blueprint.js';
import { EXTENSION_STEP } from '../../domain/blueprints/extension.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { builtWorkflows } from '../../src/worker/create-worker.js';

/** Histories as `scripts/record-histories.mjs` writes them. */
interface History {
  events: {
    eventType: string;
    workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
    markerRecordedEventAttributes?: {
      markerName: string;
      details?: Record<string, { payloads?: { data?: string }[] }>;
    };
  }[];
}

const FOLDER = join(process.cwd(), 'test', 'histories');
const recorded: [release: string, name: string, path: string][] = readdirSync(FOLDER).flatMap((release) =>
  readdirSync(join(FOLDER, release))
    .filter((name) => name.endsWith('.json'))
    .map((name): [string, string, string] => [
      release,
      name.slice(0, -'.json'.length),
      join(FOLDER, release, name),
    ]),
);
const read = (path: string): History => JSON.parse(readFileSync(path, 'utf8')) as History;
const typeOf = ({ events }: History): string =>
  events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name ?? '';

/** Keys of the steps a history opened, read from the markers of its local activities. */
function opened({ events }: History): Set<string> {
  const text = events
    .flatMap(({ markerRecordedEventAttributes: marker }) => Object.values(marker?.details ?? {}))
    .flatMap(({ payloads }) => payloads ?? [])
    .map(({ data }) => Buffer.from(data ?? '', 'base64').toString('utf8'))
    .join('\n');
  return new Set([...text.matchAll(/"key":"(\w+)"/g)].map(([, key]) => key as string));
}

const broken = (name: string): string => fileURLToPath(new URL(`./broken/${name}.ts`, import.meta.url));
const bundled = (path: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({ workflowsPath: path, logger: new DefaultLogger('ERROR') });

beforeAll(() => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
});

describe('today’s workflows understand what earlier releases began', () => {
  const today = builtWorkflows();

  test.each(recorded)('%s %s', async (_release, name, path) => {
    await Worker.runReplayHistory({ workflowBundle: today }, read(path), name);
  });

  it('each process is recorded, and by its histories together every step of it is', () => {
    const histories = recorded.map(([, , path]) => read(path));
    expect([...new Set(histories.map(typeOf))].sort()).toEqual(
      [...Object.keys(BLUEPRINTS), 'clock', 'rehearsal'].sort(),
    );
    for (const { kind, steps } of Object.values(BLUEPRINTS) as ProcessBlueprint[]) {
      const own = histories.filter((history) => typeOf(history) === kind);
      const reached = new Set(own.flatMap((history) => [...opened(history)]));
      // Requests for more time are no step of the workflow.
      const wanted = Object.keys(steps).filter((key) => key !== EXTENSION_STEP);
      expect([kind, wanted.filter((key) => !reached.has(key))]).toEqual([kind, []]);
    }
  });
});

describe('a careless change is caught', () => {
  test.each([
    ['forgets-cooperation', 'need-item.straight'],
    ['asks-another', 'need-item.straight'],
    ['asks-another', 'need-item.terminated'],
    ['asks-first', 'need-item.straight'],
    ['asks-first', 'need-item.terminated'],
  ])('%s fails on %s', async (twin, name) => {
    const path = recorded.filter(([, one]) => one === name).at(-1)?.[2] ?? '';
    const workflowBundle = await bundled(broken(twin));
    const error: unknown = await Worker.runReplayHistory({ workflowBundle }, read(path), name).catch(
      (one) => one,
    );
    // Temporal's own check, or the kit's: the latter arrives inside a ReplayError.
    expect(String(error)).toMatch(/DeterminismViolationError/);
  });
});
