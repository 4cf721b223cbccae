import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem } from './problem.js';
import type { paths } from './schema.js';
import { renewSession, sessionEnded } from './session.js';
import { send } from './transport.js';

export type { Schemas } from './schemas.js';
/** What a list can be asked. */
export type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;

/**
 * The whole API, typed by its OpenAPI document. A session that ran out is renewed once and the request sent again; every refusal is thrown
 * as an ApiProblem.
 */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: sendAndRenew });

/** The same for what has no JSON answer: a file, an import. */
export async function sendAndRenew(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await send(request);
  if (answer.status !== 401) return answer;
  if (await renewSession()) return send(again);
  sessionEnded();
  return answer;
}

const refusals: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemIn(response);
  },
};
api.use(refusals);

export async function problemIn(response: Response): Promise<ApiProblem> {
  return ApiProblem.of(await response.json().catch(() => undefined), response.status);
}

/** What an answer holds. Refusals have been thrown before: an answer without data is a 204. */
export async function data<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
