import { CATALOGUE, type RefusalCode, type RefusalKind } from '../../domain/errors/catalogue.js';
import { sentenceOf, type Refusal, type RefusalParams } from '../../domain/errors/refusal.js';
import type { FieldProblem, Problem } from '../../contracts/http/problem.js';

/** Total: a new kind of refusal without a status does not compile. */
const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
};

const TITLE: Record<RefusalKind, string> = {
  invalid: '请求有误',
  unauthenticated: '需要登录',
  forbidden: '没有权限',
  notFound: '没有找到',
  conflict: '与现状冲突',
  tooLarge: '内容太大',
  tooMany: '过于频繁',
  unavailable: '暂时不可用',
};

interface Occurrence {
  traceId: string;
  params?: RefusalParams;
  field?: string | undefined;
  errors?: FieldProblem[];
  /** Where HTTP is more exact than the kind (405, 415, 500). */
  status?: number;
}

export function problemOf(
  code: RefusalCode,
  { traceId, params = {}, field, errors, status }: Occurrence,
): Problem {
  const { kind } = CATALOGUE[code];
  return {
    type: `urn:yushui:problem:${code}`,
    title: TITLE[kind],
    status: status ?? STATUS[kind],
    code,
    detail: sentenceOf(code, { traceId, ...(field === undefined ? {} : { field }), ...params }),
    ...(field === undefined ? {} : { field }),
    ...(errors === undefined ? {} : { errors }),
    traceId,
  };
}

export function problemOfRefusal(refusal: Refusal, traceId: string): Problem {
  return problemOf(refusal.code, { traceId, params: refusal.params, field: refusal.field });
}
