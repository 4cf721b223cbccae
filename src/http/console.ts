import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { plainProblem } from './problem.js';
import { sendProblem } from './problem.filter.js';

/** Beside the compiled code; seen from the sources, in the build's folder. */
const BUILT = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../../web' : '../../dist/web', import.meta.url),
);

/**
 * The console: its files, and its first page for every address that is none of the API and no file. The names of what the build made
 * change with its content, so browsers may keep it for good.
 *
 * @param folder where the build put it
 */
export function serveConsole(instance: FastifyInstance, folder: string = BUILT): void {
  const built = existsSync(join(folder, 'index.html'));
  if (built) instance.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  const answer = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const path = request.url.split('?', 1)[0]!;
    if (/^\/api(\/|$)/.test(path)) return noSuchThing(request, reply);
    if (!built) return missing(reply);
    if (path.startsWith('/assets/')) return reply.sendFile(path, { immutable: true, maxAge: '365d' });
    if (/\.\w+$/.test(path))
      return reply.header('cache-control', 'no-cache').sendFile(path, { cacheControl: false });
    // Only somebody who reads gets a page; a program that asks for what isn't there is told so.
    if (!request.headers.accept?.includes('text/html')) return noSuchThing(request, reply);
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  };
  instance.route({ method: ['GET', 'HEAD'], url: '/*', handler: answer });
}

const noSuchThing = (request: FastifyRequest, reply: FastifyReply): void =>
  sendProblem(reply, plainProblem('NOT_FOUND', request.id));

const missing = (reply: FastifyReply): FastifyReply =>
  reply.status(503).type('text/plain; charset=utf-8').send('控制台还没有编译，请运行 npm run build。');
