/** Told to a process whose own plan moved: whoever sleeps until one of its dates asks for it again. */
export const RESCHEDULED = 'rescheduled';

/** Told to a process whose clock stands still (挂起) and goes on (恢复); the id is the pause's. Between the two it opens nothing and ends nothing. */
export const PAUSED = 'paused';
export const RESUMED = 'resumed';
