import { patched, setHandler } from '@temporalio/workflow';
import {
  advanceSignal,
  finishSignal,
  pokeSignal,
  rehearsalQuery,
  type RehearsalInput,
  type RehearsalResult,
} from '../contracts/processes/rehearsal.js';
import { rehearsalByInstant } from './kit/rehearsal-by-instant.js';
import { RehearsalRun } from './kit/rehearsal-run.js';

/**
 * A year in seconds: every process of the rehearsal runs in this one execution, by one shared clock, and the server skips the
 * waiting (DESIGN section 3, docs/adr/0006-rehearsal.md).
 */
export function rehearsal(input: RehearsalInput): Promise<RehearsalResult> {
  if (!patched('many instants a call')) return rehearsalByInstant(input);
  const run = new RehearsalRun(input);
  setHandler(advanceSignal, ({ to }) => run.advance(to));
  setHandler(pokeSignal, () => run.poke());
  setHandler(finishSignal, () => run.finish());
  setHandler(rehearsalQuery, () => run.state());
  return run.run();
}
