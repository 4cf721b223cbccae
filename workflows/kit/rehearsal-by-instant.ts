import { condition, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import {
  advanceSignal,
  finishSignal,
  pokeSignal,
  rehearsalQuery,
  type RehearsalInput,
  type RehearsalResult,
  type RehearsedMessage,
} from '../../contracts/processes/rehearsal.js';
import { RehearsedProcesses } from './rehearsed-processes.js';
import { SharedTime } from './shared-time.js';

interface InstantTick {
  messages: RehearsedMessage[];
  acted: number;
  nextAt: string | null;
}
const { tick } = proxyLocalActivities<{
  tick(input: { now: string; scenario: RehearsalInput['scenario'] }): Promise<InstantTick>;
}>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 3 } });

/**
 * How rehearsals went until 2026-11-25: one call and one sleep for each instant. Only histories of that time are replayed by it; it may go
 * when none is kept any more.
 */
export async function rehearsalByInstant({ from, to, scenario }: RehearsalInput): Promise<RehearsalResult> {
  const time = new SharedTime(new Date(from));
  const end = new Date(to);
  const processes = new RehearsedProcesses(time);
  let horizon = scenario === null ? new Date(from) : end;
  let poked = true;
  let finished = false;
  let resting = false;
  let rests = 0;
  let ticks = 0;
  let atRest: boolean = false;

  setHandler(advanceSignal, ({ to: until }) => {
    const wanted = new Date(until);
    if (wanted > horizon) horizon = wanted < end ? wanted : end;
    poked = true;
  });
  setHandler(pokeSignal, () => {
    poked = true;
  });
  setHandler(finishSignal, () => {
    finished = true;
  });
  setHandler(rehearsalQuery, () => ({ now: time.now().toISOString(), resting, rests }));

  while (!finished) {
    poked = false;
    resting = false;
    // People act only when the processes are at rest: who sees what then doesn't depend on how fast the machine is.
    const { messages, acted, nextAt }: InstantTick = await tick({
      now: time.now().toISOString(),
      scenario: atRest ? scenario : null,
    });
    ticks += 1;
    messages.forEach((message) => processes.deliver(message));
    await time.settled();
    processes.throwFailure();
    const moved: boolean = messages.length > 0 || acted > 0 || time.moved();
    if (moved || !atRest) {
      atRest = !moved;
      continue;
    }
    atRest = false;

    const next = earliest(nextAt === null ? null : new Date(nextAt), time.nextAlarm());
    if (next !== null && next <= horizon) {
      // Only lengths of time reach the server: the rehearsal's calendar is its own.
      await sleep(Math.max(next.getTime() - time.now().getTime(), 1));
      time.moveTo(next);
      continue;
    }
    if (scenario !== null) break;
    if (time.now() < horizon) {
      time.moveTo(horizon); // nothing is due on the way: the next tick only writes the instant down
      continue;
    }
    resting = true;
    rests += 1;
    await condition(() => poked || finished);
  }
  return { ticks, endedAt: time.now().toISOString() };
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
