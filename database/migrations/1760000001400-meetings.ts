import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Meetings (五项制度机制 三（三）, 三（四）) and what they decide. */
export class Meetings1760000001400 implements MigrationInterface {
  name = 'Meetings1760000001400';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table meeting (
        id uuid primary key references process,
        -- the item that asked for it; it is told the result once
        asked_by uuid references process,
        answered_at timestamptz,
        answer text,
        title text not null,
        reason text not null default '',
        agenda text[] not null default '{}',
        -- null until the office has filled it in
        starts_at timestamptz,
        place text not null default '',
        material_due_at timestamptz,
        held_at timestamptz,
        observers text[] not null default '{}',
        summary text not null default '',
        -- as drafted; rows of matter once they are signed
        drafted_matters jsonb not null default '[]',
        -- from then on nothing but its matters keeps it open; and the instant at which the last was closed
        supervised_from timestamptz,
        settled_at timestamptz
      );
      create index meeting_asked_by on meeting (asked_by) where asked_by is not null;

      create table meeting_participant (
        meeting_id uuid not null references meeting,
        seq int not null,
        unit_id uuid not null references unit,
        -- a leader is invited by his position, a unit as such
        position_id uuid references position,
        attendance text check (attendance in ('present', 'substitute', 'absent')),
        substitute text,
        reason text,
        primary key (meeting_id, seq)
      );

      create table meeting_material (
        meeting_id uuid not null references meeting,
        unit_id uuid not null references unit,
        assignment_id uuid not null references assignment,
        achievements text not null,
        problems text not null,
        next_steps text not null,
        handed_in_at timestamptz not null,
        -- it came when the suggestions were dealt with, and brought new ones: the office deals with them anew
        suggests_late boolean not null,
        primary key (meeting_id, unit_id)
      );

      create table matter (
        id uuid primary key references process,
        source_id uuid not null references meeting,
        seq int not null,
        region_code text not null references region,
        title text not null,
        lead_unit_id uuid not null references unit,
        cooperating_unit_ids uuid[] not null,
        measures text not null,
        limit_at timestamptz not null,
        state text not null check (state in ('open', 'reviewing', 'closed', 'terminated')),
        result text,
        -- when the lead said that it is done, and when it was struck off
        done_at timestamptz,
        closed_at timestamptz,
        unique (source_id, seq)
      );
      create index matter_list on matter (limit_at, id);

      create table meeting_suggestion (
        id uuid primary key,
        meeting_id uuid not null references meeting,
        unit_id uuid not null references unit,
        seq int not null,
        text text not null,
        matter_id uuid references matter,
        answer text,
        disposed_at timestamptz
      );
      create index meeting_suggestion_meeting on meeting_suggestion (meeting_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table meeting_suggestion, matter, meeting_material, meeting_participant, meeting`);
  }
}
