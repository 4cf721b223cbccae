import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import { Refusal } from '../../../domain/errors/refusal.js';

export const SIGNATURE_MAX_BYTES = 200 * 1024;
export const SIGNATURE_MAX_WIDTH = 1200;
export const SIGNATURE_MAX_HEIGHT = 600;

const HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** What a picture is made of. Anything else (texts, places, dates) is left out: nobody means to sign with it. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND']);
/** Samples of a pixel by colour type, and the depths each may have (PNG specification, 11.2.2). */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

export interface SignaturePicture {
  content: Buffer;
  sha256: Buffer;
  width: number;
  height: number;
}

interface Chunk {
  type: string;
  data: Buffer;
  whole: Buffer;
}

interface Header {
  width: number;
  height: number;
  /** Bytes of the unpacked picture: each row has a filter byte before it. */
  size: number;
}

/**
 * A PNG by its content: whole, unpacked as large as it says and no larger, within the limits; without whatever is no picture.
 * @throws Refusal SIGNATURE_IMAGE
 */
export function readSignaturePicture(body: Buffer): SignaturePicture {
  if (body.length > SIGNATURE_MAX_BYTES) refuse(`不得超过 ${SIGNATURE_MAX_BYTES / 1024} KB`);
  const chunks = chunksOf(body);
  const { width, height, size } = headerOf(chunks[0]);
  if (width > SIGNATURE_MAX_WIDTH || height > SIGNATURE_MAX_HEIGHT)
    refuse(`不得大于 ${SIGNATURE_MAX_WIDTH}×${SIGNATURE_MAX_HEIGHT}，现为 ${width}×${height}`);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  if (unpackedSize(packed, size) !== size) refuse('图片内容不完整');
  const kept = chunks.filter(({ type }) => KEPT.has(type)).map(({ whole }) => whole);
  const content = Buffer.concat([HEAD, ...kept]);
  return { content, sha256: createHash('sha256').update(content).digest(), width, height };
}

function chunksOf(body: Buffer): Chunk[] {
  if (!body.subarray(0, HEAD.length).equals(HEAD)) refuse('只接收 PNG 图片');
  const chunks: Chunk[] = [];
  for (let at = HEAD.length; at < body.length;) {
    const length = at + 12 <= body.length ? body.readUInt32BE(at) : Infinity;
    const end = at + 12 + length;
    if (end > body.length) refuse('图片内容不完整');
    const named = body.subarray(at + 4, end - 4);
    if (crc32(named) !== body.readUInt32BE(end - 4)) refuse('图片已损坏');
    chunks.push({
      type: named.toString('latin1', 0, 4),
      data: named.subarray(4),
      whole: body.subarray(at, end),
    });
    at = end;
  }
  if (chunks.at(-1)?.type !== 'IEND' || chunks.filter(({ type }) => type === 'IEND').length !== 1)
    refuse('图片内容不完整');
  return chunks;
}

function headerOf(chunk: Chunk | undefined): Header {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) refuse('图片已损坏');
  const [width, height] = [chunk.data.readUInt32BE(0), chunk.data.readUInt32BE(4)];
  const [depth = 0, colour = 0, compression, filter, interlace] = chunk.data.subarray(8);
  const samples = SAMPLES[colour];
  if (samples === undefined || !DEPTHS[colour]?.includes(depth) || width === 0 || height === 0)
    refuse('图片已损坏');
  if (compression !== 0 || filter !== 0) refuse('图片已损坏');
  if (interlace !== 0) refuse('请保存为不隔行的 PNG');
  return { width, height, size: height * (1 + Math.ceil((width * depth * samples) / 8)) };
}

/** Unpacks no more than the picture may have: a few bytes can claim to be gigabytes. */
function unpackedSize(packed: Buffer, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: most }).length;
  } catch {
    return refuse('图片已损坏');
  }
}

function refuse(reason: string): never {
  throw new Refusal('SIGNATURE_IMAGE', { reason }, 'body');
}
