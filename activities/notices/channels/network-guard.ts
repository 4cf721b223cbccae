import { lookup, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const LOOPBACK = blockList(['127.0.0.0/8', '::1/128']);
/** Own networks: useful targets in a closed network, and what an attacker would ask for in an open one. */
const PRIVATE = blockList(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']);
/** Never a webhook: this network, link-local (cloud metadata), multicast, reserved. */
const FORBIDDEN = blockList([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  '64:ff9b::/96',
]);

export interface NetworkRule {
  /** Off unless an installation says so: closed government networks have their receivers on private addresses. */
  privateNetworks: boolean;
}

export class ForbiddenAddress extends Error {
  readonly code = 'ADDRESS_FORBIDDEN';
}

export function mayReach(address: string, { privateNetworks }: NetworkRule): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 4 ? 'ipv4' : 'ipv6';
  if (isIP(plain) === 0 || FORBIDDEN.check(plain, family)) return false;
  // Mapped addresses in any other notation: nobody writes those in good faith.
  if (family === 'ipv6' && /^::ffff:/i.test(plain)) return false;
  return privateNetworks || !PRIVATE.check(plain, family);
}

export function isLoopback(address: string): boolean {
  return LOOPBACK.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/**
 * A look-up for `http.request` that only answers addresses that may be reached: the connection goes to the address that was
 * checked, so a name can't lead elsewhere between the check and the call.
 */
export function guardedLookup(allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => allowed(address))) {
        return callback(new ForbiddenAddress(), '', 0);
      }
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

function blockList(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
