import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The text of an inspection's circular is written on top of the version that was seen, as its matrix is. */
export class InspectionDraftVersion1760000002800 implements MigrationInterface {
  name = 'InspectionDraftVersion1760000002800';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table inspection add column draft_version int not null default 0, add column draft_saved_at timestamptz,
        add column draft_saved_by uuid references person`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `alter table inspection drop column draft_version, drop column draft_saved_at, drop column draft_saved_by`,
    );
  }
}
