import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents as files, the offices' own templates, and what came in from elsewhere (DOMAIN section 2, 5). */
export class DocumentFiles1760000001310 implements MigrationInterface {
  name = 'DocumentFiles1760000001310';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- An office's own layout of a kind. A version without content takes the office back to the built-in layout.
      create table document_template (
        id uuid primary key,
        office_unit_id uuid not null references unit,
        kind text not null,
        version int not null,
        name text,
        content bytea,
        sha256 bytea,
        created_at timestamptz not null,
        created_by uuid not null references person,
        unique (office_unit_id, kind, version),
        check ((content is null) = (sha256 is null) and (content is null) = (name is null))
      );

      -- Rendered when it is first asked for, then kept: the same bytes for whoever asks later. template_id null: the built-in layout.
      create table document_file (
        document_id uuid primary key references document,
        content bytea not null,
        sha256 bytea not null,
        template_id uuid references document_template,
        rendered_at timestamptz not null
      );

      -- 督办单: which assignment it is about.
      create table document_supervision (
        document_id uuid primary key references document,
        assignment_id uuid not null references assignment,
        colour text not null check (colour in ('blue', 'orange', 'red'))
      );
      create index document_supervision_assignment on document_supervision (assignment_id);

      -- 收文登记. document_id: issued by another office of this installation, registered with its issue.
      create table incoming_document (
        id uuid primary key,
        office_unit_id uuid not null references unit,
        region_code text not null references region,
        year int not null,
        issuer text not null,
        number text not null,
        title text not null,
        received_on date not null,
        note text,
        document_id uuid references document,
        registered_at timestamptz not null,
        registered_by uuid references person,
        unique (office_unit_id, document_id)
      );
      create index incoming_document_register on incoming_document (region_code, year, received_on desc, id desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table incoming_document, document_supervision, document_file, document_template`);
  }
}
