import { Injectable } from '@nestjs/common';
import type { DeskView } from '../../../contracts/http/overview.js';
import { waitingForOthers } from '../../../database/overview/overview.repository.js';
import { deskCounts } from '../../../database/overview/desk.repository.js';
import { openAssignmentsOf } from '../../../database/steps/inbox.repository.js';
import { endOfWeek } from '../../../domain/time/week.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { Database } from '../../workspace/database.service.js';
import { inboxOf, inboxRow } from '../assignments/inbox-row.js';
import { owedStepView } from './overview.service.js';

/** As many of each as a desk has room for; the lists have the rest. */
const SHOWN = 20;

/** What somebody sees when he comes in. */
@Injectable()
export class DeskService {
  constructor(private readonly database: Database) {}

  /** Three queries, at the same time. */
  async of(principal: Principal): Promise<DeskView> {
    const { manager } = this.database;
    const now = this.database.now();
    const own = inboxOf(principal);
    const [counts, nearest, waiting] = await Promise.all([
      deskCounts(manager, principal.personId, own, now),
      openAssignmentsOf(manager, own, null, { limit: SHOWN, after: null }),
      waitingForOthers(
        manager,
        {
          personId: principal.personId,
          positionIds: own.map(({ positionId }) => positionId),
          offices: principal.positions
            .filter(({ kind }) => ROLE_OF[kind] === 'office')
            .map(({ regionCode }) => regionCode),
        },
        civilDateOf(now),
        SHOWN,
      ),
    ]);
    const until = endOfWeek(now);
    return {
      counts,
      thisWeek: nearest
        .filter(({ deadline }) => deadline !== null && deadline <= until)
        .map((entry) => inboxRow(principal, entry, now)),
      waiting: waiting.items.map((entry) => owedStepView(entry, now)),
      waitingTotal: waiting.total,
    };
  }
}
