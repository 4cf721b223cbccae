import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every way of signing (DOMAIN section 7). A signer who was asked first is a slot of the step's rule; who was added to him, or works for
 * him, belongs to his slot, and its members sign in the order of their ranks.
 */
export class Signing1760000000900 implements MigrationInterface {
  name = 'Signing1760000000900';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table process add column raising_unit_id uuid references unit;
      create index process_raising_unit on process (raising_unit_id) where raising_unit_id is not null;

      alter table step drop constraint step_rule_check;
      alter table step add constraint step_rule_check check (rule in ('single', 'claim', 'all', 'any', 'share', 'order', 'collect'));

      alter table assignment drop constraint assignment_state_check;
      -- waiting: his turn comes when those before him have signed; removed: 减签
      alter table assignment add constraint assignment_state_check
        check (state in ('open', 'waiting', 'done', 'superseded', 'returned', 'cancelled', 'missed', 'removed'));
      alter table assignment
        -- the signer whose slot it is; null for the signer himself
        add column slot_id uuid references assignment,
        -- who asked for it (加签, 委派); null for a signer of the step itself
        add column asked_by uuid references assignment,
        -- a signer counts for the slot, a helper (委派) does not: what he says goes back to who asked
        add column role text not null default 'signer' check (role in ('signer', 'helper')),
        add column rank double precision not null default 0,
        -- 依次: the slots' order
        add column turn int not null default 0,
        -- 代理: the person whose position it was, when somebody else signed for him
        add column decided_for uuid references person,
        -- SHA-256 of what was signed, and of the signature picture it was signed with
        add column signed_hash bytea,
        add column signature_hash bytea;

      -- 传阅: somebody is shown a step; he owes nothing but to read it.
      create table circulation (
        id uuid primary key,
        process_id uuid not null references process,
        step_id uuid not null references step,
        unit_id uuid not null references unit,
        position_id uuid not null references position,
        sent_by uuid not null references person,
        sent_at timestamptz not null,
        read_by uuid references person,
        read_at timestamptz,
        urged_at timestamptz,
        unique (step_id, position_id)
      );
      create index circulation_unread on circulation (position_id, sent_at desc, id desc) where read_at is null;
      create index circulation_process on circulation (process_id, unit_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table circulation;
      alter table assignment drop column slot_id, drop column asked_by, drop column role, drop column rank, drop column turn, drop column decided_for,
        drop column signed_hash, drop column signature_hash;
      alter table assignment drop constraint assignment_state_check;
      alter table assignment add constraint assignment_state_check
        check (state in ('open', 'done', 'superseded', 'returned', 'cancelled', 'missed'));
      alter table step drop constraint step_rule_check;
      alter table step add constraint step_rule_check check (rule in ('single', 'claim', 'all', 'any', 'collect'));
      alter table process drop column raising_unit_id;
    `);
  }
}
