import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Processes, their steps and assignments, what was signed, and the record that proves it (DESIGN section 1). */
export class Process1760000000200 implements MigrationInterface {
  name = 'Process1760000000200';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table process (
        id uuid primary key,
        kind text not null,
        blueprint_version int not null,
        business_key text not null unique,
        region_code text not null references region,
        year int not null,
        title text not null,
        parent_id uuid references process,
        state text not null check (state in ('running', 'ended')),
        outcome text,
        outcome_reason text,
        launched_by uuid references person,
        launched_at timestamptz not null,
        ended_at timestamptz,
        -- head of this process's audit chain; the row lock on it orders everything that happens to the process
        audit_seq int not null default 0,
        audit_hash bytea
      );
      create index process_list on process (region_code, year, kind, launched_at);
      create index process_parent on process (parent_id) where parent_id is not null;
      create index process_launched_by on process (launched_by, launched_at desc);

      -- A ladder as it was at one moment; a step keeps the version it was opened with.
      create table ladder_policy (
        id uuid primary key,
        region_code text references region,
        process_kind text not null,
        step_key text not null,
        version int not null,
        policy jsonb not null,
        created_at timestamptz not null,
        created_by uuid references person
      );
      create unique index ladder_policy_version on ladder_policy (coalesce(region_code, ''), process_kind, step_key, version);

      create table step (
        id uuid primary key,
        process_id uuid not null references process,
        key text not null,
        round int not null,
        rule text not null check (rule in ('single', 'claim', 'all', 'any', 'collect')),
        state text not null check (state in ('open', 'closed', 'cancelled')),
        -- the step whose assignment asked for this one (an extension), null for a step the workflow opened
        about_assignment_id uuid,
        -- what such a request says (until when, why)
        request jsonb,
        opened_at timestamptz not null,
        deadline_at timestamptz,
        warn_at timestamptz,
        closed_at timestamptz,
        outcome text,
        policy_id uuid references ladder_policy,
        -- when the clock has to look at this step next; null when nothing is due any more
        clock smallint not null,
        check_at timestamptz,
        checked_until timestamptz not null,
        unique (process_id, key, round)
      );
      create index step_due on step (clock, check_at) where check_at is not null;
      create index step_open on step (process_id) where state = 'open';

      create table assignment (
        id uuid primary key,
        step_id uuid not null references step,
        process_id uuid not null references process,
        round int not null,
        position_id uuid not null references position,
        unit_id uuid not null references unit,
        state text not null check (state in ('open', 'done', 'superseded', 'returned', 'cancelled', 'missed')),
        opened_at timestamptz not null,
        deadline_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by uuid references person,
        decision text,
        opinion text,
        form jsonb,
        decided_at timestamptz,
        decided_by uuid references person,
        late boolean not null default false,
        urged_at timestamptz,
        draft jsonb,
        unique (step_id, position_id, unit_id, round)
      );
      create index assignment_process on assignment (process_id);
      create index assignment_inbox on assignment (position_id, deadline_at, id) where state = 'open';
      create index assignment_unit_open on assignment (unit_id) where state = 'open';
      create index assignment_done on assignment (decided_by, decided_at desc) where decided_by is not null;

      -- Every reminder and rung that was fired: the key makes each happen once, even when a worker dies half-way.
      create table checkpoint (
        step_id uuid not null references step,
        assignment_id uuid not null,
        key text not null,
        deadline_at timestamptz not null,
        due_at timestamptz not null,
        fired_at timestamptz not null,
        told jsonb not null,
        -- assignment_id is the step's own id where the step is chased as one (claim, 或签)
        primary key (step_id, assignment_id, key, deadline_at)
      );

      create table attachment (
        id uuid primary key,
        process_id uuid not null references process,
        assignment_id uuid references assignment,
        name text not null,
        media_type text not null,
        size int not null,
        sha256 bytea not null,
        content bytea not null,
        uploaded_by uuid not null references person,
        uploaded_at timestamptz not null
      );
      create index attachment_assignment on attachment (assignment_id);
      create index attachment_process on attachment (process_id);

      create table idempotency (
        person_id uuid not null,
        key text not null,
        fingerprint bytea not null,
        answer jsonb,
        created_at timestamptz not null,
        primary key (person_id, key)
      );
      create index idempotency_age on idempotency (created_at);

      -- What Temporal still has to be told. A row is deleted once it was delivered.
      create table outbox (
        id bigint generated always as identity primary key,
        workflow_id text not null,
        kind text not null check (kind in ('start', 'signal')),
        name text not null,
        body jsonb not null,
        created_at timestamptz not null,
        attempts int not null default 0,
        retry_at timestamptz,
        last_error text
      );
      create index outbox_workflow on outbox (workflow_id, id);

      -- One durable timer for many steps: until when it sleeps (docs/adr/0003-clocks.md).
      create table clock (
        id smallint primary key,
        armed_until timestamptz
      );

      create table audit_entry (
        process_id uuid not null references process,
        seq int not null,
        at timestamptz not null,
        kind text not null,
        actor jsonb,
        body jsonb not null,
        hash bytea not null,
        primary key (process_id, seq)
      );
      create table audit_seal (
        seq int primary key,
        at timestamptz not null,
        chains int not null,
        root bytea not null
      );
      create table audit_seal_head (
        seal_seq int not null references audit_seal,
        process_id uuid not null references process,
        entry_seq int not null,
        hash bytea not null,
        primary key (seal_seq, process_id)
      );
      create index audit_seal_head_process on audit_seal_head (process_id, seal_seq desc);

      create function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'append-only: % of % refused', tg_op, tg_table_name using errcode = '42501'; end $$;
      create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
      create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function refuse_change();
      create trigger audit_seal_head_append_only before update or delete on audit_seal_head for each row execute function refuse_change();
      create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function refuse_change();
      create trigger audit_seal_no_truncate before truncate on audit_seal for each statement execute function refuse_change();
      create trigger audit_seal_head_no_truncate before truncate on audit_seal_head for each statement execute function refuse_change();

      create table notice (
        id uuid primary key,
        person_id uuid not null references person,
        kind text not null,
        process_id uuid references process,
        step_id uuid references step,
        assignment_id uuid references assignment,
        body jsonb not null,
        created_at timestamptz not null,
        read_at timestamptz
      );
      create index notice_person on notice (person_id, created_at desc);
      create index notice_unread on notice (person_id) where read_at is null;

      -- Facts about the installation that are read at run time: the rehearsal's own clock, for one.
      create table setting (name text primary key, value jsonb not null);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table setting, notice, audit_seal_head, audit_seal, audit_entry, clock, outbox, idempotency, attachment,
      checkpoint, assignment, step, ladder_policy, process; drop function refuse_change()`);
  }
}
