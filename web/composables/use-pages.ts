import { computed, ref, shallowRef } from 'vue';
import { problemOf, type ApiProblem } from '../api/problem.js';

export interface Page {
  items: unknown[];
  nextCursor: string | null;
}

/**
 * A list that comes page by page. `restart` begins anew (other filters), `more` adds the next page, or waits for the one that is on its way;
 * both may be called at any time, and an answer to an earlier question is dropped.
 */
export function usePages<P extends Page>(fetchPage: (cursor: string | undefined) => Promise<P>) {
  const rows = shallowRef<P['items'][number][]>([]);
  const first = shallowRef<P>();
  const loading = ref(false);
  const problem = shallowRef<ApiProblem>();
  let cursor: string | null | undefined;
  let latest = 0;
  const exhausted = ref(false);

  async function fetchNext(replace: boolean): Promise<void> {
    const mine = ++latest;
    loading.value = true;
    try {
      const page = await fetchPage(replace ? undefined : (cursor ?? undefined));
      if (mine !== latest) return;
      rows.value = replace ? page.items : [...rows.value, ...page.items];
      if (replace) first.value = page;
      cursor = page.nextCursor;
      exhausted.value = cursor === null;
      problem.value = undefined;
    } catch (error) {
      if (mine === latest) problem.value = problemOf(error);
    } finally {
      if (mine === latest) loading.value = false;
    }
  }

  let fetching: Promise<void> = Promise.resolve();
  const restart = () => (fetching = fetchNext(true));
  const more = () => {
    if (!loading.value && !exhausted.value) fetching = fetchNext(false);
    return fetching;
  };
  void restart();
  return {
    rows,
    /** The first page, for what a list says beside its rows (a total). */
    first,
    loading,
    problem,
    exhausted,
    isEmpty: computed(() => !loading.value && problem.value === undefined && rows.value.length === 0),
    restart,
    more,
  };
}

/** What shows a list needs of it, whatever its rows are. */
export type PagedList = ReturnType<typeof usePages>;
