import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../contracts/http/problem.js';
import type { Nameless, RefusalCode } from '../../domain/errors/catalogue.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { failureOfDatabase } from './database-failures.js';
import { plainProblem, problemOf, problemOfRefusal } from './problem.js';
import { InvalidRequest } from './validation.js';

/** What Fastify and Nest refuse themselves: unreadable bodies, unknown routes. */
const CODE_OF_STATUS: Record<number, Nameless> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  414: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA',
  503: 'UNAVAILABLE',
};

/** Every "no" leaves as `application/problem+json`; what went wrong inside goes to the log under the same traceId. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.problemFor(thrown, String(request.id));
    if (reply.sent) return;
    if (thrown instanceof Refusal && typeof thrown.params['seconds'] === 'number') {
      reply.header('retry-after', thrown.params['seconds']);
    }
    sendProblem(reply, problem);
  }

  private problemFor(thrown: unknown, traceId: string): Problem {
    if (thrown instanceof Refusal) return problemOfRefusal(thrown, traceId);
    if (thrown instanceof InvalidRequest) return problemOfFields(thrown, traceId);
    const known = codeOfHttpError(thrown);
    if (known !== undefined) return plainProblem(known.code, traceId, known.status);
    const code = failureOfDatabase(thrown) ?? 'INTERNAL';
    this.record(code, thrown, traceId);
    return plainProblem(code, traceId, code === 'INTERNAL' ? 500 : undefined);
  }

  private record(code: RefusalCode, thrown: unknown, traceId: string): void {
    // The message and stack of a database error name tables and constraints, never values: those are in `parameters` and `detail`.
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    this.log.error({ traceId, code, error: error.name, message: error.message }, error.stack);
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  // As a text: the media type is ours, Fastify has no serializer for it.
  reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

function problemOfFields({ errors }: InvalidRequest, traceId: string): Problem {
  const [first] = errors;
  if (first === undefined) return plainProblem('INVALID_REQUEST', traceId);
  return problemOf(first.code, { traceId, detail: first.detail, field: first.field, errors });
}

function codeOfHttpError(thrown: unknown): { code: Nameless; status: number } | undefined {
  const status =
    thrown instanceof HttpException
      ? thrown.getStatus()
      : (thrown as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || (status >= 500 && status !== 503)) return undefined;
  return { code: CODE_OF_STATUS[status] ?? 'INVALID_REQUEST', status };
}
