import 'reflect-metadata';
import { Logger } from 'nestjs-pino';
import { configurationOrExit } from './config/read.js';
import { createApplication } from './http/application.js';
import { serveOpenApi } from './openapi.js';

const configuration = configurationOrExit(['DATABASE_URL']);
const app = await createApplication(configuration);
const log = app.get(Logger);
serveOpenApi(app);

// Requests under way get this long to finish; then the process goes all the same.
const GRACE_MS = 10_000;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => setTimeout(() => process.exit(1), GRACE_MS).unref());

// Started by `npm start`: when that process is gone, however it went, nobody else would end this one.
if (configuration.YUSHUI_EMBEDDED) process.once('disconnect', () => void stop('parent gone'));

try {
  await app.listen(configuration.PORT, configuration.HOST);
  log.log(`listening on ${await app.getUrl()}`, 'Main');
  process.send?.({ ready: true });
} catch (error) {
  log.error(error, 'Main');
  process.exit(1);
}

async function stop(reason: string): Promise<void> {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  log.log(`stopping: ${reason}`, 'Main');
  await app.close();
  process.exit(0);
}
