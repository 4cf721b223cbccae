import { condition, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { StepOutcome } from '../contracts/processes/activities.js';
import type { ProcessNotice } from '../contracts/processes/processes.js';
import {
  advanceSignal,
  finishSignal,
  pokeSignal,
  rehearsalQuery,
  type RehearsalActivities,
  type RehearsalInput,
  type RehearsalResult,
  type RehearsedMessage,
  type Tick,
} from '../contracts/processes/rehearsal.js';
import { Mailbox, Process, runProcedure } from './kit/process.js';
import { SharedTime } from './kit/shared-time.js';
import { PROCEDURES } from './procedures.js';

const { tick } = proxyLocalActivities<RehearsalActivities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 3 },
});

/**
 * A year in seconds: every process of the rehearsal runs in this one execution, by one shared clock, and the server skips the
 * waiting (DESIGN section 3). At each instant: do what is due, let people act, tell the processes, until all is at rest; then on to
 * the next instant at which anything is due.
 */
export async function rehearsal({ from, to, scenario }: RehearsalInput): Promise<RehearsalResult> {
  const time = new SharedTime(new Date(from));
  const end = new Date(to);
  const mailboxes = new Map<string, Mailbox>();
  let horizon = scenario === null ? new Date(from) : end;
  let poked = true;
  let finished = false;
  let failure: unknown;
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

  const deliver = ({ workflowId, kind, name, body }: RehearsedMessage): void => {
    const mailbox = mailboxes.get(workflowId);
    if (kind === 'start' && !mailbox) {
      const started = new Mailbox();
      mailboxes.set(workflowId, started);
      const procedure = PROCEDURES[name as keyof typeof PROCEDURES];
      runProcedure(procedure, new Process(body as never, started, time)).catch((error: unknown) => {
        failure ??= error;
      });
    } else if (name === 'stepClosed') mailbox?.stepClosed(body as unknown as StepOutcome);
    else if (name === 'notice') mailbox?.notice(body as unknown as ProcessNotice);
    else if (name === 'end') mailbox?.end((body as { outcome: string }).outcome);
  };

  while (!finished) {
    poked = false;
    resting = false;
    // People act only when the processes are at rest: who sees what then doesn't depend on how fast the machine is.
    const { messages, acted, nextAt }: Tick = await tick({
      now: time.now().toISOString(),
      scenario: atRest ? scenario : null,
    });
    ticks += 1;
    messages.forEach(deliver);
    await time.settled();
    if (failure !== undefined) throw failure;
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
