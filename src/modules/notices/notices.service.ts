import { Injectable } from '@nestjs/common';
import type {
  NoticePage,
  NoticeQuery,
  NoticeView,
  ReadRequest,
  UnreadCount,
} from '../../../contracts/http/notices.js';
import {
  countUnread,
  markRead,
  noticesOf,
  type NoticeRow,
} from '../../../database/notices/notice.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { linkOf } from '../../../domain/notices/link.js';
import { isUrgentKind } from '../../../domain/notices/notice.js';
import { wordsOf } from '../../../domain/notices/words.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { formatInstant } from '../../../domain/time/zone.js';

/** A person's own notices. */
@Injectable()
export class NoticesService {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws Refusal INVALID_CURSOR */
  async list({ personId }: Principal, { unread, cursor, limit }: NoticeQuery): Promise<NoticePage> {
    const rows = await noticesOf(this.database.manager, personId, {
      unread: unread === 'true',
      after: decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]) as [string, string] | undefined,
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    return { items: items.map(viewOf), nextCursor };
  }

  async unread({ personId }: Principal): Promise<UnreadCount> {
    return { unread: await countUnread(this.database.manager, personId) };
  }

  /** @throws Refusal INVALID_FIELD unless it is told exactly one of the two */
  async read({ personId }: Principal, { ids, until }: ReadRequest): Promise<UnreadCount> {
    const which = ids ? { ids } : until ? { until: new Date(until) } : null;
    if (which === null || (ids && until))
      throw new Refusal('INVALID_FIELD', { field: '哪些提醒', reason: '与截至时间二者填其一' }, 'ids');
    return this.database.transaction(async ({ manager, now }) => {
      await markRead(manager, personId, which, now);
      return { unread: await countUnread(manager, personId) };
    });
  }
}

function viewOf({ id, kind, body, processId, assignmentId, createdAt, readAt }: NoticeRow): NoticeView {
  return {
    id,
    kind,
    urgent: isUrgentKind(kind),
    ...wordsOf(kind, body),
    link: linkOf(processId, assignmentId),
    deadline: body.deadline && formatInstant(new Date(body.deadline)),
    createdAt: formatInstant(createdAt),
    readAt: readAt && formatInstant(readAt),
  };
}
