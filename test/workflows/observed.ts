import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Explored } from './explore.js';

/** What a process did, one after the other. */
export type Happened =
  { opened: string } | { closed: string; outcome: string } | { noticed: string } | { ended: string };

interface Payloads {
  payloads?: { data?: string }[];
}
interface RecordedEvent {
  workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
  markerRecordedEventAttributes?: { details?: Record<string, Payloads> };
  workflowExecutionSignaledEventAttributes?: { signalName: string; input?: Payloads };
  workflowExecutionCompletedEventAttributes?: { result?: Payloads };
}

const read = ({ payloads = [] }: Payloads = {}): Record<string, unknown>[] =>
  payloads
    .map(({ data = '' }) => Buffer.from(data, 'base64').toString('utf8'))
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text) as Record<string, unknown>);

/** What the recorded histories (test/histories) of a kind say. */
export function recordedOf(kind: string): { name: string; happened: Happened[] }[] {
  const folder = join(process.cwd(), 'test', 'histories');
  return readdirSync(folder).flatMap((release) =>
    readdirSync(join(folder, release))
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({
        name,
        events: (JSON.parse(readFileSync(join(folder, release, name), 'utf8')) as { events: RecordedEvent[] })
          .events,
      }))
      .filter(({ events }) => events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name === kind)
      .map(({ name, events }) => ({ name, happened: events.flatMap(happenedIn) })),
  );
}

function happenedIn(event: RecordedEvent): Happened[] {
  const answers = Object.values(event.markerRecordedEventAttributes?.details ?? {}).flatMap(read);
  const steps = answers.filter((answer) => 'stepId' in answer && 'key' in answer);
  const signal = event.workflowExecutionSignaledEventAttributes;
  const [told] = read(signal?.input);
  return [
    ...steps.flatMap((answer): Happened[] => {
      const closed = answer['closed'] as { outcome: string } | undefined;
      const key = answer['key'] as string;
      return [{ opened: key }, ...(closed ? [{ closed: key, outcome: closed.outcome }] : [])];
    }),
    ...(signal?.signalName === 'stepClosed'
      ? [{ closed: told?.['key'] as string, outcome: told?.['outcome'] as string }]
      : []),
    ...(signal?.signalName === 'notice' ? [{ noticed: told?.['name'] as string }] : []),
    ...read(event.workflowExecutionCompletedEventAttributes?.result).map(({ outcome }) => ({
      ended: outcome as string,
    })),
  ];
}

/** What a walk by hand did: each step that it waited for ended with the next word of its script. */
export function walked({ path, script, end }: Explored): Happened[] {
  const words = [...script];
  return [
    ...path.flatMap((token): Happened[] => {
      const name = token.replace(/[()<>[\]]/g, '');
      if (token.startsWith('<')) return [{ noticed: name }];
      if (token.startsWith('(')) return [{ opened: name }];
      if (token.startsWith('[')) return [{ closed: name, outcome: 'received' }];
      const outcome = words.shift();
      return [{ opened: name }, ...(outcome === undefined ? [] : [{ closed: name, outcome }])];
    }),
    ...(end === null ? [] : [{ ended: end }]),
  ];
}
