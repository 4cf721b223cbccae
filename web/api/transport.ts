import { shallowRef } from 'vue';
import { ApiProblem } from './problem.js';

/** Says that a request comes from the console's own code: asked for whenever the session is in a cookie. */
const CONSOLE_HEADER = 'X-Yushui-Console';
const REHEARSAL_HEADER = 'X-Yushui-Rehearsal';
const TIME_HEADER = 'X-Yushui-Time';

/** The rehearsal this tab looks into, if any: another tab is still in the real world. `?rehearsal=ID` enters it, `?rehearsal=` leaves. */
export const rehearsal: string | undefined = enteredRehearsal();

const offset = shallowRef(0);

/** The server's time: clocks of office computers are wrong, and in a rehearsal it is another year. */
export const serverNow = (): Date => new Date(new Date().getTime() + offset.value);

export function ownHeaders(): Record<string, string> {
  return { [CONSOLE_HEADER]: '1', ...(rehearsal ? { [REHEARSAL_HEADER]: rehearsal } : {}) };
}

/**
 * Every request of the console goes through here. Cookies go along by themselves.
 * @throws ApiProblem when nothing came back
 */
export async function send(request: Request): Promise<Response> {
  for (const [name, value] of Object.entries(ownHeaders())) request.headers.set(name, value);
  try {
    const answer = await fetch(request);
    learnTime(answer.headers.get(TIME_HEADER));
    return answer;
  } catch (error) {
    // A page that went away takes its requests along: nobody is waiting for an answer.
    if (request.signal.aborted) throw error;
    throw ApiProblem.unreachable();
  }
}

export function learnTime(time: string | null): void {
  if (time) offset.value = new Date(time).getTime() - new Date().getTime();
}

export const absolute = (path: string): string => new URL(path, window.location.origin).href;

function enteredRehearsal(): string | undefined {
  const asked = new URLSearchParams(window.location.search).get('rehearsal');
  if (asked !== null) sessionStorage.setItem('rehearsal', asked);
  return sessionStorage.getItem('rehearsal') || undefined;
}
