import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** It is no archive, or not a whole one: nothing can be said of what is in it. */
export class UnreadableArchive extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableArchive';
  }
}

export interface ZipEntry {
  path: string;
  method: number;
  packed: number;
  offset: number;
}

const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;

/** Reads an archive from a file, entry by entry, with memory for one piece. */
export class ZipReader {
  private constructor(
    private readonly file: FileHandle,
    readonly entries: readonly ZipEntry[],
  ) {}

  /** @throws UnreadableArchive */
  static async open(path: string): Promise<ZipReader> {
    const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      throw new UnreadableArchive(error.code === 'ENOENT' ? '没有这个文件' : '打不开这个文件');
    });
    try {
      return new ZipReader(file, await directory(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The entry unpacked. @throws when its bytes cannot be unpacked */
  async *content({ offset, method, packed }: ZipEntry): AsyncGenerator<Buffer> {
    const head = await bytes(this.file, offset, 30);
    if (head.readUInt32LE(0) !== 0x04034b50) throw new UnreadableArchive('压缩包已损坏');
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const raw = Readable.from(pieces(this.file, start, packed));
    if (method === 0) {
      yield* raw as AsyncIterable<Buffer>;
      return;
    }
    const inflate = createInflateRaw();
    const feeding = pipeline(raw, inflate);
    feeding.catch(() => undefined);
    yield* inflate as AsyncIterable<Buffer>;
    await feeding;
  }

  async text(entry: ZipEntry): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.content(entry)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function directory(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const length = Math.min(size, END_LENGTH + LONGEST_COMMENT);
  const tail = await bytes(file, size - length, length);
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (at < 0 || at + END_LENGTH > tail.length) throw new UnreadableArchive('不是压缩包，或者没有下载完整');
  const [start, listed] = [tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12)];
  if (start + listed > size) throw new UnreadableArchive('压缩包的目录已损坏');
  const list = await bytes(file, start, listed);
  const entries: ZipEntry[] = [];
  for (let place = 0; place < list.length;) {
    if (place + 46 > list.length || list.readUInt32LE(place) !== 0x02014b50)
      throw new UnreadableArchive('压缩包的目录已损坏');
    const name = list.readUInt16LE(place + 28);
    const method = list.readUInt16LE(place + 10);
    if (method !== 0 && method !== 8) throw new UnreadableArchive('压缩包用了不认识的压缩方法');
    entries.push({
      path: list.toString('utf8', place + 46, place + 46 + name),
      method,
      packed: list.readUInt32LE(place + 20),
      offset: list.readUInt32LE(place + 42),
    });
    place += 46 + name + list.readUInt16LE(place + 30) + list.readUInt16LE(place + 32);
  }
  return entries;
}

const PIECE = 64 * 1024;

async function* pieces(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; done += PIECE)
    yield await bytes(file, start + done, Math.min(PIECE, length - done));
}

async function bytes(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, start);
  if (bytesRead < length) throw new UnreadableArchive('压缩包不完整');
  return buffer;
}
