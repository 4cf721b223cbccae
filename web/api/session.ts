import { shallowRef } from 'vue';
import type { Role } from '../../contracts/http/access.js';
import { ApiProblem } from './problem.js';
import type { components } from './schema.js';
import { absolute, send } from './transport.js';

const ADDRESS = '/api/v1/console/session';

export type Me = components['schemas']['ConsoleSessionView'];

/** Who is logged in; the tokens are in cookies that scripts can't read. */
export const currentUser = shallowRef<Me>();

/** @throws ApiProblem LOGIN_FAILED, LOGIN_THROTTLED, or unreachable */
export async function login(name: string, password: string): Promise<void> {
  const answer = await ask('POST', ADDRESS, { login: name, password });
  if (!answer.ok) throw ApiProblem.of(await answer.json().catch(() => undefined), answer.status);
  currentUser.value = (await answer.json()) as Me;
}

export async function logout(): Promise<void> {
  await ask('DELETE', ADDRESS).catch(() => undefined);
  currentUser.value = undefined;
}

/** After a reload the cookies are still there: asks whose they are. Nobody's, if they have run out. */
export async function ensureUser(): Promise<void> {
  if (currentUser.value) return;
  const answer = await ask('GET', ADDRESS).catch(() => undefined);
  if (answer?.ok) currentUser.value = (await answer.json()) as Me;
  else if (answer?.status === 401) await renewSession();
}

let renewing: Promise<boolean> | undefined;

/** New cookies for the old ones; requests that fail together ask once. */
export function renewSession(): Promise<boolean> {
  renewing ??= renew().finally(() => (renewing = undefined));
  return renewing;
}

async function renew(): Promise<boolean> {
  const answer = await ask('POST', `${ADDRESS}/refresh`).catch(() => undefined);
  const known = answer?.status === 409 ? await renewedByOther() : answer;
  if (!known?.ok) return false;
  currentUser.value = (await known.json()) as Me;
  return true;
}

/** Another window was first: its new cookies are this one's too, as soon as its answer has arrived. */
async function renewedByOther(): Promise<Response | undefined> {
  for (let tries = 1; ; tries++) {
    const known = await ask('GET', ADDRESS).catch(() => undefined);
    if (known?.status !== 401 || tries === 6) return known;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const watchers = new Set<() => void>();

/** Called when a session has ended for good: the shell shows the login. */
export const onSessionEnd = (told: () => void): void => void watchers.add(told);

export function sessionEnded(): void {
  currentUser.value = undefined;
  watchers.forEach((told) => told());
}

export function hasRole(...roles: readonly Role[]): boolean {
  return currentUser.value?.roles.some((role) => roles.includes(role)) ?? false;
}

function ask(method: string, address: string, body?: object): Promise<Response> {
  return send(
    new Request(absolute(address), {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
    }),
  );
}
