import type { PositionKind } from '../organisation/kinds.js';
import type { Nameless } from '../errors/catalogue.js';
import { daysBetween, type CivilDate } from '../time/zone.js';

/** 代理: the agent signs for the principal from the first day to the last, +08:00, both included. */
export interface ProxyPeriod {
  principalId: string;
  agentId: string;
  regionCode: string;
  validFrom: CivilDate;
  validTo: CivilDate;
  /** Kinds of process; null for all. */
  kinds: readonly string[] | null;
}

/**
 * How many agents may stand one behind the other. What was entrusted is never passed on, so with more than one the first of them would
 * be absent from what he took over.
 */
export const LONGEST_PROXY_CHAIN = 1;

/** A longer absence is a vacancy: the post is filled anew. 366 days, so that a year from 29 February still fits. */
export const LONGEST_PROXY_DAYS = 366;

/** Posts that sign nothing: an agent gets neither the accounts nor the whole record of somebody else. */
export const NEVER_STOOD_FOR: readonly PositionKind[] = ['auditor', 'systemAdministrator'];

/** Whether a proxy for `kinds` counts in a process of this kind. */
export function coversKind(kinds: readonly string[] | null | undefined, kind: string): boolean {
  return kinds === null || kinds === undefined || kinds.includes(kind);
}

/**
 * Why a proxy can't be set beside those that stand; null if it can.
 *
 * @param standing proxies of anybody that are not ended
 */
export function problemOfProxy(
  proposed: ProxyPeriod,
  standing: readonly ProxyPeriod[],
  longestChain = LONGEST_PROXY_CHAIN,
): Nameless | null {
  if (proposed.principalId === proposed.agentId) return 'PROXY_SELF';
  // Somebody who is absent on a day is no agent on that day, whatever the kind of process or the region.
  const meanwhile = standing.filter((other) => daysMeet(other, proposed));
  if (meanwhile.some((other) => sameWork(other, proposed))) return 'PROXY_OVERLAP';
  const agentsOf = linksOf(meanwhile, 'principalId', 'agentId');
  if (reaches(agentsOf, proposed.agentId, proposed.principalId)) return 'PROXY_CYCLE';
  const principalsOf = linksOf(meanwhile, 'agentId', 'principalId');
  const chain = depthFrom(principalsOf, proposed.principalId) + 1 + depthFrom(agentsOf, proposed.agentId);
  return chain > longestChain ? 'PROXY_CHAIN' : null;
}

export function isTooLong({ validFrom, validTo }: Pick<ProxyPeriod, 'validFrom' | 'validTo'>): boolean {
  return daysBetween(validFrom, validTo) >= LONGEST_PROXY_DAYS;
}

function daysMeet(a: ProxyPeriod, b: ProxyPeriod): boolean {
  return a.validFrom <= b.validTo && b.validFrom <= a.validTo;
}

/** Whether two agents would be asked for the same thing. */
function sameWork(a: ProxyPeriod, b: ProxyPeriod): boolean {
  if (a.principalId !== b.principalId || a.regionCode !== b.regionCode) return false;
  return a.kinds === null || b.kinds === null || a.kinds.some((kind) => b.kinds?.includes(kind));
}

type Links = ReadonlyMap<string, readonly string[]>;

function linksOf(
  proxies: readonly ProxyPeriod[],
  from: 'principalId' | 'agentId',
  to: 'principalId' | 'agentId',
): Links {
  const links = new Map<string, string[]>();
  for (const proxy of proxies) links.set(proxy[from], [...(links.get(proxy[from]) ?? []), proxy[to]]);
  return links;
}

function reaches(links: Links, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (links.get(from) ?? []).some((next) => reaches(links, next, to, seen));
}

/** Links of the longest way from somebody on. What stands has no circle. */
function depthFrom(links: Links, from: string): number {
  return Math.max(0, ...(links.get(from) ?? []).map((next) => 1 + depthFrom(links, next)));
}
