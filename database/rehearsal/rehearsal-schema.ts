import { DataSource } from 'typeorm';
import { quoteSchema } from '../data-source.js';
import { migrate } from '../migrate.js';

/** Prefix of every rehearsal's schema; nothing else may use it. */
export const REHEARSAL_SCHEMA = /^rehearsal_[a-z0-9]{1,40}$/;

export interface RehearsalSchemaOptions {
  ownerUrl: string;
  appRole: string;
  /** Where the organisation is copied from. */
  production: string;
  schema: string;
}

/** In order of their references. Work, record, notices, numbers and sessions are not copied: a rehearsal begins empty. */
const COPIED = [
  'region',
  'unit',
  'leading_group_member',
  'position',
  'person',
  'appointment',
  'proxy',
  'account',
  'calendar_year',
  'ladder_policy',
  'document_word',
  'document_template',
  'evaluation_standard',
];

/** Makes a rehearsal's schema: today's tables, and the organisation as production has it. */
export async function createRehearsalSchema({
  ownerUrl,
  appRole,
  production,
  schema,
}: RehearsalSchemaOptions): Promise<void> {
  if (!REHEARSAL_SCHEMA.test(schema)) throw new RangeError(`not a rehearsal's schema: ${schema}`);
  await migrate({ url: ownerUrl, schema, appRole });
  await asOwner(ownerUrl, async (owner) => {
    for (const table of COPIED) {
      await owner.query(
        `insert into ${schema}.${table} select * from ${quoteSchema(production)}.${table} on conflict do nothing`,
      );
    }
  });
}

export async function dropRehearsalSchema(ownerUrl: string, schema: string): Promise<void> {
  if (!REHEARSAL_SCHEMA.test(schema)) throw new RangeError(`not a rehearsal's schema: ${schema}`);
  await asOwner(ownerUrl, (owner) => owner.query(`drop schema if exists ${schema} cascade`));
}

async function asOwner(url: string, work: (owner: DataSource) => Promise<unknown>): Promise<void> {
  const owner = new DataSource({ type: 'postgres', url, installExtensions: false, poolSize: 1 });
  await owner.initialize();
  try {
    await work(owner);
  } finally {
    await owner.destroy();
  }
}
