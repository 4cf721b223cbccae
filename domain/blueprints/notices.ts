/** Told to a process whose own plan moved: whoever sleeps until one of its dates asks for it again. */
export const RESCHEDULED = 'rescheduled';
