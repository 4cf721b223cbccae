import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';
import { api } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { serverNow } from '../api/transport.js';
import { timeOfDay } from '../models/when.js';

const PAUSE_MS = 800;
const RETRY_MS = 4000;

/**
 * Keeps what is typed into a task on the server while it is typed. What couldn't be sent stays on the page and goes when the connection is
 * back; leaving the page before that is asked about.
 */
export function useDraft<T extends object>(assignmentId: string, draft: Ref<T>, active: () => boolean) {
  const savedAt = ref('');
  const failure = ref('');
  const pending = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let version = 0;

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  /** Sends what isn't there yet; one request at a time, and the last word wins. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (sending) return sending.then(() => (pending.value ? flush() : undefined));
    if (!pending.value || !active()) return;
    sending = send().finally(() => (sending = undefined));
    return sending;
  }

  async function send(): Promise<void> {
    const mine = version;
    try {
      await api.PUT('/api/v1/assignments/{id}/draft', {
        params: { path: { id: assignmentId } },
        body: { draft: draft.value as Record<string, never> },
      });
      failure.value = '';
      savedAt.value = timeOfDay(serverNow().toISOString());
      if (mine === version) pending.value = false;
      else later(PAUSE_MS);
    } catch (error) {
      const problem = problemOf(error);
      failure.value = problem.passing ? '网络不通，内容还在本页，恢复后自动保存' : problem.detail;
      // What the server refuses (a secrecy mark) is sent again only when it has changed.
      if (problem.passing) later(RETRY_MS);
      else pending.value = false;
    }
  }

  watch(
    draft,
    () => {
      if (!active()) return;
      version++;
      pending.value = true;
      later(PAUSE_MS);
    },
    { deep: true },
  );

  const leaving = (event: BeforeUnloadEvent) => {
    if (!pending.value) return;
    void flush();
    event.preventDefault();
  };
  const online = () => void flush();
  window.addEventListener('beforeunload', leaving);
  window.addEventListener('online', online);
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', leaving);
    window.removeEventListener('online', online);
    void flush();
  });

  return {
    flush,
    /** It was handed in: nothing is left to keep. */
    drop: () => {
      clearTimeout(timer);
      pending.value = false;
    },
    failed: computed(() => failure.value !== ''),
    status: computed(() => {
      if (failure.value) return failure.value;
      if (pending.value) return '正在保存…';
      return savedAt.value ? `已保存 ${savedAt.value}` : '';
    }),
  };
}
