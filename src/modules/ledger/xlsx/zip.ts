import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { Refusal } from '../../../../domain/errors/refusal.js';

const inflate = promisify(inflateRaw);

export const ZIP_LIMITS = { entries: 300, inflated: 16 * 1024 * 1024 } as const;

const END = Buffer.from('PK\x05\x06', 'latin1');
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Unpacks an archive that a stranger made. Sizes it claims count for nothing: inflating stops at the limit, for all entries
 * together, so neither a bomb nor overlapping entries get further. Anything an office program does not write (encryption,
 * several disks, bytes before the first entry, other methods) is not read.
 *
 * @throws Refusal IMPORT_UNREADABLE, IMPORT_TOO_BIG
 */
export async function unzip(file: Buffer): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>();
  let left: number = ZIP_LIMITS.inflated;
  for (const { name, method, start, size } of directory(file)) {
    if (name.endsWith('/')) continue;
    const packed = file.subarray(start, start + size);
    const content = method === 0 ? packed : await inflated(packed, left);
    left -= content.length;
    if (left < 0) throw tooBig();
    entries.set(name, content);
  }
  return entries;
}

interface Entry {
  name: string;
  method: number;
  start: number;
  size: number;
}

function directory(file: Buffer): Entry[] {
  const end = file.lastIndexOf(END);
  if (end < 0 || end + 22 > file.length) throw unreadable();
  const count = file.readUInt16LE(end + 10);
  const length = file.readUInt32LE(end + 12);
  let at = file.readUInt32LE(end + 16);
  if (at + length !== end || count === 0) throw unreadable();
  if (count > ZIP_LIMITS.entries) throw tooBig();
  const entries: Entry[] = [];
  while (at < end) {
    if (at + 46 > end || file.readUInt32LE(at) !== CENTRAL) throw unreadable();
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const method = file.readUInt16LE(at + 10);
    const size = file.readUInt32LE(at + 20);
    const start = dataOf(file, file.readUInt32LE(at + 42));
    const encrypted = (file.readUInt16LE(at + 8) & 1) === 1;
    if (encrypted || (method !== 0 && method !== 8) || start + size > file.length) throw unreadable();
    entries.push({ name, method, start, size });
    at += 46 + nameLength + extra + comment;
  }
  if (entries.length !== count) throw unreadable();
  return entries;
}

function dataOf(file: Buffer, local: number): number {
  if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) throw unreadable();
  return local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
}

async function inflated(packed: Buffer, left: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(left, 1) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooBig() : unreadable();
  }
}

/** The entries as an archive again, unpacked: for a reader in this process only. */
export function zipStored(entries: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const label = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2); // the name is UTF-8
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(label.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), head, label, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, label);
    offset += 30 + label.length + content.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.size, 4);
  end.writeUInt16LE(entries.size, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, END, end]);
}

const unreadable = () => new Refusal('IMPORT_UNREADABLE');
const tooBig = () =>
  new Refusal('IMPORT_TOO_BIG', {
    reason: '解开后内容过多，请删去表格下方的空白行、多余的工作表和图片后再上传',
  });
