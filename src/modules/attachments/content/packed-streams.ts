import { inflateSync } from 'node:zlib';

/** A page of 600 dpi in colour is some 100 MB; a page's text never comes near it. */
const MOST_BYTES_OF_A_STREAM = 128 * 1024 * 1024;
/** Packed again and again: each time is unpacked here as a reader would. */
const MOST_TIMES = 4;

/**
 * Whether some stream of a PDF unpacks to more than any page needs. The reader unpacks a stream whole, faster than anybody could watch
 * the memory it takes, so this is found out first, within a bound.
 */
export function hasBomb(content: Buffer): boolean {
  for (let at = content.indexOf('stream'); at !== -1; at = content.indexOf('stream', at + 6)) {
    const data = content.subarray(startOfData(content, at + 6));
    if (unpacksBeyond(data, MOST_TIMES)) return true;
  }
  return false;
}

/** On the line after the keyword, as the reader has it. */
function startOfData(content: Buffer, from: number): number {
  let at = from;
  while (at < content.length && content[at] !== 0x0a && content[at] !== 0x0d) at += 1;
  return content[at] === 0x0d && content[at + 1] === 0x0a ? at + 2 : at + 1;
}

function unpacksBeyond(data: Buffer, times: number): boolean {
  const [first = 0, second = 0] = data;
  // The header of zlib (RFC 1950): method 8, and a check over both bytes.
  if ((first & 0x0f) !== 8 || ((first << 8) | second) % 31 !== 0) return false;
  if (times === 0) return true;
  try {
    return unpacksBeyond(inflateSync(data, { maxOutputLength: MOST_BYTES_OF_A_STREAM }), times - 1);
  } catch (error) {
    // Anything else is no such stream, or a torn one: the reader says what it thinks of it.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
  }
}
