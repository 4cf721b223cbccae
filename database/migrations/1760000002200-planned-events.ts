import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a meeting is called, and events that go to units (丰都2020年双拥工作要点 二（二）, 四（三）). */
export class PlannedEvents1760000002200 implements MigrationInterface {
  name = 'PlannedEvents1760000002200';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- null for a conference of liaisons, and for what an older version writes while it still runs
      alter table meeting add column kind text
        check (kind in ('topical', 'group', 'joint', 'jointOffice', 'visit', 'supervision', 'research'));
      update meeting m set kind = 'topical' from process p where p.id = m.id and p.kind = 'topicalConsultation';

      -- a unit that an event goes to, and what was seen there once it was recorded
      create table event_visit (
        event_id uuid not null references meeting,
        unit_id uuid not null references unit,
        seq int not null,
        found text,
        primary key (event_id, unit_id)
      );
      create index matter_open on matter (lead_unit_id, limit_at) where state in ('open', 'reviewing');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index matter_open; drop table event_visit; alter table meeting drop column kind`);
  }
}
