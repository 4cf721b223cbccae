import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DeliveryPage, DeliveryQuery, DeliveryView } from '../../../contracts/http/notices.js';
import { NOTICE_DELIVERY_ID } from '../../../contracts/processes/notices.js';
import {
  deliveriesWithin,
  deliveryWithin,
  retryDelivery,
  type DeliveryRow,
} from '../../../database/notices/delivery-list.repository.js';
import { enqueue } from '../../../database/processes/outbox.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { CARETAKERS, regionsHeldAs } from './notice-scope.js';
import { formatInstant } from '../../../domain/time/zone.js';

/** What became of the messages that left the product, and those that could not. */
@Injectable()
export class DeliveriesService {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws Refusal INVALID_CURSOR */
  async list(principal: Principal, { state, cursor, limit }: DeliveryQuery): Promise<DeliveryPage> {
    const rows = await deliveriesWithin(this.database.manager, regionsHeldAs(principal, CARETAKERS), {
      state,
      after: decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]) as [string, string] | undefined,
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    return { items: items.map(viewOf), nextCursor };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<DeliveryView> {
    return viewOf(await found(this.database.manager, principal, id));
  }

  /** @throws Refusal NOT_FOUND, DELIVERY_NOT_FAILED */
  retry({ principal, key }: ChangeRequest, id: string): Promise<DeliveryView> {
    return this.database.change(key, async ({ manager, now }) => {
      await found(manager, principal, id);
      if (!(await retryDelivery(manager, id, now))) throw new Refusal('DELIVERY_NOT_FAILED');
      await wakeDelivery(manager, now);
      return viewOf(await found(manager, principal, id));
    });
  }
}

/** Has the delivery workflow look at once, when this transaction is committed. */
export function wakeDelivery(manager: EntityManager, now: Date): Promise<void> {
  return enqueue(manager, now, [{ kind: 'signal', workflowId: NOTICE_DELIVERY_ID, signal: 'wake' }]);
}

async function found(manager: EntityManager, principal: Principal, id: string): Promise<DeliveryRow> {
  const row = await deliveryWithin(manager, regionsHeldAs(principal, CARETAKERS), id);
  if (row === null) throw new Refusal('NOT_FOUND');
  return row;
}

function viewOf({ nextAt, createdAt, sentAt, ...row }: DeliveryRow): DeliveryView {
  return {
    ...row,
    nextAt: nextAt && formatInstant(nextAt),
    createdAt: formatInstant(createdAt),
    sentAt: sentAt && formatInstant(sentAt),
  };
}
