import { onScopeDispose } from 'vue';

/** Calls `again` every `ms` while the page is looked at: for figures that no event tells of. */
export function useEvery(ms: number, again: () => unknown): void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') again();
  }, ms);
  onScopeDispose(() => clearInterval(timer));
}
