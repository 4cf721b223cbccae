import { onScopeDispose, ref, type Ref } from 'vue';

/** Whether the window is as narrow as a phone. */
export function useNarrow(): Ref<boolean> {
  const query = window.matchMedia('(max-width: 700px)');
  const narrow = ref(query.matches);
  const update = () => (narrow.value = query.matches);
  query.addEventListener('change', update);
  onScopeDispose(() => query.removeEventListener('change', update));
  return narrow;
}
