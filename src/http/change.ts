import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import type { ChangeKey } from '../../database/processes/idempotency.repository.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { principalOf, type Principal } from './principal.js';

const HEADER = 'Idempotency-Key';
const VISIBLE = /^[\x21-\x7e]{8,200}$/;

/** A submission that must happen once, however often it arrives: pass `key` to `Database.change`. */
export interface ChangeRequest {
  principal: Principal;
  key: ChangeKey;
}

/**
 * Reads who submits, their Idempotency-Key, and the submission's fingerprint, and puts the header into the API document.
 *
 * @throws Refusal IDEMPOTENCY_KEY_MISSING, INVALID_FIELD
 */
export const Change = createParamDecorator(
  (_: undefined, context: ExecutionContext): ChangeRequest => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = principalOf(context);
    return {
      principal,
      key: { personId: principal.personId, key: keyOf(request), fingerprint: fingerprintOf(request) },
    };
  },
  [documentHeader],
);

function keyOf({ headers }: FastifyRequest): string {
  const key = headers[HEADER.toLowerCase()];
  if (key === undefined || key === '') throw new Refusal('IDEMPOTENCY_KEY_MISSING');
  if (typeof key !== 'string' || !VISIBLE.test(key)) {
    throw new Refusal('INVALID_FIELD', { field: HEADER, reason: '应为 8 至 200 个可见的英文字符' }, HEADER);
  }
  return key;
}

/** SHA-256 of method, path with query, and body; the order of a JSON body's keys does not matter (RFC 8785). */
export function fingerprintOf({
  method,
  url,
  body,
}: Pick<FastifyRequest, 'method' | 'url' | 'body'>): Buffer {
  const content = Buffer.isBuffer(body) ? body : (canonicalize(body ?? null) ?? '');
  return createHash('sha256').update(`${method} ${url}\n`).update(content).digest();
}

function documentHeader(target: object, key: string | symbol | undefined): void {
  const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key === undefined || descriptor === undefined) return;
  const description = '每次提交用一个新的编号，重试时用同一个：只办理一次，重试得到同一个答复。';
  ApiHeader({
    name: HEADER,
    required: true,
    description,
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  })(target, key, descriptor);
}
