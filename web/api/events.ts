import { createEventSource, type EventSourceClient } from 'eventsource-client';
import { onScopeDispose } from 'vue';
import { sendAndRenew } from './client.js';
import { absolute } from './transport.js';

/** What the server tells of: ids only, never a text. `work`: something I owe changed; `process`: the one that is being watched did. */
export type ServerEvent = 'work' | 'notices' | 'process';

interface Subscription {
  kinds: readonly ServerEvent[];
  changed: () => void;
  process: string | undefined;
  waiting?: ReturnType<typeof setTimeout>;
}

/** Changes that come together are one reason to look again. */
const BURST_MS = 300;

const subscriptions = new Set<Subscription>();
let source: EventSourceClient | undefined;
/** What the server told last, and of which process: from there it goes on, also on a new connection for another page. */
let lastEventId: string | undefined;
let watchedLast: string | undefined;

/**
 * Live updates of a page: `changed` is called when one of `kinds` happened; what was missed while a connection was broken is told when it is up again.
 * All of a window share one connection, which is there only while the window can be seen: browsers have few for each server.
 *
 * @param process id of the process to watch, for `process` events
 */
export function useEvents(kinds: readonly ServerEvent[], changed: () => void, process?: string): void {
  const subscription: Subscription = { kinds, changed, process };
  subscriptions.add(subscription);
  connectSoon();
  onScopeDispose(() => {
    clearTimeout(subscription.waiting);
    subscriptions.delete(subscription);
    connectSoon();
  });
}

document.addEventListener('visibilitychange', connectSoon);

let soon: ReturnType<typeof setTimeout> | undefined;

/** Once for all that a page subscribes to while it is put together, or gives up when it goes. */
function connectSoon(): void {
  soon ??= setTimeout(() => {
    soon = undefined;
    disconnect();
    if (subscriptions.size > 0 && document.visibilityState === 'visible') connect();
  });
}

function connect(): void {
  const watched = [...subscriptions].find(({ process }) => process !== undefined)?.process;
  const resumes = lastEventId !== undefined && watched === watchedLast;
  // Whatever happened between a page's question and the server's first reading, nobody tells: the page asks once more.
  let unsure = !resumes;
  watchedLast = watched;
  source = createEventSource({
    url: absolute(`/api/v1/events${watched ? `?process=${watched}` : ''}`),
    fetch: (url, init) => sendAndRenew(new Request(url, init as RequestInit)),
    ...(resumes ? { initialLastEventId: lastEventId } : {}),
    onMessage: ({ event, id }) => {
      lastEventId = id ?? lastEventId;
      if (unsure && id !== undefined) {
        unsure = false;
        subscriptions.forEach(tell);
      }
      for (const one of subscriptions) if (one.kinds.includes(event as ServerEvent)) tell(one);
    },
  });
}

function disconnect(): void {
  source?.close();
  source = undefined;
}

function tell(subscription: Subscription): void {
  subscription.waiting ??= setTimeout(() => {
    delete subscription.waiting;
    subscription.changed();
  }, BURST_MS);
}
