import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import type { AdvanceBody, RehearsalView } from '../../../contracts/http/rehearsals.js';
import {
  advanceSignal,
  pokeSignal,
  rehearsalQuery,
  rehearsalWorkflowId,
} from '../../../contracts/processes/rehearsal.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { Configuration } from '../../config/configuration.js';
import { workspaceOfRequest } from '../../workspace/workspace.js';

const LOOK_EVERY_MS = 25;
/** A year of a county takes some seconds; a request that waits longer than this is answered as it stands. */
const LONGEST_WAIT_MS = 60_000;

/** Moves the time of the rehearsal that a request is in. */
@Injectable()
export class RehearsalsService implements OnApplicationShutdown {
  private client: Promise<Client> | undefined;

  constructor(private readonly configuration: Configuration) {}

  async current(): Promise<RehearsalView> {
    const { now, resting } = await (await this.handle()).query(rehearsalQuery);
    return { now: formatInstant(new Date(now)), resting };
  }

  /** Answers when everything due on the way has happened and the processes are at rest. */
  async advance({ to }: AdvanceBody): Promise<RehearsalView> {
    const handle = await this.handle();
    const before = await handle.query(rehearsalQuery);
    const wanted = to === undefined ? new Date(before.now) : new Date(to);
    await (wanted > new Date(before.now)
      ? handle.signal(advanceSignal, { to: wanted.toISOString() })
      : handle.signal(pokeSignal));
    const until = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      const { now, resting, rests } = await handle.query(rehearsalQuery);
      const served = resting && rests > before.rests && new Date(now) >= wanted;
      if (served || Date.now() > until) return { now: formatInstant(new Date(now)), resting };
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.client?.catch(() => undefined))?.connection.close();
  }

  /** @throws Refusal REHEARSAL_NOT_FOUND outside a rehearsal */
  private async handle() {
    const workspace = workspaceOfRequest()?.name ?? 'production';
    if (workspace === 'production') throw new Refusal('REHEARSAL_NOT_FOUND');
    this.client ??= this.connect();
    this.client.catch(() => (this.client = undefined));
    return (await this.client).workflow.getHandle(rehearsalWorkflowId(workspace));
  }

  private async connect(): Promise<Client> {
    const { TEMPORAL_ADDRESS, TEMPORAL_REHEARSAL_NAMESPACE } = this.configuration;
    if (!TEMPORAL_ADDRESS) throw new Refusal('UNAVAILABLE');
    const connection = await Connection.connect({ address: TEMPORAL_ADDRESS, connectTimeout: '5 seconds' });
    return new Client({ connection, namespace: TEMPORAL_REHEARSAL_NAMESPACE });
  }
}
