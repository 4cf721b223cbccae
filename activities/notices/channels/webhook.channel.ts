import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { webhookUrlProblem } from '../../../domain/notices/webhook-url.js';
import { type Channel, ChannelError, type Message } from './channel.js';
import { ForbiddenAddress, guardedLookup, isLoopback, mayReach, type NetworkRule } from './network-guard.js';
import { signatureOf } from './signature.js';

export interface WebhookOptions extends NetworkRule {
  timeoutMs?: number;
}

/** Nobody is at home, whatever the message; any other “no” may be about this one message and must not stop the next. */
const CLOSED = new Set([401, 403, 404, 410, 429, 502, 503, 504]);

export function createWebhookChannel({ timeoutMs = 10_000, ...rule }: WebhookOptions): Channel {
  return {
    name: 'webhook',
    async send(message) {
      if (message.to.kind !== 'webhook') throw new ChannelError('WRONG_CHANNEL', 'refused');
      const { url, secret } = message.to;
      if (webhookUrlProblem(url) !== null) throw new ChannelError('URL_REFUSED', 'channel');
      const body = bodyOf(message);
      const status = await post(new URL(url), rule, timeoutMs, body, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'yushui',
        'x-yushui-delivery': message.id,
        'x-yushui-signature': signatureOf(secret, message.at, body),
      });
      // A redirect would take the message to somewhere nobody registered.
      if (status < 200 || status > 299)
        throw new ChannelError(`HTTP ${status}`, CLOSED.has(status) ? 'channel' : 'message');
    },
  };
}

function bodyOf({ id, at, test, notices }: Message): string {
  return JSON.stringify({
    id,
    event: test ? 'test' : 'notices',
    sentAt: at.toISOString(),
    // Field by field: what is added to a notice one day does not leave by itself.
    notices: notices.map(
      ({ id, personId, kind, urgent, title, process, step, deadline, link, createdAt }) => ({
        id,
        personId,
        kind,
        urgent,
        title,
        process,
        step,
        deadline,
        link,
        createdAt,
      }),
    ),
  });
}

/** The answer's status; its body is nobody's business. */
function post(
  url: URL,
  rule: NetworkRule,
  timeoutMs: number,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const allowed = (address: string) =>
    mayReach(address, rule) && (url.protocol === 'https:' || isLoopback(address));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Node doesn't look an address up, so the look-up's guard would not see it.
  if (isIP(host) !== 0 && !allowed(host))
    return Promise.reject(new ChannelError('ADDRESS_FORBIDDEN', 'channel'));
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      headers,
      agent: false,
      lookup: guardedLookup(allowed),
      // For the whole exchange: a receiver that drips its answer doesn't hold the lane.
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.once('error', (error) => reject(failureOf(error)));
    request.end(body);
  });
}

function failureOf(error: Error & { code?: unknown }): ChannelError {
  if (error instanceof ForbiddenAddress) return new ChannelError(error.code, 'channel');
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return new ChannelError('TIMEOUT', 'channel');
  return new ChannelError(typeof error.code === 'string' ? error.code : 'NETWORK', 'channel');
}
