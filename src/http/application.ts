import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { RequestMethod, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { DataSource } from 'typeorm';
import { AppModule } from '../app.module.js';
import type { Configuration } from '../config/configuration.js';
import { PRODUCTION_DATA_SOURCE } from '../workspace/database.service.js';
import { serveConsole } from './console.js';
import { plainProblem } from './problem.js';
import { sendProblem } from './problem.filter.js';
import {
  registerClosingHook,
  registerHeadersHook,
  registerWorkspaceHook,
  WORKSPACE_RESOLVER,
  type WorkspaceResolver,
} from './hooks.js';

export const GLOBAL_PREFIX = 'api/v1';

/** Outside of the versioned API: what machines ask of the installation. */
const UNVERSIONED = ['api/health/{*path}', 'api/metrics'].map((path) => ({
  path,
  method: RequestMethod.GET,
}));

/**
 * The whole API, put together and not started: `init()` connects to the database, `listen()` opens the port.
 *
 * @param root the application's modules; tests put probes beside them
 */
export async function createApplication(
  configuration: Configuration,
  root: DynamicModule = AppModule.with(configuration),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: configuration.BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    // Named proxies may say whom they speak for; anybody else may not.
    trustProxy: configuration.TRUSTED_PROXIES,
    // A path that cannot be decoded never reaches a hook or filter.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, plainProblem('NOT_FOUND', request.id)),
    // Let requests under way finish, and tell keep-alive clients to go.
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix(GLOBAL_PREFIX, { exclude: UNVERSIONED });
  app.enableShutdownHooks();

  const instance = adapter.getInstance();
  const dataSource = app.get<DataSource>(PRODUCTION_DATA_SOURCE);
  instance.register(cookie);
  registerHeadersHook(instance);
  registerClosingHook(instance);
  registerWorkspaceHook(
    instance,
    () => ({ name: 'production', dataSource, now: new Date() }),
    app.get<WorkspaceResolver>(WORKSPACE_RESOLVER),
  );
  serveConsole(instance, configuration.YUSHUI_WEB_DIR);
  return app;
}
