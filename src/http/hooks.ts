import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import { runInWorkspace, type Workspace } from '../workspace/workspace.js';
import { refuseBrokenText } from './broken-text.js';
import { overTls } from './over-tls.js';

export const REHEARSAL_HEADER = 'x-yushui-rehearsal';
/** The workspace's time: what is left until a deadline is counted from here, not from a browser's clock. */
export const TIME_HEADER = 'x-yushui-time';

/** Finds the workspace of a running rehearsal. The default knows none. */
export interface WorkspaceResolver {
  resolve(id: string): Promise<Workspace | null>;
}
export const WORKSPACE_RESOLVER = Symbol('workspace resolver');

/**
 * Puts each request into its workspace, once its body has been read: body parsing continues on the socket's events, outside any
 * context entered before it. From here guards, pipes, interceptors and handlers are all inside.
 */
export function registerWorkspaceHook(
  instance: FastifyInstance,
  production: () => Workspace,
  resolver: WorkspaceResolver,
): void {
  instance.addHook('preValidation', (request, reply, done) => {
    refuseBrokenText(request.query, 'query');
    refuseBrokenText(request.params);
    refuseBrokenText(request.body);
    const enter = (workspace: Workspace) => {
      reply.header(TIME_HEADER, formatInstant(workspace.now));
      runInWorkspace(workspace, done);
    };
    const id = request.headers[REHEARSAL_HEADER];
    if (id === undefined) return enter(production());
    resolver.resolve(String(id)).then(
      (workspace) => (workspace ? enter(workspace) : done(new Refusal('REHEARSAL_NOT_FOUND'))),
      (error: Error) => done(error),
    );
  });
}

/** Only what this installation serves itself: no inline script or style, no outside asset, no frame around it. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};
/** The reader of the API's document brings styles and a script within its page. */
const READER = /^\/api\/docs(\/|$|\?)/;
const READER_POLICY = {
  ...POLICY,
  scriptSrc: ["'self'", "'unsafe-inline'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
};
const READER_SETTINGS = { contentSecurityPolicy: { useDefaults: false, directives: READER_POLICY } };

/** Answers may hold personal data: no cache keeps them. What a browser may do with them: helmet's headers. */
export function registerHeadersHook(instance: FastifyInstance): void {
  instance.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
  instance.addHook('onRoute', (route) => {
    // Where helmet looks at each request: it has not been loaded yet when the reader's routes are made.
    if (READER.test(route.url)) route.config = { ...route.config, helmet: READER_SETTINGS };
  });
  instance.addHook('onRequest', (request, reply, done) => {
    reply
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (overTls(request)) reply.header('strict-transport-security', 'max-age=31536000');
    done();
  });
}

/** While closing, each answer ends its connection: else a kept-alive one holds the process up for more than a minute. */
export function registerClosingHook(instance: FastifyInstance): void {
  let closing = false;
  instance.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  instance.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close');
    done(null, payload);
  });
}
