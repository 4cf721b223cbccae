import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Liaison filings, the 军地协调小组 and coordination matters (五项制度机制 三（二）, 三（四）1). */
export class LiaisonsAndCoordination1760000001500 implements MigrationInterface {
  name = 'LiaisonsAndCoordination1760000001500';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- One hand-in of one unit. filed: handed in; listed: in the list the office is confirming; then confirmed, returned or withdrawn.
      create table liaison_filing (
        -- the assignment it was handed in for: a new round is a new filing
        id uuid primary key references assignment,
        process_id uuid not null references process,
        unit_id uuid not null references unit,
        state text not null check (state in ('filed', 'listed', 'confirmed', 'returned', 'withdrawn')),
        unchanged boolean not null,
        -- unchanged: the liaison of that day; a change: somebody the unit has, or null until the new person is registered
        person_id uuid references person,
        name text,
        phone text,
        email text,
        valid_from date,
        filed_at timestamptz not null,
        late boolean not null,
        -- the workflow was told: it came after the collection had closed
        told boolean not null,
        settled_at timestamptz,
        reason text,
        check (unchanged = (valid_from is null))
      );
      create index liaison_filing_process on liaison_filing (process_id, unit_id, filed_at);

      create table coordination_seat (
        id uuid primary key,
        process_id uuid not null references process,
        seat text not null,
        position_id uuid not null references position,
        unit_id uuid not null references unit,
        person_id uuid not null references person,
        -- proposed → standing → vacated (somebody left) or former (a new composition stands)
        state text not null check (state in ('proposed', 'standing', 'vacated', 'former')),
        proposed_at timestamptz not null,
        since timestamptz,
        until timestamptz
      );
      create unique index coordination_seat_standing on coordination_seat (process_id, seat) where state = 'standing';
      create index coordination_seat_position on coordination_seat (position_id) where state = 'standing';
      create index coordination_seat_person on coordination_seat (person_id) where state = 'standing';
      create index coordination_seat_process on coordination_seat (process_id, state);

      create table coordination_matter (
        id uuid primary key references process,
        detail text not null,
        proposed_urgency text not null check (proposed_urgency in ('flash', 'urgent', 'ordinary')),
        urgency text check (urgency in ('flash', 'urgent', 'ordinary')),
        -- who confirms: the military unit that raised it, or the office
        raising_unit_id uuid not null references unit,
        -- how often tasks were handed out
        rounds int not null default 0,
        review text
      );

      create table coordination_task (
        matter_id uuid not null references coordination_matter,
        round int not null,
        unit_id uuid not null references unit,
        task text not null,
        time_limit jsonb not null,
        state text not null check (state in ('assigned', 'reported', 'unable', 'released')),
        report text,
        settled_at timestamptz,
        primary key (matter_id, round, unit_id)
      );
      create index coordination_task_unit on coordination_task (unit_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table coordination_task, coordination_matter, coordination_seat, liaison_filing`);
  }
}
