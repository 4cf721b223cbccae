import { watch } from 'vue';
import { api, data } from '../../api/client.js';
import { useEvents } from '../../api/events.js';
import { download } from '../../api/files.js';
import { useCommand } from '../../composables/use-command.js';
import { useFilters } from '../../composables/use-filters.js';
import { useLoad } from '../../composables/use-load.js';
import { usePages } from '../../composables/use-pages.js';

export const HISTORY_FILTERS = ['kind', 'step', 'who', 'from', 'to'] as const;

const PAGE = 50;
const WHOLE_PAGE = 100;
/** Nobody reads more on paper: the table is for that. */
const MOST_PRINTED = 2_000;

/** The record of one process, narrowed by the address. */
export function useProcessHistory(id: string) {
  const { filters, asked } = useFilters(HISTORY_FILTERS);
  const process = useLoad(() => data(api.GET('/api/v1/processes/{id}', { params: { path: { id } } })));
  let size = PAGE;
  const pages = usePages((cursor) =>
    data(
      api.GET('/api/v1/processes/{processId}/history', {
        params: {
          path: { processId: id },
          query: { ...asked(), limit: size, ...(cursor ? { cursor } : {}) },
        },
      }),
    ),
  );
  watch(filters, () => void pages.restart());
  // What is read further down stays where it is: the newest come when the page is opened anew.
  useEvents(
    ['process'],
    () => {
      if (pages.rows.value.length <= PAGE) void pages.restart();
    },
    id,
  );

  const exporting = useCommand((_key: string, format: 'xlsx' | 'csv') => {
    const query = new URLSearchParams({ ...asked<Record<string, string>>(), format });
    return download(`/api/v1/processes/${id}/history/export?${query.toString()}`, `过程记录.${format}`);
  });
  const archiving = useCommand(() => download(`/api/v1/processes/${id}/archive`, '归档.zip'));
  /** All of it is on the page before it is printed. */
  const printing = useCommand(async () => {
    size = WHOLE_PAGE;
    while (!pages.exhausted.value && pages.rows.value.length < MOST_PRINTED && !pages.problem.value)
      await pages.more();
    size = PAGE;
    window.print();
  });
  return { filters, process, pages, exporting, archiving, printing };
}
