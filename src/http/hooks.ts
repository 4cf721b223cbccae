import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../domain/errors/refusal.js';
import { runInWorkspace, type Workspace } from '../workspace/workspace.js';
import { refuseBrokenText } from './broken-text.js';

export const REHEARSAL_HEADER = 'x-yushui-rehearsal';

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
  instance.addHook('preValidation', (request, _reply, done) => {
    refuseBrokenText(request.query, 'query');
    refuseBrokenText(request.params);
    refuseBrokenText(request.body);
    const id = request.headers[REHEARSAL_HEADER];
    if (id === undefined) return runInWorkspace(production(), done);
    resolver.resolve(String(id)).then(
      (workspace) => (workspace ? runInWorkspace(workspace, done) : done(new Refusal('REHEARSAL_NOT_FOUND'))),
      (error: Error) => done(error),
    );
  });
}

/** Answers may hold personal data and never are a page: no cache keeps them, no browser guesses their type. */
export function registerHeadersHook(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    reply
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
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
