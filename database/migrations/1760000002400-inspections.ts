import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 督查 (固原督查通报2023): the plan, what was handed in and seen, the matrix of findings, the frozen lists behind its figures. */
export class Inspections1760000002400 implements MigrationInterface {
  name = 'Inspections1760000002400';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table inspection (
        process_id uuid primary key references process,
        region_code text not null references region,
        basis text not null,
        from_date date not null,
        to_date date not null,
        material_due_date date not null,
        requirements text not null,
        dimensions text[] not null,
        -- counts what was saved of the matrix, so that two who write at once don't undo each other
        matrix_version int not null default 0,
        matrix_saved_at timestamptz,
        matrix_saved_by uuid references person,
        -- the lists that the circular counts by
        frozen_at timestamptz,
        draft jsonb,
        notice_id uuid references document,
        document_id uuid references document,
        check (from_date <= to_date)
      );
      create table inspection_team (
        process_id uuid not null references inspection,
        seq int not null,
        name text not null,
        leader_position_id uuid not null references position,
        members text[] not null,
        primary key (process_id, seq)
      );
      create table inspection_target (
        process_id uuid not null references inspection,
        seq int not null,
        kind text not null check (kind in ('region', 'unit')),
        region_code text not null references region,
        -- who is asked: the unit, or the lower region's office
        unit_id uuid not null references unit,
        team int not null,
        method text not null check (method in ('visit', 'material')),
        -- the target that answers for it since its unit was abolished into that one's
        succeeded_by int,
        primary key (process_id, seq),
        foreign key (process_id, team) references inspection_team (process_id, seq),
        foreign key (process_id, succeeded_by) references inspection_target (process_id, seq)
      );
      create unique index inspection_target_unit on inspection_target (process_id, unit_id) where succeeded_by is null;
      -- what a unit that is abolished has a part in
      create index inspection_target_of_unit on inspection_target (unit_id);

      create table inspection_material (
        assignment_id uuid primary key references assignment,
        process_id uuid not null references inspection,
        target_seq int not null,
        summary text not null,
        lacking text,
        handed_in_at timestamptz not null,
        late boolean not null,
        foreign key (process_id, target_seq) references inspection_target (process_id, seq)
      );
      create index inspection_material_of on inspection_material (process_id, target_seq);
      create table inspection_visit (
        process_id uuid not null references inspection,
        target_seq int not null,
        visited_on date not null,
        place text not null,
        seen text not null,
        recorded_at timestamptz not null,
        primary key (process_id, target_seq),
        foreign key (process_id, target_seq) references inspection_target (process_id, seq)
      );
      create table inspection_finding (
        process_id uuid not null references inspection,
        seq int not null,
        dimension text not null,
        level text not null check (level in ('regions', 'units')),
        kind text not null check (kind in ('problem', 'highlight')),
        text text not null,
        scope text not null check (scope in ('all', 'only', 'except', 'missingMaterial', 'noLiaison')),
        -- targets that 'only' and 'except' name
        named int[] not null,
        measures_asked text,
        limit_date date,
        primary key (process_id, seq)
      );
      create table inspection_veto_check (
        process_id uuid not null references inspection,
        target_seq int not null,
        result text not null check (result in ('clear', 'found')),
        item text,
        happened_on date,
        account text,
        -- the verification that the issue started
        veto_event_id uuid references process,
        primary key (process_id, target_seq),
        foreign key (process_id, target_seq) references inspection_target (process_id, seq),
        check ((result = 'found') = (item is not null))
      );

      -- Lists of an instant, each with its fingerprint: the circular's figures are their lengths. Written once.
      create table inspection_list (
        process_id uuid not null references inspection,
        frozen_at timestamptz not null,
        key text not null,
        rows_sha256 bytea not null,
        primary key (process_id, frozen_at, key)
      );
      create table inspection_list_row (
        process_id uuid not null,
        frozen_at timestamptz not null,
        key text not null,
        ordinal int not null,
        target_seq int not null,
        name text not null,
        value jsonb not null,
        primary key (process_id, frozen_at, key, ordinal),
        foreign key (process_id, frozen_at, key) references inspection_list
      );
      create trigger inspection_list_append_only before update or delete on inspection_list for each row execute function refuse_change();
      create trigger inspection_list_row_append_only before update or delete on inspection_list_row for each row execute function refuse_change();

      -- Which rectification puts which finding right at which target.
      create table inspection_rectification (
        process_id uuid not null references inspection,
        finding_seq int not null,
        target_seq int not null,
        rectification_id uuid not null references process,
        primary key (process_id, finding_seq, target_seq)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table inspection_rectification, inspection_list_row, inspection_list, inspection_veto_check, inspection_finding, inspection_visit,
         inspection_material, inspection_target, inspection_team, inspection`,
    );
  }
}
