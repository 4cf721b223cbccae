import { join } from 'node:path';

/** Where builds are kept that any data folder of this person can use: the XDG cache folder. */
export function cacheFolderOf(environment: NodeJS.ProcessEnv, home: string): string {
  return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'yushui');
}
