import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import type { DataSource } from 'typeorm';
import { pulses, type Pulse } from '../../../database/events/pulse.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { Database, PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';
import {
  eventsBetween,
  markOf,
  readingFrom,
  readingOf,
  type Listening,
  type Reading,
  type ServerEvent,
} from './reading.js';

interface Listener extends Listening {
  dataSource: DataSource;
  subscriber: Subscriber<ServerEvent>;
  /** What the client was told last, here or before its connection broke; undefined before the first reading of a new one. */
  known: Reading | undefined;
  endsAt: number;
}

const TICK_MS = 1_000;
/** Proxies close what is silent. */
const BEAT_TICKS = 20;
/** Then the client connects anew, with whatever session and positions he has by then. */
const LIFETIME_MS = 5 * 60_000;
/** A client that was cut off asks again after so long. */
const RETRY_MS = 2_000;
/** Windows of one person, in this process. */
const MOST_PER_PERSON = 20;

/**
 * Tells open pages that something changed, with ids only. One query a second and workspace, however many listen; none when nobody does. Any
 * number of API processes: each feels the pulse for its own listeners.
 */
@Injectable()
export class EventHub implements OnModuleDestroy {
  private readonly log = new Logger(EventHub.name);
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;
  private ticks = 0;
  private busy = false;

  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly database: Database,
  ) {}

  /**
   * @param mark the last event's id, of a connection that broke: what changed since is told at once
   * @throws Refusal TOO_MANY_WINDOWS
   */
  listen(listening: Listening, mark: string | undefined): Observable<ServerEvent> {
    const others = [...this.listeners].filter(({ personId }) => personId === listening.personId);
    if (others.length >= MOST_PER_PERSON) throw new Refusal('TOO_MANY_WINDOWS', { most: MOST_PER_PERSON });
    const { dataSource } = this.database;
    return new Observable((subscriber) => {
      const listener: Listener = {
        ...listening,
        dataSource,
        subscriber,
        known: readingFrom(mark),
        endsAt: performance.now() + LIFETIME_MS,
      };
      this.listeners.add(listener);
      subscriber.next({ type: 'beat', data: {}, retry: RETRY_MS });
      // Not only at the next second: what the page read a moment ago must still be so.
      void this.feel(dataSource, [listener]);
      this.timer ??= setInterval(() => void this.tick(), TICK_MS).unref();
      return () => this.forget(listener);
    });
  }

  onModuleDestroy(): void {
    for (const { subscriber } of [...this.listeners]) subscriber.complete();
  }

  private forget(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.ticks++;
    try {
      await this.feelAll([...this.listeners]);
    } finally {
      this.busy = false;
    }
  }

  private async feelAll(all: readonly Listener[]): Promise<void> {
    // Sessions are production's, also those of listeners in rehearsals.
    for (const dataSource of new Set([this.production, ...all.map((one) => one.dataSource)])) {
      const here = all.filter((one) => one.dataSource === dataSource);
      await this.feel(dataSource, here, dataSource === this.production ? all : []);
    }
    for (const { endsAt, subscriber, known } of all) {
      if (performance.now() > endsAt) subscriber.complete();
      else if (this.ticks % BEAT_TICKS === 0) subscriber.next(beat(known));
    }
  }

  /** @param asked whose sessions are looked at: who has logged out hears nothing any more */
  private async feel(
    dataSource: DataSource,
    here: readonly Listener[],
    asked: readonly Listener[] = [],
  ): Promise<void> {
    const felt = await pulses(dataSource.manager, {
      positionIds: distinct(here.flatMap(({ positionIds }) => positionIds)),
      processIds: distinct(here.flatMap(({ processId }) => processId ?? [])),
      personIds: distinct(here.map(({ personId }) => personId)),
      sessionIds: distinct(asked.map(({ sessionId }) => sessionId)),
    }).catch((error: Error) => this.notFelt(dataSource, here, error));
    if (felt === undefined) return;
    const readings = new Map(felt.map((pulse) => [`${pulse.of} ${pulse.id}`, pulse]));
    for (const { sessionId, subscriber } of asked)
      if (!readings.has(`session ${sessionId}`)) subscriber.complete();
    for (const listener of here) if (!listener.subscriber.closed) this.tell(listener, readings);
  }

  /** The next second tries again, and finds what changed meanwhile; a rehearsal that is over has no next second. */
  private notFelt(dataSource: DataSource, here: readonly Listener[], error: Error): undefined {
    this.log.warn(`pulse not felt: ${error.message}`);
    if (dataSource !== this.production) here.forEach(({ subscriber }) => subscriber.complete());
  }

  private tell(listener: Listener, readings: ReadonlyMap<string, Pulse>): void {
    const { subscriber, known } = listener;
    listener.known = readingOf(listener, readings);
    if (known === undefined) subscriber.next(beat(listener.known));
    else for (const event of eventsBetween(known, listener.known)) subscriber.next(event);
  }
}

const beat = (known: Reading | undefined): ServerEvent => ({
  type: 'beat',
  data: {},
  ...(known && { id: markOf(known) }),
});

const distinct = (ids: string[]): string[] => [...new Set(ids)];
