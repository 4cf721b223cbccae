import { Injectable, type StreamableFile } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type {
  IncomingBody,
  IncomingFileView,
  IncomingPage,
  IncomingQuery,
  IncomingView,
} from '../../../contracts/http/documents.js';
import type { DoneView } from '../../../contracts/http/processes.js';
import {
  addIncoming,
  listIncoming,
  visibleIncoming,
} from '../../../database/documents/incoming.repository.js';
import {
  addIncomingFile,
  removeIncomingFile,
  visibleIncomingFile,
  type IncomingFileRow,
} from '../../../database/documents/incoming-file.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf, parseCivilDate } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { examinedFile } from '../attachments/content/examined-file.js';
import { keptFile } from '../attachments/kept-file.js';
import { officePosition } from './document-scope.js';
import { incomingFileView, incomingView } from './document.view.js';

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
    return { items: page.items.map((row) => incomingView(row, principal)), nextCursor: page.nextCursor };
  }

  async one(principal: Principal, id: string): Promise<IncomingView> {
    const { regions } = scopeOf(principal);
    return incomingView(await visibleIncoming(this.database.manager, regions, id), principal);
  }

  async register({ principal, key }: ChangeRequest, body: IncomingBody): Promise<IncomingView> {
    refuseClassified({ ...body }, '');
    const office = officePosition(principal, body.region);
    const receivedOn = civilDateIn(body.receivedOn, 'receivedOn', '收到的日期');
    const { id } = await this.database.change(key, async ({ manager, now }) => {
      if (receivedOn > civilDateOf(now))
        throw new Refusal('INVALID_FIELD', { field: '收到的日期', reason: '不能晚于今天' }, 'receivedOn');
      const added = uuidv7();
      await addIncoming(manager, {
        id: added,
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
      return { id: added };
    });
    return this.one(principal, id);
  }

  /** A scan or an original, added by the office whose register it is. */
  async addFile(
    { principal, key }: ChangeRequest,
    incomingId: string,
    givenName: string,
    body: unknown,
  ): Promise<IncomingFileView> {
    const { regions } = scopeOf(principal);
    const { regionCode } = await visibleIncoming(this.database.manager, regions, incomingId);
    officePosition(principal, regionCode);
    const file = await examinedFile(givenName, body);
    const { id } = await this.database.change(key, ({ manager, now }) =>
      addIncomingFile(manager, { incomingId, uploadedBy: principal.personId, file }, now),
    );
    return incomingFileView(await this.file(principal, id));
  }

  async download(principal: Principal, id: string): Promise<StreamableFile> {
    const file = await this.file(principal, id);
    if (file.removedReason !== null)
      throw new Refusal('INCOMING_FILE_REMOVED', { reason: file.removedReason });
    return keptFile(this.database.manager, file);
  }

  /** Taken out of use, not out of the register: who, when and why stay with its name. */
  async removeFile({ principal, key }: ChangeRequest, id: string, reason: string): Promise<DoneView> {
    refuseClassified(reason, 'reason');
    const { regionCode } = await this.file(principal, id);
    officePosition(principal, regionCode);
    return this.database.change(key, async ({ manager, now }) => {
      const removal = { id, removedBy: principal.personId, reason: reason.trim() };
      if (!(await removeIncomingFile(manager, removal, now))) {
        const { removedReason } = await visibleIncomingFile(manager, scopeOf(principal).regions, id);
        throw new Refusal('INCOMING_FILE_REMOVED', { reason: removedReason ?? '' });
      }
      return { ok: true };
    });
  }

  private file(principal: Principal, id: string): Promise<IncomingFileRow & { regionCode: string }> {
    return visibleIncomingFile(this.database.manager, scopeOf(principal).regions, id);
  }
}

function isDay(value: unknown): boolean {
  try {
    return typeof value === 'string' && parseCivilDate(value) === value;
  } catch {
    return false;
  }
}
