/** Beginning of the outcome of a step that somebody returned to an earlier one; the key of that step follows. */
export const RETURNED = 'return:';

/** Outcome of a step that was returned: the process reads where to. */
export const returnOutcome = (to: string): `${typeof RETURNED}${string}` => `${RETURNED}${to}`;
