import 'reflect-metadata';
import { Logger } from 'nestjs-pino';
import { configurationOrExit } from './config/read.js';
import { createApplication } from './http/application.js';
import { serveOpenApi } from './openapi.js';

const configuration = configurationOrExit(['DATABASE_URL']);
const app = await createApplication(configuration);
const log = app.get(Logger);
serveOpenApi(app);

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
  log.log(`stopping: ${reason}`, 'Main');
  await app.close();
  process.exit(0);
}
