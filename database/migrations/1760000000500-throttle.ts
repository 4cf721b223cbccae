import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counting of login attempts (rate-limiter-flexible's shape), and a way for the application to ask how far the schema is. */
export class Throttle1760000000500 implements MigrationInterface {
  name = 'Throttle1760000000500';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- keys are hashes: neither logins nor addresses are kept here
      create table login_throttle (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );

      -- The application role may not read table migration; it may ask one question of it.
      create function migration_applied(wanted text) returns boolean language sql stable security definer set search_path from current
        as $$ select exists (select 1 from migration where name = wanted) $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function migration_applied(text); drop table login_throttle`);
  }
}
