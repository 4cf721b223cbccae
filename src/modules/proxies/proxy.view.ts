import type { ProxyView } from '../../../contracts/http/proxies.js';
import type { ProxyRow } from '../../../database/access/proxy.repository.js';
import { formatInstant, type CivilDate } from '../../../domain/time/zone.js';

export function proxyView(row: ProxyRow, today: CivilDate): ProxyView {
  const { validFrom, validTo, createdAt, endedAt, ...rest } = row;
  const running = validFrom <= today ? 'inForce' : 'coming';
  return {
    ...rest,
    from: validFrom,
    to: validTo,
    state: endedAt ? 'ended' : validTo < today ? 'expired' : running,
    createdAt: formatInstant(createdAt),
    endedAt: endedAt && formatInstant(endedAt),
  };
}
