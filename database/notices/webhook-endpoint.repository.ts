import type { EntityManager } from 'typeorm';

export interface WebhookEndpointRow {
  id: string;
  regionCode: string;
  name: string;
  url: string;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `id, region_code as "regionCode", name, url, enabled, created_at as "createdAt", updated_at as "updatedAt"`;

/** Endpoints that are told about what happens now. */
export function activeEndpoints(manager: EntityManager): Promise<{ id: string; regionCode: string }[]> {
  return manager.query(
    `select id, region_code as "regionCode" from webhook_endpoint where deleted_at is null and enabled order by id`,
  );
}

/** Endpoints of these regions and everything below them. */
export function endpointsWithin(manager: EntityManager, scopes: string[]): Promise<WebhookEndpointRow[]> {
  return manager.query(
    `select ${COLUMNS} from webhook_endpoint where deleted_at is null
       and exists (select 1 from unnest($1::text[]) s where starts_with(region_code, s))
     order by region_code, name, id`,
    [scopes],
  );
}

/** Null when there is none, or none any more. Locked: two administrators don't change it at once. */
export async function lockEndpoint(manager: EntityManager, id: string): Promise<WebhookEndpointRow | null> {
  const [row]: WebhookEndpointRow[] = await manager.query(
    `select ${COLUMNS} from webhook_endpoint where id = $1 and deleted_at is null for update`,
    [id],
  );
  return row ?? null;
}

export async function insertEndpoint(
  manager: EntityManager,
  endpoint: Omit<WebhookEndpointRow, 'createdAt' | 'updatedAt'> & { secretSealed: Buffer; createdBy: string },
  now: Date,
): Promise<void> {
  const { id, regionCode, name, url, enabled, secretSealed, createdBy } = endpoint;
  await manager.query(
    `insert into webhook_endpoint (id, region_code, name, url, enabled, secret_sealed, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [id, regionCode, name, url, enabled, secretSealed, createdBy, now],
  );
}

/** `secretSealed` null keeps the secret there is. */
export async function updateEndpoint(
  manager: EntityManager,
  {
    id,
    name,
    url,
    enabled,
    secretSealed,
  }: Pick<WebhookEndpointRow, 'id' | 'name' | 'url' | 'enabled'> & { secretSealed: Buffer | null },
  now: Date,
): Promise<void> {
  await manager.query(
    `update webhook_endpoint set name = $2, url = $3, enabled = $4, secret_sealed = coalesce($5, secret_sealed), updated_at = $6
     where id = $1`,
    [id, name, url, enabled, secretSealed, now],
  );
}

/** The row stays for the deliveries that name it; its secret doesn't. */
export async function removeEndpoint(manager: EntityManager, id: string, now: Date): Promise<void> {
  await manager.query(
    `update webhook_endpoint set deleted_at = $2, updated_at = $2, enabled = false, secret_sealed = ''::bytea where id = $1`,
    [id, now],
  );
}

export async function regionExists(manager: EntityManager, code: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(`select 1 from region where code = $1`, [code]);
  return rows.length > 0;
}
