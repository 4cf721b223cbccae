import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How notices leave the product: what each person and region wants, where they go, what became of them. */
export class Notices1760000000600 implements MigrationInterface {
  name = 'Notices1760000000600';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Null until the planner has decided where a notice goes; the step engine never writes it.
      alter table notice add column routed_at timestamptz;
      update notice set routed_at = created_at;
      create index notice_unrouted on notice (created_at, id) where routed_at is null;
      create index notice_list on notice (person_id, created_at desc, id desc);
      drop index notice_person;

      -- What a region's office sets for its processes (DigestSettings, only what differs).
      create table notice_setting (
        region_code text primary key references region,
        settings jsonb not null,
        updated_by uuid not null references person,
        updated_at timestamptz not null
      );

      -- What a person sets for himself; no row: the office's settings, channel on.
      create table notice_preference (
        person_id uuid not null references person,
        channel text not null check (channel in ('email')),
        enabled boolean not null,
        settings jsonb not null,
        updated_at timestamptz not null,
        primary key (person_id, channel)
      );

      -- A machine that is told about a region and everything below it.
      create table webhook_endpoint (
        id uuid primary key,
        region_code text not null references region,
        name text not null,
        url text not null,
        -- AES-256-GCM under the installation's key, which is not in the database
        secret_sealed bytea not null,
        enabled boolean not null,
        created_by uuid not null references person,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        -- deliveries keep naming it
        deleted_at timestamptz
      );
      create index webhook_endpoint_region on webhook_endpoint (region_code) where deleted_at is null;

      create table delivery (
        id uuid primary key,
        -- who must not wait for whom: 'email', or 'webhook:' and the endpoint's id
        lane text not null,
        channel text not null check (channel in ('email', 'webhook')),
        person_id uuid references person,
        endpoint_id uuid references webhook_endpoint,
        -- asked for by an administrator; carries no notices
        test boolean not null default false,
        state text not null check (state in ('pending', 'sent', 'failed', 'dead')),
        attempts int not null default 0,
        next_at timestamptz,
        last_error text,
        created_at timestamptz not null,
        sent_at timestamptz,
        check ((channel = 'email' and person_id is not null and endpoint_id is null)
          or (channel = 'webhook' and endpoint_id is not null and person_id is null)),
        check ((state in ('pending', 'failed')) = (next_at is not null)),
        check ((state = 'sent') = (sent_at is not null))
      );
      create index delivery_due on delivery (next_at, lane) where next_at is not null;
      create index delivery_list on delivery (created_at desc, id desc);
      create index delivery_state on delivery (state, created_at desc, id desc) where state in ('failed', 'dead');
      create index delivery_endpoint on delivery (endpoint_id) where endpoint_id is not null;
      create index delivery_person on delivery (person_id) where person_id is not null;

      -- Where a notice goes, and when at the latest. The key lets it go at most once through each channel.
      create table notice_route (
        notice_id uuid not null references notice on delete cascade,
        lane text not null,
        person_id uuid not null references person,
        urgent boolean not null,
        send_at timestamptz not null,
        delivery_id uuid references delivery,
        primary key (notice_id, lane)
      );
      create index notice_route_waiting on notice_route (send_at) where delivery_id is null;
      create index notice_route_recipient on notice_route (lane, person_id) where delivery_id is null;
      create index notice_route_delivery on notice_route (delivery_id) where delivery_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table notice_route, delivery, webhook_endpoint, notice_preference, notice_setting;
      create index notice_person on notice (person_id, created_at desc);
      drop index notice_unrouted;
      drop index notice_list;
      alter table notice drop column routed_at;
    `);
  }
}
