import { Injectable } from '@nestjs/common';
import type {
  ChangeOrderList,
  ChangeOrdersQuery,
  ChangeOrderView,
  ChangePreviewBody,
  ChangePreviewView,
} from '../../../contracts/http/change-orders.js';
import {
  changeOrdersFor,
  findChangeOrder,
  type ChangeOrderRow,
} from '../../../database/change-orders/change-order.store.js';
import { previewChanges } from '../../../database/change-orders/write-order.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { processIdOf } from '../../../database/steps/ids.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { changesView } from '../processes/changes.view.js';
import { changeOrderView, lineView } from './change-order.view.js';

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/** What changes orders would make, and made. */
@Injectable()
export class ChangeOrdersService {
  constructor(private readonly database: Database) {}

  /** Nothing is written. @throws Refusal NOT_FOUND, FORBIDDEN, PROCESS_ENDED, PROCESS_PAUSED and what is wrong with the changes */
  async preview(principal: Principal, { processId, changes }: ChangePreviewBody): Promise<ChangePreviewView> {
    const { manager } = this.database;
    const now = this.database.now();
    const process = await visibleProcess(manager, scopeOf(principal), processId);
    const position = principal.positions.find(
      ({ kind, regionCode }) => OFFICE.includes(kind) && process.regionCode.startsWith(regionCode),
    );
    if (!position) throw new Refusal('FORBIDDEN');
    const inputs = JSON.parse(JSON.stringify(changes)) as typeof changes;
    const { differences, conflicts } = await previewChanges(
      manager,
      { ...PREVIEWED, processId, changes: inputs },
      { actor: null, now },
    );
    return { ...changesView(differences, now), conflicts };
  }

  /** @throws Refusal NOT_FOUND */
  async list(principal: Principal, { processId }: ChangeOrdersQuery): Promise<ChangeOrderList> {
    const { manager } = this.database;
    const { regionCode } = await visibleProcess(manager, scopeOf(principal), processId);
    // What is asked of others stands in it: for those who see the region whole.
    if (!seesRegion(scopeOf(principal), regionCode)) return { items: [] };
    return { items: (await changeOrdersFor(manager, processId)).map(lineView) };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<ChangeOrderView> {
    const { manager } = this.database;
    const now = this.database.now();
    await visibleProcess(manager, scopeOf(principal), id);
    const order = await findChangeOrder(manager, id);
    if (!order) throw new Refusal('NOT_FOUND');
    const target = await visibleProcess(manager, scopeOf(principal), order.targetId);
    return changeOrderView(order, target, await this.ifApproved(order, now));
  }

  /** What an approval would do now; null where nothing is open any more. */
  private async ifApproved(order: ChangeOrderRow, now: Date): Promise<ChangePreviewView | null> {
    if (order.state !== 'approving' && order.state !== 'revising') return null;
    const { id, title, reason, changes, targetId: processId } = order;
    try {
      const { differences, conflicts } = await previewChanges(
        this.database.manager,
        { id, title, reason, processId, changes },
        { actor: null, now },
        changes,
      );
      return { ...changesView(differences, now), conflicts };
    } catch (error) {
      // The process has ended or stands still: nothing of it can be done.
      if (!(error instanceof Refusal)) throw error;
      const why = error.message.replace(/。$/u, '');
      const conflicts = changes.map((_, index) => ({ number: index + 1, why }));
      return { total: 0, owed: [], planned: [], conflicts };
    }
  }
}

/** Stands for an order that isn't written yet. */
const PREVIEWED = { id: processIdOf('changeOrder:preview'), title: '预览', reason: '预览' };
