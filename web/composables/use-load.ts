import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { problemOf, type ApiProblem } from '../api/problem.js';

export interface Loaded<T> {
  value: ShallowRef<T | undefined>;
  loading: Ref<boolean>;
  problem: ShallowRef<ApiProblem | undefined>;
  /** Loads (again). What is shown stays until the new answer is there; an older answer never overtakes a newer one. */
  load: () => Promise<void>;
}

/** One thing a page shows, with its waiting and its failure. Loads at once. */
export function useLoad<T>(fetchIt: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T>();
  const loading = ref(false);
  const problem = shallowRef<ApiProblem>();
  let latest = 0;
  const load = async () => {
    const mine = ++latest;
    loading.value = true;
    try {
      const answer = await fetchIt();
      if (mine === latest) [value.value, problem.value] = [answer, undefined];
    } catch (error) {
      if (mine === latest) problem.value = problemOf(error);
    } finally {
      if (mine === latest) loading.value = false;
    }
  };
  void load();
  return { value, loading, problem, load };
}
