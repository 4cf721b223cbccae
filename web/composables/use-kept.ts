import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { findClassifiedMark } from '../../domain/needs/classified.js';
import { currentUser } from '../api/session.js';
import { rehearsal } from '../api/transport.js';

const PAUSE_MS = 400;

/**
 * Something a person works at for longer than a page may live: kept in this browser under the person's name, found again after a reload, gone
 * with `forget`. What bears a secrecy mark is not kept, not even here.
 *
 * @param name one for each piece of work
 */
export function useKept<T>(
  name: string,
  empty: () => T,
): { value: Ref<T>; found: boolean; forget: () => void } {
  const place = `kept:${currentUser.value?.person.id ?? ''}:${rehearsal ?? ''}:${name}`;
  const kept = read<T>(place);
  const value = ref(kept ?? empty()) as Ref<T>;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    waiting = undefined;
    const text = JSON.stringify(value.value);
    try {
      if (findClassifiedMark(text.replaceAll('\\n', '\n')) === null) localStorage.setItem(place, text);
      else localStorage.removeItem(place);
    } catch {
      // No room, or storage switched off: the work goes on, only not beyond this page.
    }
  };
  watch(value, () => (waiting ??= setTimeout(write, PAUSE_MS)), { deep: true });
  onScopeDispose(() => {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    write();
  });
  const flush = () => waiting !== undefined && write();
  window.addEventListener('pagehide', flush);
  onScopeDispose(() => window.removeEventListener('pagehide', flush));

  function forget(): void {
    clearTimeout(waiting);
    waiting = undefined;
    value.value = empty();
    // After the watcher has seen the change.
    setTimeout(() => {
      clearTimeout(waiting);
      waiting = undefined;
      localStorage.removeItem(place);
    });
  }

  return { value, found: kept !== undefined, forget };
}

function read<T>(place: string): T | undefined {
  try {
    const text = localStorage.getItem(place);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
