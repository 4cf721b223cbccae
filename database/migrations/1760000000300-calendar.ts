import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The State Council's working calendar, by year and version (DESIGN section 3). A version is never changed. */
export class Calendar1760000000300 implements MigrationInterface {
  name = 'Calendar1760000000300';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table calendar_year (
        year int not null,
        version int not null check (version > 0),
        -- not announced yet: computed from the statutory holidays
        provisional boolean not null,
        source text not null,
        loaded_at timestamptz not null,
        -- CalendarDay[]: only days that differ from Monday to Friday or have a name
        days jsonb not null,
        primary key (year, version)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table calendar_year');
  }
}
