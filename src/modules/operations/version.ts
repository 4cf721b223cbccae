import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The product's own version: of the nearest package.json above, for the sources and for what is built from them. */
export const VERSION = versionFrom(dirname(fileURLToPath(import.meta.url)));

function versionFrom(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: string;
      version?: string;
    };
    if (name === 'yushui' && version !== undefined) return version;
  } catch {
    // Not here: further up.
  }
  const above = dirname(folder);
  return above === folder ? '?' : versionFrom(above);
}
