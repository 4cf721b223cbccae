import { Injectable, Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** The channel workers listen on for "there is something in the outbox". */
export const OUTBOX_CHANNEL = 'yushui_outbox';

/**
 * Tells the workers that the outbox has something. It is a hint outside the transaction, at most one each few milliseconds:
 * NOTIFY inside the transaction would make all commits queue on one lock. A lost hint costs a sweep interval, nothing else.
 */
@Injectable()
export class OutboxBell {
  private readonly log = new Logger(OutboxBell.name);
  private pending: NodeJS.Timeout | undefined;

  ring(workspace: string, dataSource: DataSource): void {
    if (workspace !== 'production' || this.pending) return;
    this.pending = setTimeout(() => {
      this.pending = undefined;
      dataSource.query(`select pg_notify('${OUTBOX_CHANNEL}', '')`).catch((error: Error) => {
        this.log.warn(`outbox hint not sent: ${error.message}`);
      });
    }, 3);
    this.pending.unref();
  }
}
