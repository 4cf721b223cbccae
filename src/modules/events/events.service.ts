import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { EventsQuery } from '../../../contracts/http/events.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { EventHub } from './event-hub.service.js';
import type { ServerEvent } from './reading.js';

@Injectable()
export class EventsService {
  constructor(
    private readonly hub: EventHub,
    private readonly database: Database,
  ) {}

  /** @throws Refusal NOT_FOUND for a process outside of the person's scope, TOO_MANY_WINDOWS */
  async stream(
    principal: Principal,
    { process }: EventsQuery,
    mark: string | undefined,
  ): Promise<Observable<ServerEvent>> {
    if (process) await visibleProcess(this.database.manager, scopeOf(principal), process);
    const { personId, sessionId, positions, proxied } = principal;
    const positionIds = [...positions, ...proxied].map(({ id }) => id);
    return this.hub.listen({ personId, sessionId, positionIds, processId: process }, mark);
  }
}
