import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Years that run by themselves: their plans, launches for many regions, and what should have started and did not. */
export class AnnualCycles1760000001900 implements MigrationInterface {
  name = 'AnnualCycles1760000001900';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table annual_cycle (
        process_id uuid primary key references process,
        -- the office's summary once the ledger is issued
        summary text
      );

      -- What a year has planned. planned → started, linked (it was launched by hand before) or failed (its launch was refused); a
      -- failed one is mended: planned anew, started or skipped.
      create table annual_plan_entry (
        process_id uuid not null references annual_cycle,
        key text not null,
        kind text not null,
        title text not null,
        -- the day of the launch, 09:00 +08:00; moves are in the process's record
        date date not null,
        form jsonb,
        state text not null check (state in ('planned', 'started', 'linked', 'failed', 'skipped')),
        started_process_id uuid references process,
        settled_at timestamptz,
        -- why it was refused: code of the catalogue and its sentence; why it was skipped
        code text,
        reason text,
        primary key (process_id, key),
        check ((state in ('started', 'linked')) = (started_process_id is not null))
      );
      create index annual_plan_entry_due on annual_plan_entry (date, process_id) where state = 'planned';
      create index annual_plan_entry_failed on annual_plan_entry (process_id) where state = 'failed';
      create index annual_plan_entry_started on annual_plan_entry (started_process_id) where started_process_id is not null;

      -- What was open at a year's end and is followed in the next one.
      create table annual_carried (
        process_id uuid not null references annual_cycle,
        item_id uuid not null references process,
        region_code text not null references region,
        to_year int not null,
        carried_at timestamptz not null,
        primary key (process_id, item_id)
      );
      create index annual_carried_in on annual_carried (region_code, to_year);

      -- Regions whose years launch themselves; the schedules at Temporal follow this table.
      create table annual_schedule (
        region_code text primary key references region,
        wanted boolean not null,
        changed_at timestamptz not null
      );

      create table annual_batch (
        id uuid primary key,
        region_code text not null references region,
        year int not null,
        -- entries for every region; null: the plan that the product offers to each
        plan jsonb,
        acknowledge_warnings boolean not null,
        launch_next_year boolean not null,
        launched_by jsonb not null,
        created_at timestamptz not null,
        -- how often the launching workflow was begun
        runs int not null,
        progressed_at timestamptz not null,
        finished_at timestamptz
      );
      create index annual_batch_list on annual_batch (region_code, created_at desc);
      create index annual_batch_running on annual_batch (progressed_at) where finished_at is null;
      create table annual_batch_region (
        batch_id uuid not null references annual_batch,
        region_code text not null references region,
        state text not null check (state in ('waiting', 'launched', 'already', 'refused')),
        process_id uuid references process,
        code text,
        message text,
        settled_at timestamptz,
        primary key (batch_id, region_code)
      );
      create index annual_batch_region_state on annual_batch_region (batch_id, state, region_code);

      -- What should have happened by itself and did not. Raised once, cleared when it is mended.
      create table annual_alarm (
        id uuid primary key,
        kind text not null check (kind in ('entryNotStarted', 'entryFailed', 'yearNotLaunched', 'batchStuck')),
        -- what it is about: process/key, region/year, batch
        subject text not null,
        region_code text not null references region,
        year int not null,
        process_id uuid references process,
        title text not null,
        -- the refusal's sentence or the findings, where there are any
        detail text,
        raised_at timestamptz not null,
        cleared_at timestamptz
      );
      create unique index annual_alarm_open on annual_alarm (kind, subject) where cleared_at is null;
      create index annual_alarm_list on annual_alarm (region_code, raised_at desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table annual_alarm, annual_batch_region, annual_batch, annual_schedule, annual_carried, annual_plan_entry, annual_cycle`,
    );
  }
}
