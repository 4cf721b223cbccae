import { onScopeDispose } from 'vue';

/**
 * Asks again while something goes on by itself: `again` says whether it does, after each answer. Stops with the page, and rests while
 * nobody looks at it.
 */
export function usePoll(load: () => Promise<void>, again: () => boolean, everyMs = 2000): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(waiting);
    if (again()) waiting = setTimeout(() => void ask(), everyMs);
  };
  const ask = async () => {
    if (document.visibilityState === 'visible') await load();
    look();
  };
  onScopeDispose(() => clearTimeout(waiting));
  return look;
}
