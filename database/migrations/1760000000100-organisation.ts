import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who there is: regions, units, positions, people, and who may log in (DOMAIN section 1). */
export class Organisation1760000000100 implements MigrationInterface {
  name = 'Organisation1760000000100';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table region (
        code text primary key,
        name text not null,
        level smallint not null check (level between 1 and 5),
        parent_code text references region
      );
      create index region_parent on region (parent_code);

      create table unit (
        id uuid primary key,
        region_code text not null references region,
        name text not null,
        short_name text not null,
        kind text not null check (kind in ('leadingGroup', 'office', 'member', 'township', 'military')),
        active_from date not null,
        active_to date,
        unique (region_code, name)
      );

      -- A unit's membership of its region's leading group, with its dates: units join and leave in mid-year.
      create table leading_group_member (
        group_unit_id uuid not null references unit,
        unit_id uuid not null references unit,
        valid_from date not null,
        valid_to date,
        primary key (group_unit_id, unit_id, valid_from)
      );

      create table position (
        id uuid primary key,
        unit_id uuid not null references unit,
        kind text not null check (kind in ('groupLeader', 'deputyLeader', 'groupMember', 'officeDirector', 'officeDeputy',
          'officeStaff', 'unitLeader', 'liaison', 'militaryLiaison', 'auditor', 'systemAdministrator')),
        title text not null,
        unique (unit_id, kind, title)
      );

      create table person (
        id uuid primary key,
        name text not null,
        email text,
        phone text,
        disabled_at timestamptz
      );

      create table appointment (
        id uuid primary key,
        person_id uuid not null references person,
        position_id uuid not null references position,
        valid_from date not null,
        valid_to date,
        check (valid_to is null or valid_to >= valid_from)
      );
      create index appointment_person on appointment (person_id);
      create index appointment_position on appointment (position_id);

      create table account (
        person_id uuid primary key references person,
        login text not null unique,
        password_hash text not null,
        password_changed_at timestamptz not null,
        must_change_password boolean not null default false
      );

      create table session (
        id uuid primary key,
        person_id uuid not null references person,
        access_hash bytea not null unique,
        access_expires_at timestamptz not null,
        refresh_hash bytea not null unique,
        refresh_expires_at timestamptz not null,
        previous_refresh_hash bytea,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        revoked_at timestamptz,
        revoked_because text
      );
      create index session_person on session (person_id) where revoked_at is null;
      create index session_previous_refresh on session (previous_refresh_hash) where previous_refresh_hash is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop table session, account, appointment, person, position, leading_group_member, unit, region`,
    );
  }
}
