import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rehearsals that were ordered through the API: who ordered what, how far it is, what came of it (docs/adr/0006-rehearsal.md). */
export class RehearsalRuns1760000001800 implements MigrationInterface {
  name = 'RehearsalRuns1760000001800';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table rehearsal_run (
        id uuid primary key,
        region_code text not null references region,
        kind text not null,
        year int not null,
        scenario text not null,
        seed int,
        -- what is launched instead of what the rehearsal would invent
        form jsonb,
        limits jsonb not null,
        ordered_by uuid not null references person,
        ordered_at timestamptz not null,
        state text not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
        -- how often it was begun: one whose process died begins anew, but not for ever
        attempts int not null default 0,
        started_at timestamptz,
        ended_at timestamptz,
        -- the last sign of life of whoever performs it
        beat_at timestamptz,
        cancel_requested_at timestamptz,
        -- the window that is rehearsed, and the present instant in it
        from_at timestamptz,
        to_at timestamptz,
        present_at timestamptz,
        processes int not null default 0,
        acts int not null default 0,
        -- of a failed one: a code of the catalogue and the sentence
        error_code text,
        error text,
        events jsonb,
        summary jsonb,
        load jsonb,
        check ((state in ('queued', 'running')) = (ended_at is null))
      );
      create index rehearsal_run_open on rehearsal_run (ordered_at) where state in ('queued', 'running');
      create index rehearsal_run_region on rehearsal_run (region_code, ordered_at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table rehearsal_run`);
  }
}
