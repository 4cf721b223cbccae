import { migrate } from '../../database/migrate.js';
import { configurationOrExit } from '../config/read.js';

/** Brings the schema to this version's shape, as its owner. Run once before a new version starts; replicas never do it. */
const { OWNER_DATABASE_URL, DATABASE_URL, DATABASE_SCHEMA, DATABASE_APP_ROLE } = configurationOrExit([
  'OWNER_DATABASE_URL',
]);

// The role the product will really log in as, when that is known here.
const appRole = (DATABASE_URL && decodeURIComponent(new URL(DATABASE_URL).username)) || DATABASE_APP_ROLE;
await migrate({ url: OWNER_DATABASE_URL, schema: DATABASE_SCHEMA, appRole });
process.stdout.write(`数据库结构已就绪 (schema ${DATABASE_SCHEMA} is up to date)\n`);
