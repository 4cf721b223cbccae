import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The “双清单” ledger: what was asked, by whom, and where each item stands (五项制度机制 三（一）). */
export class Needs1760000000400 implements MigrationInterface {
  name = 'Needs1760000000400';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table need_item (
        -- also the id of the item's process, once it was compiled
        id uuid primary key,
        region_code text not null references region,
        -- the year it was first raised in; need_item_year says in whose ledgers it stands
        year int not null,
        -- number in the region's year, given when it is compiled
        number int,
        dual_list_id uuid references process,
        side text not null check (side in ('army', 'locality')),
        kind text not null,
        title text not null,
        detail text not null,
        state text not null,
        merged_into uuid references need_item,
        reported_from uuid references need_item,
        lead_unit_id uuid references unit,
        cooperating_unit_ids uuid[] not null default '{}',
        claimer_position_id uuid references position,
        measures text,
        limit_at timestamptz,
        result text,
        -- the office's proposal of a lead unit, made when compiling
        proposed_lead_unit_id uuid references unit,
        -- what the upper level answered, once it did
        upper_answer text,
        filed_at timestamptz not null,
        filed_late boolean not null default false,
        closed_at timestamptz,
        -- the import that wrote it, so that the same file twice changes nothing
        import_key text
      );
      create unique index need_item_number on need_item (region_code, year, number) where number is not null;
      create unique index need_item_import on need_item (dual_list_id, import_key) where import_key is not null;
      create index need_item_dual_list on need_item (dual_list_id);
      create index need_item_ledger on need_item (region_code, year, number);

      -- Merging duplicates keeps every origin: each of these units is asked to confirm.
      create table need_item_origin (
        item_id uuid not null references need_item,
        unit_id uuid not null references unit,
        assignment_id uuid references assignment,
        original_id uuid not null,
        original_title text not null,
        primary key (item_id, unit_id, original_id)
      );
      create index need_item_origin_unit on need_item_origin (unit_id);

      create table need_item_year (
        region_code text not null references region,
        year int not null,
        item_id uuid not null references need_item,
        carried boolean not null,
        primary key (region_code, year, item_id)
      );
      create index need_item_year_item on need_item_year (item_id);

      -- Where an item stood from when on: the ledger as of any date reads the last row before it.
      create table need_item_history (
        item_id uuid not null references need_item,
        at timestamptz not null,
        seq int not null,
        state text not null,
        lead_unit_id uuid,
        limit_at timestamptz,
        primary key (item_id, seq)
      );
      create index need_item_history_at on need_item_history (item_id, at desc, seq desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table need_item_history, need_item_year, need_item_origin, need_item`);
  }
}
