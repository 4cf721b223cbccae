import { onScopeDispose, ref, type Ref } from 'vue';
import { serverNow } from '../api/transport.js';

/** The server's time, going on by itself: what is left of an urgent limit changes while one looks at it. */
export function useClock(everyMs = 10_000): Ref<Date> {
  const now = ref(serverNow());
  const timer = setInterval(() => (now.value = serverNow()), everyMs);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
