/** Units that points are given to. */
export const UNIT_KINDS_ASKED = ['member', 'township', 'military', 'office'] as const;
