import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The inbox in the order it is read (nothing's deadline comes last), and its count without a look at the table: a page costs the same
 * with a million open assignments as with ten (docs/BENCHMARKS.md).
 */
export class InboxOrder1760000000800 implements MigrationInterface {
  name = 'InboxOrder1760000000800';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index assignment_inbox;
      create index assignment_inbox on assignment (position_id, coalesce(deadline_at, 'infinity'::timestamptz), id)
        include (acknowledged_at) where state = 'open';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index assignment_inbox;
      create index assignment_inbox on assignment (position_id, deadline_at, id) where state = 'open';
    `);
  }
}
