import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs as whom: agents of those who are absent (代理), and the picture somebody signs with. */
export class Signers1760000001300 implements MigrationInterface {
  name = 'Signers1760000001300';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- 代理: the agent signs what the principal's positions in one region owe, from the first day to the last, both included.
      create table proxy (
        id uuid primary key,
        principal_id uuid not null references person,
        agent_id uuid not null references person,
        region_code text not null references region,
        valid_from date not null,
        valid_to date not null,
        -- kinds of process; null for all, those of later versions included
        kinds text[] check (cardinality(kinds) > 0),
        reason text not null,
        created_at timestamptz not null,
        created_by uuid not null references person,
        -- ended before its last day; it counts no more from this instant
        ended_at timestamptz,
        ended_by uuid references person,
        check (valid_from <= valid_to),
        check (principal_id <> agent_id),
        check ((ended_at is null) = (ended_by is null))
      );
      create index proxy_agent on proxy (agent_id, valid_to) where ended_at is null;
      create index proxy_principal on proxy (principal_id, valid_to) where ended_at is null;
      create index proxy_region on proxy (region_code, created_at desc, id desc);

      -- Pictures of signatures. One that was replaced stays: what was signed with it refers to it.
      create table signature_image (
        id uuid primary key,
        person_id uuid not null references person,
        sha256 bytea not null,
        width int not null,
        height int not null,
        content bytea not null,
        uploaded_at timestamptz not null,
        retired_at timestamptz
      );
      create unique index signature_image_current on signature_image (person_id) where retired_at is null;
      create index signature_image_person on signature_image (person_id, uploaded_at desc);

      create trigger proxy_kept before delete on proxy for each row execute function refuse_change();
      create trigger proxy_no_truncate before truncate on proxy for each statement execute function refuse_change();
      create trigger signature_image_kept before delete on signature_image for each row execute function refuse_change();
      create trigger signature_image_no_truncate before truncate on signature_image for each statement execute function refuse_change();

      -- 已办 of who was stood for.
      create index assignment_done_for on assignment (decided_for, decided_at desc) where decided_for is not null;
      -- What somebody who leaves still owes when his turn comes.
      create index assignment_waiting on assignment (position_id) where state = 'waiting';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index assignment_waiting, assignment_done_for; drop table signature_image, proxy`);
  }
}
