import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Without the 64-bit extension. */
const MOST_BYTES = 0xffff_ffff;
/** UTF-8 names; sizes follow the content, for they are not known before it. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** January 1, 1980: an archive says when it was made in its manifest. */
const NO_DATE = 0x0021;

export interface Written {
  size: number;
  sha256: string;
}

/** Writes a ZIP archive piece by piece: what it holds in memory is one piece and the list of names. */
export class ZipWriter {
  private offset = 0;
  private readonly central: Buffer[] = [];

  /** Yields the bytes of one entry; answers with what went into it, unpacked. */
  async *entry(
    path: string,
    source: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): AsyncGenerator<Buffer, Written> {
    const start = this.offset;
    const name = Buffer.from(path);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    this.commonFields(head, 4);
    head.writeUInt16LE(name.length, 26);
    yield this.out(Buffer.concat([head, name]));

    const sum = new Sum();
    const deflate = createDeflateRaw({ level: 6 });
    const feeding = pipeline(Readable.from(sum.over(source)), deflate);
    // The reader below fails with the same error; this one has nobody else to hear of it.
    feeding.catch(() => undefined);
    let packed = 0;
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      packed += chunk.length;
      yield this.out(chunk);
    }
    await feeding;

    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(sum.crc, 0);
    sizes.writeUInt32LE(packed, 4);
    sizes.writeUInt32LE(sum.size, 8);
    yield this.out(Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sizes]));

    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(20, 4);
    this.commonFields(line, 6);
    sizes.copy(line, 16);
    line.writeUInt16LE(name.length, 28);
    line.writeUInt32LE(start, 42);
    this.central.push(line, name);
    return { size: sum.size, sha256: sum.sha256() };
  }

  /** The list of entries: without it nothing can be read, so an archive that broke off shows it. */
  *end(): Generator<Buffer> {
    const start = this.offset;
    const list = Buffer.concat(this.central);
    const count = this.central.length / 2;
    if (count > 0xffff) throw new RangeError('too many files for one archive');
    yield this.out(list);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(list.length, 12);
    end.writeUInt32LE(start, 16);
    yield this.out(end);
  }

  /** Version, flags, method, time and date stand in this order in both heads. */
  private commonFields(head: Buffer, at: number): void {
    head.writeUInt16LE(20, at);
    head.writeUInt16LE(FLAGS, at + 2);
    head.writeUInt16LE(DEFLATED, at + 4);
    head.writeUInt16LE(0, at + 6);
    head.writeUInt16LE(NO_DATE, at + 8);
  }

  private out(chunk: Buffer): Buffer {
    this.offset += chunk.length;
    if (this.offset > MOST_BYTES) throw new RangeError('more than 4 GB: too much for one archive');
    return chunk;
  }
}

/** Counts and hashes what passes. */
class Sum {
  size = 0;
  crc = 0;
  private readonly hash = createHash('sha256');

  async *over(source: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      if (chunk.length === 0) continue;
      this.size += chunk.length;
      this.crc = crc32(chunk, this.crc);
      this.hash.update(chunk);
      yield chunk;
    }
  }

  sha256(): string {
    return this.hash.digest('hex');
  }
}
