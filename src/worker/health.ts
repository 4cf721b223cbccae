import { createServer, type Server } from 'node:http';

/** Answers 200 on every path while the worker works, 503 else. Reachable only inside its container or host. */
export async function answerHealth(
  port: number | undefined,
  working: () => boolean,
): Promise<Server | undefined> {
  if (port === undefined) return undefined;
  const server = createServer((_, response) => {
    response.writeHead(working() ? 200 : 503).end();
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  server.unref();
  return server;
}
