import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 情况通报 (五项制度机制 三（五）): what came in, what is passed on and to whom, the figures behind it. */
export class Circulars1760000001600 implements MigrationInterface {
  name = 'Circulars1760000001600';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Seen only by its own region's office, leaders and auditors and by the units that have work in it: whoever sees a region whole
      -- because he sees the one above does not see this (三（五）3 “在一定范围通报”).
      alter table process add column restricted boolean not null default false;

      create table circular (
        process_id uuid primary key references process,
        region_code text not null references region,
        circular_kind text not null check (circular_kind in ('important', 'keyWork', 'typical')),
        typical_kind text check (typical_kind in ('goodPractice', 'dereliction')),
        -- what was received: a document (domain/documents) with the number it came with, '' where it has none
        source jsonb,
        received_date date,
        -- the source's number as it is compared, while this circular is the one by which the region received it
        accepted_number text,
        -- what the office writes: words before the figures, the case
        body text,
        opinions jsonb not null default '[]',
        recipient_unit_ids uuid[] not null default '{}',
        copy_unit_ids uuid[] not null default '{}',
        -- lower regions it is forwarded to
        region_codes text[] not null default '{}',
        receipt_date date,
        cut_off_at timestamptz,
        -- where the figures were presented
        presented jsonb,
        document_id uuid references document,
        check ((circular_kind = 'typical') = (typical_kind is not null))
      );
      -- A region receives a document once, whoever brings it.
      create unique index circular_accepted on circular (region_code, accepted_number) where accepted_number is not null;

      -- Figures of a cut-off instant, and the list behind each of them. Written once.
      create table circular_figure_set (
        process_id uuid not null references process,
        cut_off_at timestamptz not null,
        rows_sha256 bytea not null,
        created_at timestamptz not null,
        primary key (process_id, cut_off_at)
      );
      create table circular_figure_row (
        process_id uuid not null,
        cut_off_at timestamptz not null,
        key text not null,
        ordinal int not null,
        subject text not null check (subject in ('assignment', 'item')),
        subject_id uuid not null,
        unit_id uuid references unit,
        value jsonb not null,
        primary key (process_id, cut_off_at, key, ordinal),
        foreign key (process_id, cut_off_at) references circular_figure_set
      );
      create trigger circular_figure_set_append_only before update or delete on circular_figure_set for each row execute function refuse_change();
      create trigger circular_figure_row_append_only before update or delete on circular_figure_row for each row execute function refuse_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table circular_figure_row, circular_figure_set, circular; alter table process drop column restricted`,
    );
  }
}
