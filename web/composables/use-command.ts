import { ref, shallowRef } from 'vue';
import { v4 as uuid } from 'uuid';
import { problemOf, type ApiProblem } from '../api/problem.js';

/**
 * Something that changes the world. Each intention has one Idempotency-Key, kept until the server has decided: whatever the network does
 * and however often the button is pressed, it happens once.
 */
export function useCommand<Args extends unknown[], T>(send: (key: string, ...args: Args) => Promise<T>) {
  const busy = ref(false);
  const problem = shallowRef<ApiProblem>();
  let key: string | undefined;
  let sent: string | undefined;

  /** undefined when refused (see `problem`) or already under way. */
  async function run(...args: Args): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    problem.value = undefined;
    const now = JSON.stringify(args);
    // A changed body under the old key would be refused: it is another intention.
    if (key === undefined || sent !== now) [key, sent] = [uuid(), now];
    try {
      const answer = await send(key, ...args);
      key = undefined;
      return answer;
    } catch (error) {
      problem.value = problemOf(error);
      if (!problem.value.passing) key = undefined;
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return { run, busy, problem };
}

/** Headers of a command. */
export const keyed = (key: string) => ({ 'Idempotency-Key': key });
