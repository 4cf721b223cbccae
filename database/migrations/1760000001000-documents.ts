import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Official documents: numbers without a gap, what was issued, to whom (DOMAIN section 2, 5). */
export class Documents1760000001000 implements MigrationInterface {
  name = 'Documents1760000001000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- 发文机关代字 where an office's own differs from the usual one.
      create table document_word (
        office_unit_id uuid not null references unit,
        kind text not null,
        word text not null,
        primary key (office_unit_id, kind)
      );

      -- The last number given out of each sequence. Its row lock orders those who issue at the same instant.
      create table document_series (
        office_unit_id uuid not null references unit,
        kind text not null,
        year int not null,
        last int not null,
        primary key (office_unit_id, kind, year)
      );

      create table document (
        id uuid primary key,
        office_unit_id uuid not null references unit,
        region_code text not null references region,
        kind text not null,
        year int not null,
        serial int not null,
        number text not null,
        title text not null,
        process_id uuid not null references process,
        -- what was issued (domain/documents), and SHA-256 of its canonical JSON: the same hash stands in the record
        content jsonb not null,
        content_sha256 bytea not null,
        state text not null default 'issued' check (state in ('issued', 'void')),
        issued_at timestamptz not null,
        issued_by uuid references person,
        void_reason text,
        voided_at timestamptz,
        voided_by uuid references person,
        unique (office_unit_id, kind, year, serial)
      );
      create index document_process on document (process_id, issued_at);
      create index document_register on document (region_code, year, issued_at desc, id desc);

      create table document_recipient (
        document_id uuid not null references document,
        unit_id uuid not null references unit,
        role text not null check (role in ('main', 'copy')),
        received_at timestamptz,
        received_by uuid references person,
        primary key (document_id, unit_id)
      );
      create index document_recipient_unit on document_recipient (unit_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table document_recipient, document, document_series, document_word`);
  }
}
