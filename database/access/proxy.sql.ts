import { NEVER_STOOD_FOR } from '../../domain/proxies/proxy.js';

/** Conditions of 代理 in SQL, the same wherever they are asked: `x` is a row of proxy. */

const UNFIT = `(${NEVER_STOOD_FOR.map((kind) => `'${kind}'`).join(', ')})`;

/** The proxy `x` counts on a civil date. */
export const PROXY_IN_FORCE = (day: string): string =>
  `x.ended_at is null and x.valid_from <= ${day}::date and x.valid_to >= ${day}::date`;

/** The position is of a kind that can be stood for. */
export const isStoodFor = (position: string): string => `${position}.kind not in ${UNFIT}`;

/**
 * The person is at work where the proxy is for: in the region, or for a township or village (which have no office of their own) in
 * the county's office. An agent who left the region stands for nobody there any more.
 */
export const isAgentFit = (person: string, regionCode: string, day: string): string => `exists (
  select 1 from appointment own join position op on op.id = own.position_id join unit ou on ou.id = op.unit_id
   where own.person_id = ${person} and own.valid_from <= ${day}::date and (own.valid_to is null or own.valid_to >= ${day}::date)
     and op.kind not in ${UNFIT}
     and (ou.region_code = ${regionCode} or (ou.kind = 'office' and ou.region_code = left(${regionCode}, 6))))`;
