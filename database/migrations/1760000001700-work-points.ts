import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 工作要点: a region's points of a year, each with its units, its reports, and what lower levels made of it. */
export class WorkPoints1760000001700 implements MigrationInterface {
  name = 'WorkPoints1760000001700';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table work_point_set (
        process_id uuid primary key references process,
        region_code text not null references region,
        -- the upper level's set that it came from
        from_set_id uuid references work_point_set,
        source text not null check (source in ('own', 'forwarded')),
        -- the notice that is forwarded: a document (domain/documents) with the number it came with
        source_document jsonb,
        -- it came with its points and begins with the approval
        launched_drafted boolean not null,
        -- as drafted; rows of work_point once they are approved
        drafted_points jsonb,
        opinions jsonb not null default '[]',
        copy_unit_ids uuid[] not null default '{}',
        -- lower regions it is forwarded to
        region_codes text[] not null default '{}',
        receipt_date date,
        document_id uuid references document,
        -- from then on nothing but its points keeps it open; and the instant at which the last was closed
        supervised_from timestamptz,
        settled_at timestamptz
      );
      create index work_point_set_from on work_point_set (from_set_id) where from_set_id is not null;

      create table work_point (
        id uuid primary key references process,
        set_id uuid not null references work_point_set,
        seq int not null,
        region_code text not null references region,
        -- as it is printed; it may come again in another section
        number text not null,
        section text not null,
        title text not null,
        text text not null,
        lead_unit_ids uuid[] not null check (cardinality(lead_unit_ids) > 0),
        cooperating_unit_ids uuid[] not null,
        replies_optional boolean not null,
        quantities text[] not null,
        limit_at timestamptz not null,
        -- the upper level's point that it carries out
        parent_point_id uuid references work_point,
        state text not null check (state in ('open', 'reviewing', 'closed', 'terminated')),
        closed_at timestamptz,
        unique (set_id, seq)
      );
      create index work_point_parent on work_point (parent_point_id) where parent_point_id is not null;
      -- what a unit leads or supports, when it hands its work over
      create index work_point_leads on work_point using gin (lead_unit_ids);
      create index work_point_cooperates on work_point using gin (cooperating_unit_ids);

      -- 无本级任务: a received point that this level has nothing to do for
      create table work_point_none (
        set_id uuid not null references work_point_set,
        parent_point_id uuid not null references work_point,
        reason text not null,
        primary key (set_id, parent_point_id)
      );

      create table work_point_report (
        assignment_id uuid primary key references assignment,
        point_id uuid not null references work_point,
        unit_id uuid not null references unit,
        year int not null,
        quarter int not null check (quarter between 1 and 4),
        summary text not null,
        percent int not null check (percent between 0 and 100),
        self_light text check (self_light in ('green', 'yellow', 'red', 'grey')),
        filed_at timestamptz not null
      );
      create index work_point_report_point on work_point_report (point_id, filed_at);

      -- what each lead said when it completed, in the present round
      create table work_point_completion (
        assignment_id uuid primary key references assignment,
        point_id uuid not null references work_point,
        unit_id uuid not null references unit,
        result text not null,
        evidence text,
        quantities_done text,
        completed_at timestamptz not null
      );
      create index work_point_completion_point on work_point_completion (point_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table work_point_completion, work_point_report, work_point_none, work_point, work_point_set`,
    );
  }
}
