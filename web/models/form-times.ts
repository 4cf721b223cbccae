/** Times in forms are +08:00 whatever the browser's zone: what the control holds is the clock on the wall there. */
const OFFSET = '+08:00';
const MINUTES = 'YYYY-MM-DDTHH:mm'.length;

/** `2027-05-12T09:00+08:00` → `2027-05-12T09:00`, as `<input type="datetime-local">` has it. */
export const toLocal = (instant: string): string => instant.slice(0, MINUTES);

/** The other way round; nothing stays nothing. */
export const fromLocal = (local: string): string =>
  local === '' ? '' : `${local.slice(0, MINUTES)}${OFFSET}`;
