import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 挂起与恢复, and 变更单: changes of a running case that somebody approved. */
export class PauseAndChangeOrders1760000002100 implements MigrationInterface {
  name = 'PauseAndChangeOrders1760000002100';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Since when the clock stands still; the open row of process_pause says why. Read with every lock on the process.
      alter table process add column paused_at timestamptz;
      create index process_paused on process (region_code, paused_at) where paused_at is not null;

      create table process_pause (
        id uuid primary key,
        process_id uuid not null references process,
        -- the pause that somebody ordered; another one's id where this process was paused along with who started it
        ordered_id uuid not null,
        paused_at timestamptz not null,
        paused_by uuid references person,
        reason text not null,
        -- the day on which it is expected to end
        until_date date,
        -- when the office is reminded that it still stands still
        remind_at timestamptz not null,
        resumed_at timestamptz,
        -- dates of the regulation stayed where they were
        kept_legal_dates boolean
      );
      create index process_pause_process on process_pause (process_id, paused_at);
      create unique index process_pause_open on process_pause (process_id) where resumed_at is null;
      create index process_pause_ordered on process_pause (ordered_id);
      create index process_pause_remind on process_pause (remind_at) where resumed_at is null;

      -- Somebody set it (extension, 变更单): the rule does not count any more when the calendar changes.
      alter table step add column deadline_set boolean not null default false;
      update step s set deadline_set = true where exists (
        select 1 from assignment a join step x on x.about_assignment_id = a.id where a.step_id = s.id and x.outcome = 'approved' and s.rule = 'single');

      create table change_order (
        process_id uuid primary key references process,
        -- the process that it changes
        target_id uuid not null references process,
        -- who wrote it: he revises it, and does not approve it
        author_position_id uuid references position,
        reason text not null,
        -- in order, each with what it found when it was written ('seen')
        changes jsonb not null,
        state text not null check (state in ('approving', 'revising', 'applied', 'rejected', 'withdrawn', 'terminated')),
        -- what moved by it, written once when it was applied
        outcome jsonb,
        -- why the last approval could not be carried out: which change, and the refusal
        overtaken jsonb,
        settled_at timestamptz
      );
      create index change_order_target on change_order (target_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table change_order, process_pause; alter table step drop column deadline_set; alter table process drop column paused_at`,
    );
  }
}
