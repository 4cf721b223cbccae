import { watch } from 'vue';
import { useEvents } from '../api/events.js';
import { useFilters } from './use-filters.js';
import { usePages, type Page } from './use-pages.js';

interface WorkQuery {
  state: 'running' | 'ended';
  limit: number;
  cursor?: string;
}

/**
 * Work as `WorkList` shows it: what goes on or what is over, kept fresh.
 * @param names of what it is narrowed by beside its state
 */
export function useWork<const Name extends string, P extends Page>(
  names: readonly Name[],
  fetchPage: (query: WorkQuery) => Promise<P>,
) {
  const { filters, asked } = useFilters(['state', ...names]);
  const pages = usePages((cursor) =>
    fetchPage({
      ...asked<object>(),
      state: filters.state === 'ended' ? 'ended' : 'running',
      limit: 30,
      ...(cursor ? { cursor } : {}),
    }),
  );
  watch(filters, pages.restart);
  useEvents(['work'], pages.restart);
  return { filters, pages, rows: pages.rows };
}
