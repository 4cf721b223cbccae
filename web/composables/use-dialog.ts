import { computed, watch, type Ref } from 'vue';
import { fieldErrors } from '../models/field-errors.js';
import { useCommand } from './use-command.js';

/** What an `ActionDialog` asks for: begun anew whenever it opens, sent by `confirm`, closed when it was accepted. */
export function useDialog<T>(
  open: Ref<boolean>,
  begin: () => void,
  send: (key: string) => Promise<T>,
  done: (answer: T) => void,
) {
  watch(open, (shown) => shown && begin(), { immediate: true });
  const { run, busy, problem } = useCommand(send);

  async function confirm(): Promise<void> {
    const answer = await run();
    if (answer === undefined) return;
    open.value = false;
    done(answer);
  }
  return { busy, problem, errors: computed(() => fieldErrors(problem.value)), confirm };
}
