import { computed, watch } from 'vue';
import { api, data, type Schemas } from '../../api/client.js';
import { ownRegion } from '../../api/directory.js';
import { serverNow } from '../../api/transport.js';
import { useFilters } from '../../composables/use-filters.js';
import { useLoad } from '../../composables/use-load.js';
import { usePages } from '../../composables/use-pages.js';
import { FILTER_KEYS } from '../../models/ledger-filter.js';
import { yearOf } from '../../../domain/time/zone.js';

export type LedgerItem = Schemas['LedgerItem'];
type LedgerQuery = NonNullable<Parameters<typeof api.GET<'/api/v1/ledger', object>>[1]>;

/** Rows of one answer. A list is read from the top: more come as somebody scrolls towards the end. */
const PAGE = 100;

/** The ledger of an address: its rows, its year in numbers, its export. */
export function useLedger() {
  const { filters, asked } = useFilters(FILTER_KEYS);
  const region = computed(() => filters.region || ownRegion());
  const year = computed(() => Number(filters.year) || yearOf(serverNow()));
  const query = () => ({ ...asked(), region: region.value, year: year.value });

  const pages = usePages((cursor) =>
    data(
      api.GET('/api/v1/ledger', {
        params: { query: { ...query(), limit: PAGE, ...(cursor ? { cursor } : {}) } },
      } as LedgerQuery),
    ),
  );
  const summary = useLoad(() =>
    data(
      api.GET('/api/v1/ledger/summary', { params: { query: { region: region.value, year: year.value } } }),
    ),
  );
  watch(filters, () => void pages.restart());
  watch([region, year], () => void summary.load());

  const exportQuery = () => Object.fromEntries(Object.entries(query()).filter(([name]) => name !== 'sort'));
  return { filters, region, year, pages, summary, exportQuery };
}
