import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 撤并: a unit that ends may be merged into another, which answers for what it owed. Titles stay whose they are. */
export class UnitSuccessors1760000002810 implements MigrationInterface {
  name = 'UnitSuccessors1760000002810';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table unit add column successor_id uuid references unit check (successor_id <> id);
      create index unit_ended on unit (active_to) where active_to is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index unit_ended; alter table unit drop column successor_id`);
  }
}
