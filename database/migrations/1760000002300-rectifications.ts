import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Problems that were found with somebody, until they are mended (固原督查通报2023 三（三）). */
export class Rectifications1760000002300 implements MigrationInterface {
  name = 'Rectifications1760000002300';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table rectification (
        id uuid primary key references process,
        -- the process that found it: an inspection
        source_id uuid not null references process,
        seq int not null,
        region_code text not null references region,
        subject_kind text not null check (subject_kind in ('region', 'unit')),
        -- the lower region itself, or the unit's
        subject_region_code text not null references region,
        subject_unit_id uuid not null references unit,
        dimension text not null,
        title text not null,
        detail text not null,
        measures_asked text not null,
        -- what it comes from, in the words of its source: “督查通报 固双拥办发〔2023〕7号 问题 12”
        source_ref text not null,
        limit_at timestamptz not null,
        state text not null,
        measures text,
        responsible_position_id uuid references position,
        due_on date,
        result text,
        evidence text,
        verified_by_method text,
        verified_found text,
        returned int not null default 0,
        done_at timestamptz,
        closed_at timestamptz,
        unique (source_id, seq)
      );
      create index rectification_limit on rectification (limit_at, id);
      create index rectification_subject on rectification (subject_unit_id, limit_at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table rectification`);
  }
}
