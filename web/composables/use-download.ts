import { download } from '../api/files.js';
import { useCommand } from './use-command.js';

/** A file that a button fetches, narrowed as its list is: busy while it comes, its refusal in the API's words. */
export const useDownload = () =>
  useCommand((_key, path: string, name: string, query: object = {}) => {
    const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
    return download(`${path}?${asked}`.replace(/\?$/, ''), name);
  });
