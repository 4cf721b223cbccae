import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Titles in force, and how they are named: 双拥模范城（县）创建 and 命名表彰 (丰都2020年双拥工作要点 四（一）（二）). */
export class Honours1760000002600 implements MigrationInterface {
  name = 'Honours1760000002600';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table honour (
        id uuid primary key,
        kind text not null check (kind in ('modelCity', 'modelUnit', 'modelPerson')),
        -- the region whose leading group named it
        region_code text not null references region,
        -- whose it is, as it was named: a region, a unit or one that belongs to it, a person
        holder_name text not null,
        -- who answers for it: the lower region (with its office), or the unit it is or belongs to
        holder_kind text not null check (holder_kind in ('region', 'unit')),
        holder_region_code text not null references region,
        holder_unit_id uuid not null references unit,
        title text not null,
        named_on date not null,
        document_id uuid not null references document,
        process_id uuid not null references process,
        -- last day of its years; null: until it is revoked
        valid_until date,
        state text not null check (state in ('held', 'frozen', 'revoked')),
        check ((kind = 'modelCity') = (holder_kind = 'region'))
      );
      create index honour_holder on honour (holder_unit_id, named_on);
      create index honour_holder_region on honour (holder_region_code) where holder_kind = 'region';
      create index honour_region on honour (region_code text_pattern_ops, named_on);
      create index honour_process on honour (process_id);

      -- every decision about a title, with the process that took it; the first is the naming
      create table honour_change (
        honour_id uuid not null references honour,
        seq int not null,
        from_state text check (from_state in ('held', 'frozen', 'revoked')),
        to_state text not null check (to_state in ('held', 'frozen', 'revoked')),
        reason text not null,
        decision_process_id uuid not null references process,
        at timestamptz not null,
        primary key (honour_id, seq)
      );

      -- one round of naming, of either kind of process
      create table naming (
        process_id uuid primary key references process,
        region_code text not null references region,
        basis text not null,
        conditions text not null,
        -- what may be named: [{ id, honourKind, title, quota, perUnit }]
        awards jsonb not null,
        -- whether those who are asked recommend (or apply), or the office named the candidates at the launch
        by_recommendation boolean not null,
        -- who may recommend or apply; empty: every filing unit, every lower region with an office
        recommender_unit_ids uuid[] not null default '{}',
        region_codes text[] not null default '{}',
        -- null where the office named the candidates
        recommend_date date,
        -- from which day a confirmed veto counts against a candidate
        period_from_date date not null,
        public_notice_days int not null,
        valid_until date,
        notice_document_id uuid references document,
        notice_from date,
        -- last day of the public notice, as it was published
        notice_until date,
        naming_document_id uuid references document
      );

      create table candidate (
        id uuid primary key,
        process_id uuid not null references naming,
        seq int not null,
        -- of naming.awards
        award_id text not null,
        holder_kind text not null check (holder_kind in ('region', 'unit')),
        holder_region_code text not null references region,
        holder_unit_id uuid not null references unit,
        name text not null,
        -- of a person: what he is there
        post text,
        deeds text not null,
        evidence text,
        -- whose hand-in it came with; null: the office named it
        assignment_id uuid references assignment,
        recommender_unit_id uuid not null references unit,
        state text not null,
        -- why it is where it is, as whoever decided wrote it
        reason text,
        changed_at timestamptz not null,
        unique (process_id, seq)
      );
      create index candidate_holder on candidate (holder_unit_id);
      create index candidate_assignment on candidate (assignment_id) where assignment_id is not null;

      -- 公示异议. Whoever objects stays unnamed: only what kind of person he is is kept.
      create table objection (
        id uuid primary key,
        process_id uuid not null references naming,
        seq int not null,
        candidate_id uuid not null references candidate,
        source text not null check (source in ('phone', 'letter', 'visit', 'unit')),
        about text not null,
        received_on date not null,
        recorded_at timestamptz not null,
        -- null: not answered yet
        answer text check (answer in ('founded', 'unfounded', 'longer')),
        answer_reason text,
        answered_at timestamptz,
        -- what came of looking into it longer
        finding text check (finding in ('founded', 'unfounded')),
        finding_reason text,
        found_at timestamptz,
        unique (process_id, seq)
      );
      create index objection_candidate on objection (candidate_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table objection, candidate, naming, honour_change, honour`);
  }
}
