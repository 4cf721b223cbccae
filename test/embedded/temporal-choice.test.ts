import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDataFolder, type DataFolder } from '../../src/embedded/data-folder.js';
import { StartProblem } from '../../src/embedded/problem.js';
import { findTemporal, type TemporalSearch } from '../../src/embedded/temporal-choice.js';
import { TEMPORAL_VERSION } from '../../src/embedded/temporal-build.js';

let root: string;
let folder: DataFolder;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yushui-choice-'));
  folder = openDataFolder(join(root, 'data'));
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(path: string, text = '#!/bin/sh\nexit 1\n'): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

const search = (more: Partial<TemporalSearch> = {}): TemporalSearch => ({
  cacheFolder: join(root, 'cache'),
  searchPath: join(root, 'bin'),
  mayDownload: false,
  progress: (line) => said.push(line),
  ...more,
});

const built = (): string => join(root, 'cache', `temporal-${TEMPORAL_VERSION}`);
const remembered = (): unknown => JSON.parse(readFileSync(folder.temporalChoice, 'utf8'));

describe('where Temporal comes from', () => {
  test('an address given goes before everything, and is remembered', async () => {
    program(join(built(), 'server'));
    program(join(built(), 'sql'));
    const given = { kind: 'address', address: 'temporal.example:7233' };
    expect(await findTemporal(folder, search({ address: given.address }))).toEqual(given);
    expect(await findTemporal(folder, search())).toEqual(given);
  });

  test('then the server that was built, before a CLI', async () => {
    program(join(built(), 'server'));
    program(join(built(), 'sql'));
    program(join(root, 'bin/temporal'));
    expect(await findTemporal(folder, search())).toMatchObject({ kind: 'server' });
    expect(remembered()).toEqual({ kind: 'server', version: TEMPORAL_VERSION });
  });

  test('an address given later is used this once, with a word about it; the folder keeps its own', async () => {
    program(join(built(), 'server'));
    program(join(built(), 'sql'));
    await findTemporal(folder, search());
    expect(await findTemporal(folder, search({ address: 'other:7233' }))).toMatchObject({ kind: 'address' });
    expect(said.join()).toContain('TEMPORAL_ADDRESS');
    expect(remembered()).toMatchObject({ kind: 'server' });
  });

  test('a build that is not whole does not count, and one that fails leaves nothing', async () => {
    program(join(built(), 'server')); // no sql tool beside it: somebody's half copy
    program(join(root, 'bin/go'), '#!/bin/sh\necho no network >&2\nexit 1\n');
    const temporal = program(join(root, 'bin/temporal'));
    expect(await findTemporal(folder, search())).toEqual({ kind: 'cli', path: temporal });
    expect(said.join()).toContain('no network');
  });

  test('a Go toolchain builds both programs, once for two starts at the same time', async () => {
    const go = `#!/bin/sh
echo run >> ${join(root, 'runs')}
for module; do :; done
name=$(basename "\${module%@*}")
sleep 0.2
printf '#!/bin/sh\\n' > "$GOBIN/$name"
`;
    program(join(root, 'bin/go'), go);
    const other = openDataFolder(join(root, 'other'));
    const found = await Promise.all([findTemporal(folder, search()), findTemporal(other, search())]);
    expect(found[0]).toEqual(found[1]);
    expect(found[0]).toMatchObject({ kind: 'server', server: { server: join(built(), 'server') } });
    expect(readFileSync(join(root, 'runs'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('what a folder has lived on is not silently replaced', async () => {
    const temporal = program(join(root, 'bin/temporal'));
    await findTemporal(folder, search());
    rmSync(temporal);
    program(join(built(), 'server'));
    program(join(built(), 'sql'));
    await expect(findTemporal(folder, search())).rejects.toThrow(StartProblem);
    await expect(findTemporal(folder, search())).rejects.toThrow(/正在办理的流程/);
  });
});
