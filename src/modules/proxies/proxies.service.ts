import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ProxyBody, ProxyPage, ProxyQuery, ProxyView } from '../../../contracts/http/proxies.js';
import {
  endProxy,
  insertProxy,
  lockProxies,
  mayBeAgent,
  postsStoodFor,
  proxiesSeen,
  proxyById,
  standingProxies,
  type ProxyRow,
} from '../../../database/access/proxy.repository.js';
import { lockPerson } from '../../../database/organisation/person.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import {
  isTooLong,
  LONGEST_PROXY_DAYS,
  problemOfProxy,
  type ProxyPeriod,
} from '../../../domain/proxies/proxy.js';
import { civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { civilDateIn } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { proxyView } from './proxy.view.js';

/** Who signs for whom while somebody is absent. Nothing is deleted: a proxy that is over stays in the list. */
@Injectable()
export class ProxiesService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { state, limit, cursor }: ProxyQuery): Promise<ProxyPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const { regions, accountRegions } = scopeOf(principal);
    const on = civilDateOf(this.database.now());
    const rows = await proxiesSeen(this.database.manager, {
      personId: principal.personId,
      regions: [...regions, ...accountRegions],
      standing: state === 'all' ? undefined : state === 'standing',
      on,
      after: values ? { at: new Date(values[0] as string), id: values[1] as string } : null,
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    return { items: items.map((row) => proxyView(row, on)), nextCursor };
  }

  /**
   * @throws Refusal INVALID_DATE, DATE_IN_PAST, ENDS_BEFORE_START, PROXY_TOO_LONG, FORBIDDEN, NOT_FOUND, FORM_REQUIRED, PROXY_NO_POSTS, PROXY_AGENT_UNFIT,
   * PROXY_SELF, PROXY_SELF_GRANT, PROXY_OVERLAP, PROXY_CYCLE, PROXY_CHAIN, CLASSIFIED_CONTENT
   */
  create({ principal, key }: ChangeRequest, body: ProxyBody): Promise<ProxyView> {
    refuseClassified(body.reason, 'reason');
    const principalId = body.principalId ?? principal.personId;
    if (principalId === body.agentId) throw new Refusal('PROXY_SELF', {}, 'agentId');
    return this.database.change(key, async ({ manager, now }) => {
      const today = civilDateOf(now);
      const days = periodOf(body, today);
      await lockProxies(manager);
      await lockBoth(manager, principalId, body.agentId);
      const regionCode = await regionStoodFor(manager, principal, principalId, body, today);
      if (!(await mayBeAgent(manager, body.agentId, regionCode, today))) {
        throw new Refusal('PROXY_AGENT_UNFIT', {}, 'agentId');
      }
      const proxy: ProxyPeriod = {
        principalId,
        agentId: body.agentId,
        regionCode,
        kinds: body.kinds ?? null,
        ...days,
      };
      const problem = problemOfProxy(proxy, await standingProxies(manager, days.validFrom, days.validTo));
      if (problem) throw new Refusal(problem, {}, 'agentId');
      const id = randomUUID();
      const reason = body.reason.trim();
      await insertProxy(manager, { ...proxy, id, reason, createdBy: principal.personId }, now);
      return proxyView((await proxyById(manager, id)) as ProxyRow, today);
    });
  }

  /** By the principal, by the agent who can't do it after all, and by who may set one for the principal. @throws Refusal NOT_FOUND, PROXY_ENDED */
  end({ principal, key }: ChangeRequest, id: string): Promise<ProxyView> {
    return this.database.change(key, async ({ manager, now }) => {
      const today = civilDateOf(now);
      const proxy = await proxyById(manager, id);
      const own = proxy && [proxy.principalId, proxy.agentId].includes(principal.personId);
      if (!proxy || !(own || maySetForOthers(principal, proxy.regionCode))) throw new Refusal('NOT_FOUND');
      const over = proxy.validTo < today || !(await endProxy(manager, id, principal.personId, now));
      if (over) throw new Refusal('PROXY_ENDED');
      return proxyView((await proxyById(manager, id)) as ProxyRow, today);
    });
  }
}

/** Whether somebody may set and end proxies of others in a region: its 双拥办主任, or a system administrator of it or above. */
function maySetForOthers({ positions }: Principal, regionCode: string): boolean {
  return positions.some(
    (own) =>
      (own.kind === 'officeDirector' && own.regionCode === regionCode) ||
      (own.kind === 'systemAdministrator' && isWithin(regionCode, own.regionCode)),
  );
}

/** @throws Refusal INVALID_DATE, DATE_IN_PAST, ENDS_BEFORE_START, PROXY_TOO_LONG */
function periodOf(body: ProxyBody, today: CivilDate): Pick<ProxyPeriod, 'validFrom' | 'validTo'> {
  const days = {
    validFrom: civilDateIn(body.from, 'from', '自哪一天起'),
    validTo: civilDateIn(body.to, 'to', '最后一天'),
  };
  // What was signed before it was entrusted would have been signed by nobody.
  if (days.validFrom < today) throw new Refusal('DATE_IN_PAST', { field: '自哪一天起' }, 'from');
  if (days.validTo < days.validFrom)
    throw new Refusal('ENDS_BEFORE_START', { field: '最后一天', from: days.validFrom }, 'to');
  if (isTooLong(days)) throw new Refusal('PROXY_TOO_LONG', { days: LONGEST_PROXY_DAYS }, 'to');
  return days;
}

/** Both rows in the order of their ids: neither can leave meanwhile, and nobody waits in a circle. @throws Refusal PROXY_AGENT_UNFIT */
async function lockBoth(manager: EntityManager, principalId: string, agentId: string): Promise<void> {
  for (const id of [principalId, agentId].sort()) {
    const person = await lockPerson(manager, id, 'share');
    if (id === agentId && person?.disabledAt !== null) throw new Refusal('PROXY_AGENT_UNFIT', {}, 'agentId');
  }
}

/**
 * The region whose posts of the principal are stood for, if the one who asks may set it.
 * @throws Refusal FORBIDDEN, FORM_REQUIRED, PROXY_NO_POSTS, PROXY_AGENT_UNFIT, PROXY_SELF_GRANT
 */
async function regionStoodFor(
  manager: EntityManager,
  asker: Principal,
  principalId: string,
  { regionCode, agentId }: ProxyBody,
  today: CivilDate,
): Promise<string> {
  const posts = await postsStoodFor(manager, principalId, today);
  const own = principalId === asker.personId;
  const open = own
    ? posts
    : posts.filter((post) => ROLE_OF[post.kind] === 'leader' && maySetForOthers(asker, post.regionCode));
  if (!own && open.length === 0) throw new Refusal('FORBIDDEN');
  if (!own && agentId === asker.personId) throw new Refusal('PROXY_SELF_GRANT', {}, 'agentId');
  const regions = [...new Set(open.map((post) => post.regionCode))];
  if (!regionCode && regions.length > 1) {
    throw new Refusal('FORM_REQUIRED', { field: '代理哪个地区的职务' }, 'regionCode');
  }
  const region = regionCode ?? regions[0];
  if (region === undefined || !regions.includes(region)) {
    throw new Refusal('PROXY_NO_POSTS', {}, 'principalId');
  }
  return region;
}
