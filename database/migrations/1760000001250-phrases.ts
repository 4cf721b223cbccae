import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 常用语: what people write again and again, for themselves or for a whole region. */
export class Phrases1760000001250 implements MigrationInterface {
  name = 'Phrases1760000001250';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table phrase (
        id uuid primary key,
        -- whose it is: a person's own, or a region's, which its office keeps
        person_id uuid references person,
        region_code text references region,
        text text not null,
        created_by uuid not null references person,
        created_at timestamptz not null,
        check (num_nonnulls(person_id, region_code) = 1),
        unique (person_id, text),
        unique (region_code, text)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table phrase`);
  }
}
