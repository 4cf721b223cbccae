import type { Signer } from '../../database/steps/acting.js';
import { coversKind } from '../../domain/proxies/proxy.js';
import type { Principal } from './principal.js';

/** The one who asks, in his own positions: whatever is no signature (launching, ending, urging, organising) is done as oneself only. */
export function signerOf({ personId, name, positions }: Principal): Signer {
  return { personId, personName: name, positions };
}

/** The same for signing in one kind of process: his own positions first, then those he stands for in it (代理). */
export function signerIn(principal: Principal, processKind: string): Signer {
  const { personId, name, positions, proxied } = principal;
  const stoodFor = proxied.filter(({ kinds }) => coversKind(kinds, processKind));
  return { personId, personName: name, positions: [...positions, ...stoodFor] };
}
