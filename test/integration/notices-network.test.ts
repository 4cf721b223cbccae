import { expect, test } from '@jest/globals';
import type { ChannelError } from '../../activities/notices/channels/channel.js';
import { mayReach } from '../../activities/notices/channels/network-guard.js';
import { createWebhookChannel } from '../../activities/notices/index.js';
import { receiver } from './notices-receivers.js';

const OPEN = { privateNetworks: false };
const CLOSED_NETWORK = { privateNetworks: true };

test.each(['8.8.8.8', '2400:3200::1', '127.0.0.1', '::1', '::ffff:8.8.8.8'])(
  '%s may be reached',
  (address) => {
    expect(mayReach(address, OPEN)).toBe(true);
  },
);

test.each(['10.1.2.3', '172.31.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1', '::ffff:10.1.2.3'])(
  '%s only where the installation says so',
  (address) => {
    expect([mayReach(address, OPEN), mayReach(address, CLOSED_NETWORK)]).toEqual([false, true]);
  },
);

test.each([
  '169.254.169.254',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  'fe80::1',
  '::',
  '::ffff:a9fe:a9fe',
  'name',
])('%s never', (address) => {
  expect([mayReach(address, OPEN), mayReach(address, CLOSED_NETWORK)]).toEqual([false, false]);
});

async function reasonFor(url: string): Promise<string> {
  const message = { id: 'x', at: new Date(0), test: true, subject: '', notices: [] };
  try {
    await createWebhookChannel({ ...OPEN, timeoutMs: 500 }).send({
      ...message,
      to: { kind: 'webhook', url, secret: 'secret' },
    });
    return 'sent';
  } catch (error) {
    return (error as ChannelError).reason;
  }
}

test('a webhook goes to this machine by name and by address, and to nowhere it may not', async () => {
  const hooks = await receiver();
  expect(await reasonFor(hooks.url)).toBe('sent');
  expect(await reasonFor(hooks.url.replace('127.0.0.1', 'localhost'))).toMatch(/^(sent|ECONNREFUSED)$/);
  await hooks.stop();
  expect(await reasonFor('https://10.0.0.1/')).toBe('ADDRESS_FORBIDDEN');
  expect(await reasonFor('https://169.254.169.254/latest')).toBe('ADDRESS_FORBIDDEN');
  expect(await reasonFor('https://[::ffff:10.0.0.1]/')).toBe('ADDRESS_FORBIDDEN');
  expect(await reasonFor('http://example.com/')).toBe('URL_REFUSED');
});
