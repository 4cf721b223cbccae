import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { IncomingBody, IncomingPage, IncomingQuery } from '../../../contracts/http/documents.js';
import type { DoneView } from '../../../contracts/http/processes.js';
import { addIncoming, listIncoming } from '../../../database/documents/incoming.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf, parseCivilDate } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { officePosition } from './document-scope.js';
import { incomingView } from './document.view.js';

/** 收文登记: what came in, by itself from other offices of the product, by hand from elsewhere. */
@Injectable()
export class IncomingService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { limit, cursor, q, region, year }: IncomingQuery): Promise<IncomingPage> {
    const after = decodeCursor(cursor, [isDay, cursorChecks.uuid]);
    const { regions } = scopeOf(principal);
    const rows = await listIncoming(
      this.database.manager,
      { regions, region, year, text: q },
      { limit: limit + 1, after },
    );
    const page = pageOf(rows, limit, (row) => [row.receivedOn, row.id]);
    return { items: page.items.map(incomingView), nextCursor: page.nextCursor };
  }

  register({ principal, key }: ChangeRequest, body: IncomingBody): Promise<DoneView> {
    refuseClassified({ ...body }, 'body');
    const office = officePosition(principal, body.region);
    const receivedOn = civilDateIn(body.receivedOn, 'receivedOn');
    return this.database.change(key, async ({ manager, now }) => {
      if (receivedOn > civilDateOf(now))
        throw new Refusal('INVALID_FIELD', { reason: '收文日期不能晚于今天' }, 'receivedOn');
      await addIncoming(manager, {
        id: uuidv7(),
        officeUnitId: office.unitId,
        regionCode: office.regionCode,
        issuer: body.issuer.trim(),
        number: body.number.trim(),
        title: body.title.trim(),
        receivedOn,
        note: body.note?.trim() ?? null,
        documentId: null,
        registeredAt: now,
        registeredBy: principal.personId,
      });
      return { ok: true };
    });
  }
}

function isDay(value: unknown): boolean {
  try {
    return typeof value === 'string' && parseCivilDate(value) === value;
  } catch {
    return false;
  }
}
