import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type {
  DeliveryStarted,
  WebhookEndpointChange,
  WebhookEndpointCreate,
  WebhookEndpointRemoved,
  WebhookEndpointView,
} from '../../../contracts/http/notices.js';
import { createDeliveries, webhookLane } from '../../../database/notices/delivery.repository.js';
import type { SecretBox } from '../../../database/notices/secret-box.js';
import {
  endpointsWithin,
  insertEndpoint,
  lockEndpoint,
  regionExists,
  removeEndpoint,
  updateEndpoint,
  type WebhookEndpointRow,
} from '../../../database/notices/webhook-endpoint.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { webhookUrlProblem } from '../../../domain/notices/webhook-url.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { wakeDelivery } from './deliveries.service.js';
import { refuseOutside, regionsHeldAs } from './notice-scope.js';
import { SECRET_BOX } from './secret-box.provider.js';
import { formatInstant } from '../../../domain/time/zone.js';

/** Machines that are told what happens; a system administrator's, for his region and below. */
@Injectable()
export class WebhookEndpointsService {
  constructor(
    private readonly database: Database,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox | null,
  ) {}

  async list(principal: Principal): Promise<WebhookEndpointView[]> {
    return (await endpointsWithin(this.database.manager, administered(principal))).map(viewOf);
  }

  /** @throws Refusal NOT_FOUND, INVALID_FIELD, SECRETS_KEY_MISSING */
  create(
    { principal, key }: ChangeRequest,
    { secret, ...body }: WebhookEndpointCreate,
  ): Promise<WebhookEndpointView> {
    refuseOutside(administered(principal), body.regionCode);
    refuseUrl(body.url);
    return this.database.change(key, async ({ manager, now }) => {
      if (!(await regionExists(manager, body.regionCode))) throw new Refusal('NOT_FOUND');
      const endpoint = { ...body, id: uuid() };
      const secretSealed = this.seal(secret, endpoint.id);
      await insertEndpoint(manager, { ...endpoint, secretSealed, createdBy: principal.personId }, now);
      return viewOf({ ...endpoint, createdAt: now, updatedAt: now });
    });
  }

  /** @throws Refusal NOT_FOUND, INVALID_FIELD, SECRETS_KEY_MISSING */
  change(
    { principal, key }: ChangeRequest,
    id: string,
    { name, url, secret, enabled }: WebhookEndpointChange,
  ): Promise<WebhookEndpointView> {
    if (url) refuseUrl(url);
    return this.database.change(key, async ({ manager, now }) => {
      const before = await locked(manager, principal, id);
      const endpoint = { ...before, name, enabled, url: url ?? before.url };
      await updateEndpoint(
        manager,
        { ...endpoint, secretSealed: secret ? this.seal(secret, id) : null },
        now,
      );
      return viewOf({ ...endpoint, updatedAt: now });
    });
  }

  /** @throws Refusal NOT_FOUND */
  remove({ principal, key }: ChangeRequest, id: string): Promise<WebhookEndpointRemoved> {
    return this.database.change(key, async ({ manager, now }) => {
      await locked(manager, principal, id);
      await removeEndpoint(manager, id, now);
      return { id };
    });
  }

  /** Sends a message without notices through the same way as any other: what becomes of it is under /deliveries. */
  test({ principal, key }: ChangeRequest, id: string): Promise<DeliveryStarted> {
    return this.database.change(key, async ({ manager, now }) => {
      await locked(manager, principal, id);
      const deliveryId = uuid();
      const target = { lane: webhookLane(id), personId: null, endpointId: id };
      await createDeliveries(manager, now, [{ id: deliveryId, ...target, test: true, noticeIds: [] }]);
      await wakeDelivery(manager, now);
      return { deliveryId };
    });
  }

  private seal(secret: string, id: string): Buffer {
    if (this.secrets === null) throw new Refusal('SECRETS_KEY_MISSING');
    return this.secrets.seal(secret, id);
  }
}

const administered = (principal: Principal): string[] => regionsHeldAs(principal, ['systemAdministrator']);

async function locked(manager: EntityManager, principal: Principal, id: string): Promise<WebhookEndpointRow> {
  const endpoint = await lockEndpoint(manager, id);
  if (endpoint === null) throw new Refusal('NOT_FOUND');
  refuseOutside(administered(principal), endpoint.regionCode);
  return endpoint;
}

function refuseUrl(url: string): void {
  const reason = webhookUrlProblem(url);
  if (reason !== null) throw new Refusal('INVALID_FIELD', { field: '网址', reason }, 'url');
}

function viewOf({ url, createdAt, updatedAt, ...endpoint }: WebhookEndpointRow): WebhookEndpointView {
  const { origin, pathname, search } = new URL(url);
  return {
    ...endpoint,
    // Some receivers put their token there.
    url: `${origin}${pathname}${search === '' ? '' : '?…'}`,
    createdAt: formatInstant(createdAt),
    updatedAt: formatInstant(updatedAt),
  };
}
