import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 双拥在基层 (county-2015): a campaign's plan and how its stages went; its findings are items of the one item table. */
export class Campaigns1760000002000 implements MigrationInterface {
  name = 'Campaigns1760000002000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table campaign (
        process_id uuid primary key references process,
        region_code text not null references region,
        from_date date not null,
        to_date date not null,
        contents jsonb not null,
        -- the seven special actions, one for each topic
        actions jsonb not null,
        -- who takes part; empty: every unit that files
        unit_ids uuid[] not null default '{}',
        mechanism text,
        -- summary, typical examples and commended units, as proposed and then approved
        commendation jsonb,
        approved_at timestamptz,
        -- results of every unit at the approval: what a yearly evaluation reads
        results jsonb
      );

      create table campaign_stage (
        campaign_id uuid not null references campaign,
        key text not null,
        ordinal int not null,
        title text not null,
        goal text not null,
        from_date date not null,
        to_date date not null,
        -- by when units hand in; null: the stage's last day, or nothing to hand in
        hand_in_date date,
        opened_at timestamptz,
        closed_at timestamptz,
        note text,
        -- conditions that did not hold when it was closed, each with its reason
        exceptions jsonb not null default '[]',
        primary key (campaign_id, key)
      );

      create table campaign_inspection (
        campaign_id uuid not null references campaign,
        seq int not null,
        on_date date not null,
        opened_at timestamptz,
        held_at timestamptz,
        summary text,
        inspected_unit_ids uuid[] not null default '{}',
        county_codes text[] not null default '{}',
        problems jsonb not null default '[]',
        primary key (campaign_id, seq)
      );

      -- “五个一” of each unit as it last reported it
      create table campaign_five_one (
        campaign_id uuid not null references campaign,
        unit_id uuid not null references unit,
        item text not null check (item in ('team', 'room', 'plate', 'board', 'ledger')),
        done boolean not null,
        evidence text,
        stage text not null,
        assignment_id uuid not null references assignment,
        reported_at timestamptz not null,
        primary key (campaign_id, unit_id, item)
      );

      -- What was not solved when a stage closed, and goes on: in the stage 'consolidate', or on 'account' after the campaign.
      create table campaign_carry (
        campaign_id uuid not null references campaign,
        item_id uuid not null references need_item,
        from_stage text not null,
        to_stage text not null,
        reason text,
        at timestamptz not null,
        primary key (campaign_id, item_id, to_stage)
      );

      -- A finding: the campaign it belongs to, and the position that answers for it. No list of the year counts it.
      alter table need_item add column campaign_id uuid references campaign;
      alter table need_item add column responsible_position_id uuid references position;
      create index need_item_campaign on need_item (campaign_id) where campaign_id is not null;
      alter table need_item drop constraint need_item_side_check;
      alter table need_item add constraint need_item_side_check
        check (side in ('army', 'locality') or (side = 'beneficiary' and campaign_id is not null));
      -- Numbers of a year's ledger stay without gaps: a campaign counts its own.
      drop index need_item_number;
      create unique index need_item_number on need_item (region_code, year, number) where number is not null and campaign_id is null;
      create unique index need_item_campaign_number on need_item (campaign_id, region_code, number)
        where number is not null and campaign_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table campaign_carry;
      drop index need_item_campaign_number, need_item_number, need_item_campaign;
      alter table need_item drop constraint need_item_side_check;
      alter table need_item add constraint need_item_side_check check (side in ('army', 'locality'));
      alter table need_item drop column campaign_id, drop column responsible_position_id;
      create unique index need_item_number on need_item (region_code, year, number) where number is not null;
      drop table campaign_five_one, campaign_inspection, campaign_stage, campaign;
    `);
  }
}
