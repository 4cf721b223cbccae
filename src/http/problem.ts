import {
  CATALOGUE,
  type Nameless,
  type RefusalCode,
  type RefusalKind,
} from '../../domain/errors/catalogue.js';
import { sentenceOf, type Refusal } from '../../domain/errors/refusal.js';
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
  detail: string;
  field?: string | undefined;
  errors?: FieldProblem[];
  /** Where HTTP is more exact than the kind (405, 415, 500). */
  status?: number | undefined;
}

/** A "no" that needs no telling what it is about. */
export const plainProblem = (code: Nameless, traceId: string, status?: number): Problem =>
  problemOf(code, { traceId, detail: sentenceOf(code, { traceId }), status });

export function problemOf(
  code: RefusalCode,
  { traceId, detail, field, errors, status }: Occurrence,
): Problem {
  const { kind } = CATALOGUE[code];
  return {
    type: `urn:yushui:problem:${code}`,
    title: TITLE[kind],
    status: status ?? STATUS[kind],
    code,
    detail,
    ...(field === undefined ? {} : { field }),
    ...(errors === undefined ? {} : { errors }),
    traceId,
  };
}

export function problemOfRefusal({ code, message, field }: Refusal, traceId: string): Problem {
  return problemOf(code, { traceId, detail: message, field });
}
