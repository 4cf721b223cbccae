import type { DataSource } from 'typeorm';
import type { RehearsedMessage, Tick, TickInput } from '../../contracts/processes/rehearsal.js';
import { takeMessages } from '../../database/processes/outbox.repository.js';
import { setRehearsalNow } from '../../database/rehearsal/rehearsal-clock.js';
import { dueClocks, nextCheckAt } from '../../database/steps/clock.js';
import { serveClock } from '../../database/steps/serve-clock.js';
import { letPeopleAct } from './people.js';

/** Instants and acts of one call: less than a second's work. */
const ENOUGH = 60;

/**
 * Does what is due, lets people act, and goes on to the next instant, until the processes have to be told something. Whoever calls has
 * waited until the processes are at rest: who sees what then doesn't depend on how fast the machine is.
 */
export async function goOn(dataSource: DataSource, input: TickInput): Promise<Tick> {
  const until = new Date(input.until);
  let now = new Date(input.now);
  let done = 0;
  for (;;) {
    done += 1;
    let messages = await serveDueClocks(dataSource, now);
    const people =
      messages.length > 0 || input.scenario === null
        ? { acted: 0, nextAt: null }
        : await letPeopleAct(dataSource, input.scenario, now, input.seed);
    if (people.acted > 0) messages = await messagesFor(dataSource);
    done += people.acted;
    const stopped = (nextAt: Date | null, more: boolean): Tick => ({
      now: now.toISOString(),
      messages,
      nextAt: nextAt?.toISOString() ?? null,
      more,
      done,
    });
    if (messages.length > 0) return stopped(null, true);
    if (people.acted > 0) {
      if (done >= ENOUGH) return stopped(null, true);
      continue;
    }
    const next = earliest(await nextCheckAt(dataSource.manager), people.nextAt);
    if (next === null || next > until || done >= ENOUGH) return stopped(next, false);
    if (next > now) now = next;
  }
}

/** Clocks are served here: waking them is not needed. */
async function messagesFor({ manager }: DataSource): Promise<RehearsedMessage[]> {
  const messages = await takeMessages(manager);
  return messages
    .filter(({ name }) => name !== 'wake')
    .map(({ workflowId, kind, name, body }) => ({ workflowId, kind, name, body }));
}

async function serveDueClocks(dataSource: DataSource, now: Date): Promise<RehearsedMessage[]> {
  const { manager } = dataSource;
  const [clocks] = await Promise.all([dueClocks(manager, now), setRehearsalNow(manager, now)]);
  for (const clock of clocks) await serveClock(manager, clock, now);
  return messagesFor(dataSource);
}

export function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
