import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type DataFolder } from './data-folder.js';
import { readJson, writePrivateJson } from './files.js';
import { EXIT, StartProblem } from './problem.js';
import { type Progress } from './progress.js';
import { fetchTemporalCli } from './temporal-fetch.js';
import { ensureServerBuilt, findBuiltServer, TEMPORAL_VERSION, type BuiltServer } from './temporal-build.js';

/** How this data folder gets its Temporal. The histories live behind that choice, so it is kept. */
export type TemporalChoice =
  { kind: 'address'; address: string } | { kind: 'server'; version: string } | { kind: 'cli'; path: string };

export type TemporalFound =
  | { kind: 'address'; address: string }
  | { kind: 'server'; server: BuiltServer }
  | { kind: 'cli'; path: string };

export interface TemporalSearch {
  /** TEMPORAL_ADDRESS, when set. */
  address?: string | undefined;
  cacheFolder: string;
  /** PATH to look for `go` and `temporal` on. */
  searchPath: string;
  /** Whether the SDK may download the CLI; closed networks say no and are spared the wait. */
  mayDownload: boolean;
  progress: Progress;
}

/** Looks for Temporal in the order of docs/ARCHITECTURE.md and remembers what it found. @throws StartProblem */
export async function findTemporal(folder: DataFolder, search: TemporalSearch): Promise<TemporalFound> {
  const remembered = readJson<TemporalChoice>(folder.temporalChoice);
  if (search.address) {
    if (!remembered) remember(folder, { kind: 'address', address: search.address });
    else if (remembered.kind !== 'address') {
      search.progress(
        'Temporal：这次用 TEMPORAL_ADDRESS，不用本目录原来的服务器 using TEMPORAL_ADDRESS instead of the server this folder used before',
      );
    }
    return { kind: 'address', address: search.address };
  }
  return remembered ? again(folder, remembered, search) : firstTime(folder, search);
}

async function again(
  folder: DataFolder,
  choice: TemporalChoice,
  search: TemporalSearch,
): Promise<TemporalFound> {
  switch (choice.kind) {
    case 'address':
      return choice;
    case 'server': {
      const server = findBuiltServer(search.cacheFolder) ?? (await buildIfPossible(search, []));
      if (server) return { kind: 'server', server };
      throw lost(folder, `server ${choice.version}`);
    }
    case 'cli': {
      if (isExecutable(choice.path)) return choice;
      const path = await findCli(search, []);
      if (path) return { kind: 'cli', path };
      throw lost(folder, choice.path);
    }
  }
}

async function firstTime(folder: DataFolder, search: TemporalSearch): Promise<TemporalFound> {
  const tried: string[] = [];
  const server = findBuiltServer(search.cacheFolder) ?? (await buildIfPossible(search, tried));
  if (server) {
    remember(folder, { kind: 'server', version: TEMPORAL_VERSION });
    return { kind: 'server', server };
  }
  const path = await findCli(search, tried);
  if (path) {
    remember(folder, { kind: 'cli', path });
    return { kind: 'cli', path };
  }
  throw new StartProblem(
    EXIT.unavailable,
    `没有办法得到 Temporal。试过：${tried.join('；')}。请任选其一：设置 TEMPORAL_ADDRESS 指向已有的服务器；安装 Go（${TEMPORAL_VERSION} 要 1.26.8 以上）；把 temporal 命令放进 PATH。`,
    `No way to get Temporal. Set TEMPORAL_ADDRESS to a server that is already there, or install Go (1.26.8 or newer), or put the temporal CLI on PATH.`,
  );
}

async function buildIfPossible(search: TemporalSearch, tried: string[]): Promise<BuiltServer | undefined> {
  const go = onPath('go', search.searchPath);
  if (!go) {
    tried.push('PATH 上没有 go (no go on PATH)');
    return undefined;
  }
  try {
    return await ensureServerBuilt(search.cacheFolder, go, search.progress);
  } catch (error) {
    tried.push(`用 Go 编译失败 (building with Go failed): ${(error as Error).message}`);
    search.progress(`Temporal：${tried.at(-1)}`);
    return undefined;
  }
}

async function findCli(search: TemporalSearch, tried: string[]): Promise<string | undefined> {
  const path = onPath('temporal', search.searchPath);
  if (path) return path;
  tried.push('PATH 上没有 temporal (no temporal CLI on PATH)');
  if (!search.mayDownload) {
    tried.push('不许下载 (YUSHUI_TEMPORAL_DOWNLOAD=never)');
    return undefined;
  }
  try {
    return await fetchTemporalCli(search.cacheFolder, search.progress);
  } catch (error) {
    tried.push(`下载失败 (download failed): ${(error as Error).message}`);
    return undefined;
  }
}

function lost(folder: DataFolder, what: string): StartProblem {
  return new StartProblem(
    EXIT.unavailable,
    `这个数据目录一直用的 Temporal（${what}）找不到了，换别的会丢下正在办理的流程。请把它装回来；确要另起炉灶，删除 ${folder.temporalChoice}。`,
    `The Temporal that this data folder uses (${what}) is gone, and another would leave its running processes behind. Bring it back, or delete ${folder.temporalChoice} to start afresh.`,
  );
}

function remember(folder: DataFolder, choice: TemporalChoice): void {
  writePrivateJson(folder.temporalChoice, choice);
}

function onPath(name: string, searchPath: string): string | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return searchPath
    .split(delimiter)
    .filter((entry) => entry !== '')
    .map((entry) => join(entry, `${name}${suffix}`))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
