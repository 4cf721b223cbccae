import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import { Configuration } from '../config/configuration.js';
import { loggerOptions } from '../config/logger.js';

/** Probes and collectors ask every few seconds; their requests say nothing. */
const UNLOGGED = /^\/api\/(health|metrics)(\/|$)/;

/** One line a request: id, method, path, status, time. Never a body, a header or a query: those hold names and secrets. */
export function requestLogging(configuration: Configuration): Params {
  return {
    pinoHttp: {
      ...loggerOptions('api', configuration),
      // Fastify's id, so that the log line and the problem's traceId are the same; middie puts it on the raw request.
      genReqId: (request: IncomingMessage & { id?: unknown }) => String(request.id),
      autoLogging: {
        ignore: (request: IncomingMessage & { originalUrl?: string }) => UNLOGGED.test(pathOf(request)),
      },
      wrapSerializers: false,
      serializers: {
        req: (request: IncomingMessage & { id?: unknown; originalUrl?: string }) => ({
          id: request.id,
          method: request.method,
          path: pathOf(request),
        }),
        res: (response: ServerResponse) => ({ status: response.statusCode }),
      },
      customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
        error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
    },
  };
}

function pathOf({ originalUrl, url }: IncomingMessage & { originalUrl?: string }): string {
  return (originalUrl ?? url ?? '').split('?', 1)[0] ?? '';
}
