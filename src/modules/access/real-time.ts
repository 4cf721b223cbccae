/**
 * Sessions, passwords and throttling live in real time, never in the workspace's: a rehearsal runs a year in a minute, and would
 * log out the person who watches it. This is the one place; what a person *does* is stamped with the workspace's instant.
 */
export const realNow = (): Date => new Date();
