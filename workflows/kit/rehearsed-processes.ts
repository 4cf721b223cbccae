import { ApplicationFailure, TemporalFailure } from '@temporalio/workflow';
import type { StepOutcome } from '../../contracts/processes/activities.js';
import type { ProcessNotice } from '../../contracts/processes/processes.js';
import type { RehearsedMessage } from '../../contracts/processes/rehearsal.js';
import { PROCEDURES } from '../procedures.js';
import { Mailbox, Process, runProcedure } from './process.js';
import type { SharedTime } from './shared-time.js';

/** The processes of a rehearsal: coroutines of one execution, each with its mailbox. */
export class RehearsedProcesses {
  private readonly mailboxes = new Map<string, Mailbox>();
  private failure: unknown;

  constructor(private readonly time: SharedTime) {}

  deliver({ workflowId, kind, name, body }: RehearsedMessage): void {
    const mailbox = this.mailboxes.get(workflowId);
    if (kind === 'start' && !mailbox) {
      const started = new Mailbox();
      this.mailboxes.set(workflowId, started);
      const procedure = PROCEDURES[name as keyof typeof PROCEDURES];
      runProcedure(procedure, new Process(body as never, started, this.time)).catch((error: unknown) => {
        this.failure ??= error;
      });
    } else if (name === 'stepClosed') mailbox?.stepClosed(body as unknown as StepOutcome);
    else if (name === 'notice') mailbox?.notice(body as unknown as ProcessNotice);
    else if (name === 'end') mailbox?.end((body as { outcome: string }).outcome);
  }

  /** One that fails, fails the rehearsal: what it would have shown from then on isn't true. */
  throwFailure(): void {
    const { failure } = this;
    if (failure === undefined) return;
    if (failure instanceof TemporalFailure) throw failure;
    // Any other error would only fail the task, which the server repeats for ever.
    throw ApplicationFailure.nonRetryable(failure instanceof Error ? failure.message : String(failure));
  }
}
