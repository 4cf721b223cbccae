import type { EntityManager } from 'typeorm';

export interface AccountRow {
  personId: string;
  name: string;
  login: string;
  passwordHash: string;
  mustChangePassword: boolean;
  disabled: boolean;
}

const SELECT = `select a.person_id as "personId", p.name, a.login, a.password_hash as "passwordHash",
    a.must_change_password as "mustChangePassword", coalesce(p.disabled_at <= $2, false) as disabled
  from account a join person p on p.id = a.person_id`;

export async function accountByLogin(
  manager: EntityManager,
  login: string,
  at: Date,
): Promise<AccountRow | undefined> {
  const [row]: AccountRow[] = await manager.query(`${SELECT} where a.login = $1`, [login, at]);
  return row;
}

export async function accountOf(
  manager: EntityManager,
  personId: string,
  at: Date,
): Promise<AccountRow | undefined> {
  const [row]: AccountRow[] = await manager.query(`${SELECT} where a.person_id = $1`, [personId, at]);
  return row;
}

export async function setPassword(
  manager: EntityManager,
  personId: string,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await manager.query(
    `update account set password_hash = $2, password_changed_at = $3, must_change_password = false where person_id = $1`,
    [personId, passwordHash, at],
  );
}

/** Makes the person's account or gives it another login and password. False if somebody else has that login. */
export async function putAccount(
  manager: EntityManager,
  { personId, login, passwordHash }: Pick<AccountRow, 'personId' | 'login' | 'passwordHash'>,
  at: Date,
): Promise<boolean> {
  const [taken]: unknown[] = await manager.query(
    `select 1 from account where login = $1 and person_id <> $2`,
    [login, personId],
  );
  if (taken !== undefined) return false;
  await manager.query(
    `insert into account (person_id, login, password_hash, password_changed_at, must_change_password)
     values ($1, $2, $3, $4, true)
     on conflict (person_id) do update set login = excluded.login, password_hash = excluded.password_hash,
       password_changed_at = excluded.password_changed_at, must_change_password = true`,
    [personId, login, passwordHash, at],
  );
  return true;
}
