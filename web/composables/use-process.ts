import { api, data } from '../api/client.js';
import { useEvents } from '../api/events.js';
import { useLoad } from './use-load.js';

/** One process with whatever its page shows of it, looked at again when something happened in it. */
export function useProcess<T>(id: string, fetchIt: () => Promise<T>) {
  const loaded = useLoad(async () => {
    const [process, it] = await Promise.all([
      data(api.GET('/api/v1/processes/{id}', { params: { path: { id } } })),
      fetchIt(),
    ]);
    return { process, it };
  });
  useEvents(['process', 'work'], () => void loaded.load(), id);
  return loaded;
}
