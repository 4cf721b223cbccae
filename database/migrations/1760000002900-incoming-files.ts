import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 收文登记 with what came in: scans and originals. Removing one is a line of its own, so nothing of the register is ever overwritten. */
export class IncomingFiles1760000002900 implements MigrationInterface {
  name = 'IncomingFiles1760000002900';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table incoming_file (
        id uuid primary key,
        incoming_id uuid not null references incoming_document,
        name text not null,
        media_type text not null,
        text_checked boolean not null,
        sha256 bytea not null references blob,
        uploaded_at timestamptz not null,
        uploaded_by uuid not null references person
      );
      create index incoming_file_incoming on incoming_file (incoming_id, uploaded_at);

      create table incoming_file_removal (
        file_id uuid primary key references incoming_file,
        reason text not null,
        removed_at timestamptz not null,
        removed_by uuid not null references person
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table incoming_file_removal, incoming_file`);
  }
}
