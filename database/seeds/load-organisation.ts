import { type EntityManager } from 'typeorm';
import { type OrganisationData, SEEDED_FROM } from './organisation-builder.js';

export interface Accounts {
  /** One argon2id hash for all of them: seeded accounts are for demonstrations, rehearsals and benchmarks only. */
  passwordHash: string;
  now: Date;
}

/**
 * Stores an organisation. What is there already stays as it is, so a seed can be repeated after people have been working. Accounts
 * are made only when a password hash is given.
 */
export async function loadOrganisation(
  manager: EntityManager,
  data: OrganisationData,
  accounts?: Accounts,
): Promise<void> {
  const insert = (rows: object[], sql: string, ...params: unknown[]) =>
    manager.query(`${sql} on conflict do nothing`, [JSON.stringify(rows), ...params]);

  await insert(
    data.regions,
    `insert into region (code, name, level, parent_code) select code, name, level, "parentCode"
       from jsonb_to_recordset($1::jsonb) as r(code text, name text, level smallint, "parentCode" text)`,
  );
  await insert(
    data.units,
    `insert into unit (id, region_code, name, short_name, kind, active_from)
     select id, "regionCode", name, "shortName", kind, $2::date
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "regionCode" text, name text, "shortName" text, kind text)`,
    SEEDED_FROM,
  );
  await insert(
    data.members,
    `insert into leading_group_member (group_unit_id, unit_id, valid_from) select "groupUnitId", "unitId", $2::date
       from jsonb_to_recordset($1::jsonb) as r("groupUnitId" uuid, "unitId" uuid)`,
    SEEDED_FROM,
  );
  await insert(
    data.positions,
    `insert into position (id, unit_id, kind, title) select id, "unitId", kind, title
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "unitId" uuid, kind text, title text)`,
  );
  await insert(
    data.persons,
    `insert into person (id, name, email, phone) select id, name, email, phone
       from jsonb_to_recordset($1::jsonb) as r(id uuid, name text, email text, phone text)`,
  );
  await insert(
    data.appointments,
    `insert into appointment (id, person_id, position_id, valid_from) select id, "personId", "positionId", $2::date
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "personId" uuid, "positionId" uuid)`,
    SEEDED_FROM,
  );
  if (accounts === undefined) return;
  await insert(
    data.accounts,
    `insert into account (person_id, login, password_hash, password_changed_at) select "personId", login, $2, $3
       from jsonb_to_recordset($1::jsonb) as r("personId" uuid, login text)`,
    accounts.passwordHash,
    accounts.now,
  );
}
