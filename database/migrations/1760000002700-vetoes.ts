import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 一票否决: events, what they do to titles, and the watch of a year (固原双拥工作督查通报2023 一). */
export class Vetoes1760000002700 implements MigrationInterface {
  name = 'Vetoes1760000002700';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table veto_event (
        id uuid primary key references process,
        region_code text not null references region,
        subject_kind text not null check (subject_kind in ('region', 'unit')),
        subject_region_code text not null references region,
        -- who is asked: the unit, or the lower region's office
        subject_unit_id uuid not null references unit,
        item text not null,
        happened_on date not null,
        account text not null,
        -- the process that found it: an inspection, a quarter of a watch
        source_id uuid references process,
        quarter int check (quarter between 1 and 4),
        -- a suspicion reported between the quarters, and by whom: in no record that its subject may read
        reported_by_unit_id uuid references unit,
        reported_by_person_id uuid references person,
        opened_at timestamptz not null,
        state text not null check (state in
          ('verifying', 'hearing', 'proposing', 'deciding', 'confirmed', 'unfounded', 'notCounted', 'withdrawn', 'terminated')),
        findings text,
        view text,
        -- null while it wasn't asked or may still answer; 'stated', or 'silent' at the deadline
        heard text check (heard in ('stated', 'silent')),
        proposal text,
        confirmed_at timestamptz,
        -- the day on which what is frozen is looked at again; null when nothing is
        reconsider_on date,
        withdrawn_at timestamptz,
        withdrawn_reason text,
        check ((state in ('confirmed', 'withdrawn')) = (confirmed_at is not null)),
        check ((state = 'withdrawn') = (withdrawn_at is not null))
      );
      create index veto_event_subject on veto_event (subject_unit_id, happened_on);
      create index veto_event_region on veto_event (region_code, happened_on);
      create index veto_event_reporter on veto_event (reported_by_person_id) where reported_by_person_id is not null;
      create index veto_event_source on veto_event (source_id) where source_id is not null;

      -- Everything ever decided about a title because of an event, in its order; of each event the last decided one is in force.
      create table veto_decision (
        event_id uuid not null references veto_event,
        honour_id uuid not null references honour,
        seq int not null,
        decision text not null check (decision in ('keep', 'freeze', 'revoke', 'lift', 'prolong', 'restore')),
        reason text not null,
        reconsider_on date,
        -- null: proposed, and may still be changed
        decided_at timestamptz,
        -- the process that decided it: the event's own, or a correction
        decided_in uuid references process,
        primary key (event_id, honour_id, seq)
      );
      create index veto_decision_honour on veto_decision (honour_id, event_id, seq) where decided_at is not null;

      create table veto_correction (
        id uuid primary key references process,
        event_id uuid not null references veto_event,
        reason text not null,
        findings text,
        asked_at timestamptz not null,
        state text not null check (state in ('open', 'withdrawn', 'refused', 'terminated')),
        settled_at timestamptz
      );
      create unique index veto_correction_open on veto_correction (event_id) where state = 'open';
      create index veto_correction_event on veto_correction (event_id, asked_at);

      create table veto_watch (
        id uuid primary key references process,
        region_code text not null references region,
        year int not null,
        unique (region_code, year)
      );
      create table veto_watch_quarter (
        watch_id uuid not null references veto_watch,
        quarter int not null check (quarter between 1 and 4),
        on_date date not null,
        -- by a 变更单: the calendar moves it no more
        moved boolean not null default false,
        opened_at timestamptz,
        declared_at timestamptz,
        primary key (watch_id, quarter)
      );
      -- What the office declared of each item, with the signals the system showed it at that moment.
      create table veto_declaration (
        watch_id uuid not null references veto_watch,
        quarter int not null,
        item text not null,
        found boolean not null,
        note text,
        signals jsonb not null default '[]',
        primary key (watch_id, quarter, item),
        foreign key (watch_id, quarter) references veto_watch_quarter
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table veto_declaration, veto_watch_quarter, veto_watch, veto_correction, veto_decision, veto_event`,
    );
  }
}
