import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standards in versions; evaluations, what was claimed and found, and what came of it. */
export class Evaluations1760000002500 implements MigrationInterface {
  name = 'Evaluations1760000002500';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table evaluation_standard (
        id uuid primary key,
        region_code text not null references region,
        -- given with the publication, so that a draft that comes to nothing leaves no gap
        version int,
        body jsonb not null,
        -- of the canonical JSON of the body
        sha256 bytea not null,
        state text not null check (state in ('draft', 'published')),
        effective_from date,
        created_at timestamptz not null,
        created_by uuid references person,
        changed_at timestamptz not null,
        published_at timestamptz,
        published_by uuid references person,
        unique (region_code, version),
        check ((state = 'published') = (version is not null)),
        check ((state = 'published') = (effective_from is not null))
      );
      create unique index evaluation_standard_draft on evaluation_standard (region_code) where state = 'draft';
      create function refuse_published_standard() returns trigger language plpgsql as
        $$ begin
          if old.state = 'published' then
            raise exception 'published: % of % refused', tg_op, tg_table_name using errcode = '42501';
          end if;
          if tg_op = 'DELETE' then return old; end if;
          return new;
        end $$;
      create trigger evaluation_standard_published before update or delete on evaluation_standard
        for each row execute function refuse_published_standard();

      create table evaluation (
        process_id uuid primary key references process,
        region_code text not null references region,
        -- whose records are looked at
        year int not null,
        -- null: the one the product comes with
        standard_id uuid references evaluation_standard,
        standard_version int not null,
        standard jsonb not null,
        standard_sha256 bytea not null,
        due_date date not null,
        objection_days int not null check (objection_days between 1 and 60),
        -- the figures that nobody handed in were taken when the review began
        figures_at timestamptz,
        approved_at timestamptz,
        finished_at timestamptz
      );
      create index evaluation_list on evaluation (region_code, year);

      create table evaluation_subject (
        evaluation_id uuid not null references evaluation,
        seq int not null,
        kind text not null check (kind in ('region', 'unit')),
        region_code text not null references region,
        unit_id uuid not null references unit,
        -- the hand-in that counts; null: the day passed without one
        self_assignment_id uuid references assignment,
        handed_in_at timestamptz,
        note text,
        points numeric(5,1),
        grade text,
        vetoed boolean,
        result_document_id uuid references document,
        -- accepted, objected or, after the window, silent
        response text check (response in ('accepted', 'objected', 'silent')),
        responded_at timestamptz,
        -- what is frozen at the end, as canonical JSON, and its SHA-256
        result jsonb,
        result_sha256 bytea,
        frozen_at timestamptz,
        primary key (evaluation_id, seq),
        unique (evaluation_id, unit_id),
        check ((result is null) = (result_sha256 is null) and (result is null) = (frozen_at is null))
      );
      create index evaluation_subject_unit on evaluation_subject (unit_id);
      create function refuse_frozen_result() returns trigger language plpgsql as
        $$ begin
          if old.frozen_at is not null then
            raise exception 'frozen: % of % refused', tg_op, tg_table_name using errcode = '42501';
          end if;
          if tg_op = 'DELETE' then return old; end if;
          return new;
        end $$;
      create trigger evaluation_subject_frozen before update or delete on evaluation_subject
        for each row execute function refuse_frozen_result();

      create table evaluation_score (
        evaluation_id uuid not null,
        seq int not null,
        indicator text not null,
        -- by the records; null where only the subject can say something
        system_met int,
        system_total int,
        system_points numeric(5,1),
        records jsonb not null default '[]',
        -- what the subject says
        claimed numeric(5,1),
        statement text,
        -- what the review gave, and why it differs
        points numeric(5,1),
        reason text,
        primary key (evaluation_id, seq, indicator),
        foreign key (evaluation_id, seq) references evaluation_subject
      );

      -- Every change of points against what was recorded or claimed, with who changed it and why. Written once.
      create table evaluation_correction (
        evaluation_id uuid not null,
        seq int not null,
        indicator text not null,
        ordinal int not null,
        stage text not null check (stage in ('review', 'objection')),
        before numeric(5,1) not null,
        after numeric(5,1) not null,
        reason text not null,
        corrected_at timestamptz not null,
        corrected_by uuid references person,
        primary key (evaluation_id, seq, indicator, ordinal),
        foreign key (evaluation_id, seq) references evaluation_subject
      );
      create trigger evaluation_correction_append_only before update or delete on evaluation_correction
        for each row execute function refuse_change();

      create table evaluation_veto (
        evaluation_id uuid not null,
        seq int not null,
        item text not null,
        -- a confirmed veto event, or what the review found
        event_id uuid,
        reason text,
        marked_at timestamptz not null,
        primary key (evaluation_id, seq, item),
        foreign key (evaluation_id, seq) references evaluation_subject
      );

      create table evaluation_objection (
        id uuid primary key,
        evaluation_id uuid not null,
        seq int not null,
        indicator text not null,
        reason text not null,
        asked numeric(5,1),
        objected_at timestamptz not null,
        assignment_id uuid not null references assignment,
        -- as answered, in force once it is confirmed
        upheld boolean,
        points numeric(5,1),
        answer text,
        confirmed_at timestamptz,
        foreign key (evaluation_id, seq) references evaluation_subject,
        unique (evaluation_id, seq, indicator)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table evaluation_objection, evaluation_veto, evaluation_correction, evaluation_score, evaluation_subject, evaluation,
      evaluation_standard; drop function refuse_published_standard(); drop function refuse_frozen_result()`);
  }
}
