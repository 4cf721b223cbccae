import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Previews of uploaded tables, and what reading the ledger by unit and in its order needs. */
export class LedgerImport1760000000700 implements MigrationInterface {
  name = 'LedgerImport1760000000700';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table ledger_import (
        id uuid primary key,
        assignment_id uuid not null references assignment,
        -- SHA-256 of the file: the same one twice changes nothing
        content_hash bytea not null,
        person_id uuid not null references person,
        created_at timestamptz not null,
        -- what the upload's answer says, as it is sent
        preview jsonb not null,
        -- the list as it will be filed; null when a cell is wrong
        filing jsonb,
        -- the person's own table with the wrong cells marked
        workbook bytea,
        accepted_at timestamptz,
        answer jsonb,
        unique (assignment_id, content_hash)
      );

      create index need_item_lead on need_item (lead_unit_id) where lead_unit_id is not null;
      create index need_item_cooperating on need_item using gin (cooperating_unit_ids);
      create index need_item_reported on need_item (reported_from) where reported_from is not null;
      create index need_item_merged on need_item (merged_into) where merged_into is not null;
      -- the ledger's own order, page by page
      create index need_item_order on need_item (region_code, year, coalesce(number, 2147483647), id);
      -- what the lead unit finished, and when: one look for each closed item
      create index step_solved on step (process_id, closed_at) where key = 'solve' and outcome = 'solved';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table ledger_import;
      drop index need_item_lead, need_item_cooperating, need_item_reported, need_item_merged, need_item_order, step_solved`);
  }
}
