import type { components } from './schema.js';

export type Problem = components['schemas']['Problem'];
export type RefusalCode = Problem['code'];

/** Where nothing of the server came through: no network, or something between that isn't ours. */
const UNREACHABLE = '连不上服务器，请检查网络后重试；已填写的内容没有丢失。';

/** Every “no”: of the API (with its code), or of the network (`code` undefined). */
export class ApiProblem extends Error {
  constructor(
    readonly detail: string,
    readonly status: number,
    readonly code?: RefusalCode,
    readonly errors: readonly { field: string; detail: string }[] = [],
    readonly traceId?: string,
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }

  static of(body: unknown, status: number): ApiProblem {
    if (!isProblem(body)) return new ApiProblem(UNREACHABLE, status);
    const errors = body.errors ?? (body.field ? [{ field: body.field, detail: body.detail }] : []);
    return new ApiProblem(body.detail, status, body.code, errors, body.traceId);
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(UNREACHABLE, 0);
  }

  /** Whether sending the same again may work: nothing was decided. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** What any failure says to the reader. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem('页面出错了，请刷新后重试。', 0);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
