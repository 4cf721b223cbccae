import { Injectable } from '@nestjs/common';
import {
  NOTICE_MAX_LENGTH,
  type NoticePreview,
  type NoticeTextBody,
} from '../../../contracts/http/notice-preview.js';
import { unitsWithin } from '../../../database/organisation/directory.repository.js';
import { memberUnitsOf } from '../../../database/organisation/membership.repository.js';
import { leadingGroupOf } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { matchUnits, type RegionUnit } from '../../../domain/work-points/match-units.js';
import { parseNotice } from '../../../domain/work-points/parse-notice.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { examine } from '../attachments/content/examine.js';
import { officePosition } from '../documents/document-scope.js';
import { previewView } from './notice-preview.view.js';
import { noticeText } from './read-notice.js';

/** A county has some forty units; a limit all the same. */
const MOST_UNITS = 2_000;

/** A notice read for the screen on which the office confirms its points. Nothing of it is kept. */
@Injectable()
export class NoticePreviewService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal FORBIDDEN, CLASSIFIED_CONTENT, NOTICE_EMPTY, NOTICE_TOO_LONG */
  ofText(principal: Principal, { regionCode, text }: NoticeTextBody): Promise<NoticePreview> {
    officePosition(principal, regionCode);
    return this.preview(regionCode, text);
  }

  /** @throws Refusal FORBIDDEN, NOTICE_EMPTY, NOTICE_UNREADABLE, NOTICE_TOO_LONG, CLASSIFIED_CONTENT, ATTACHMENT_ACTIVE, ATTACHMENT_UNREADABLE */
  async ofFile(principal: Principal, regionCode: string, file: unknown): Promise<NoticePreview> {
    officePosition(principal, regionCode);
    if (!Buffer.isBuffer(file) || file.length === 0) throw new Refusal('NOTICE_EMPTY', {}, 'body');
    const text = await noticeText(file);
    // Marks may also stand in headers, comments and properties, which are no part of the notice's text.
    await examine(file);
    return this.preview(regionCode, text);
  }

  private async preview(regionCode: string, given: string): Promise<NoticePreview> {
    const text = given.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
    if (text.trim() === '') throw new Refusal('NOTICE_EMPTY', {}, 'text');
    if (text.length > NOTICE_MAX_LENGTH)
      throw new Refusal('NOTICE_TOO_LONG', { max: NOTICE_MAX_LENGTH, length: text.length }, 'text');
    refuseClassified(text, 'text', '通知全文');
    const notice = parseNotice(text);
    const names = notice.points.flatMap(({ lead, cooperating }) => [...lead, ...cooperating]);
    return previewView(regionCode, text, notice, matchUnits(names, await this.unitsOf(regionCode)));
  }

  private async unitsOf(regionCode: string): Promise<RegionUnit[]> {
    const { manager } = this.database;
    const on = civilDateOf(this.database.now());
    const [units, group] = await Promise.all([
      unitsWithin(manager, { regions: [regionCode], regionCode, on, limit: MOST_UNITS }),
      leadingGroupOf(manager, regionCode, on),
    ]);
    const members = new Set((group ? await memberUnitsOf(manager, group.id, on) : []).map(({ id }) => id));
    return units.map((unit) => ({ ...unit, member: members.has(unit.id) }));
  }
}
