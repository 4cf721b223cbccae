import { download } from '../api/files.js';
import { useCommand } from './use-command.js';

/** A file that a button fetches: busy while it comes, its refusal in the API's words. */
export const useDownload = () => useCommand((_key, path: string, name: string) => download(path, name));
