import type { Signer } from '../../database/steps/acting.js';
import type { Principal } from './principal.js';

/** The one who asks, as the step engine knows him. */
export function signerOf({ personId, name, positions }: Principal): Signer {
  return { personId, personName: name, positions };
}
