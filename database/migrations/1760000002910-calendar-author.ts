import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who entered a version of a year: it moves everybody's deadlines. Null: it came with the product. */
export class CalendarAuthor1760000002910 implements MigrationInterface {
  name = 'CalendarAuthor1760000002910';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table calendar_year add column loaded_by uuid references person`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table calendar_year drop column loaded_by`);
  }
}
