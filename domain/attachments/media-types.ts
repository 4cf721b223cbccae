/** What may be attached, and the endings a name may have for it. What a file says of itself (name, header) is never believed alone. */
export const MEDIA_TYPES = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  /** GB/T 33190-2016. */
  ofd: { type: 'application/ofd', endings: ['ofd'] },
  png: { type: 'image/png', endings: ['png'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
  },
  txt: { type: 'text/plain', endings: ['txt'] },
} as const satisfies Record<string, { type: string; endings: readonly string[] }>;

export type Medium = keyof typeof MEDIA_TYPES;

/** What the first bytes say. `zip` is any archive: docx, xlsx and ofd are told by what is in it. Null: perhaps text. */
export function sniff(head: Uint8Array): 'pdf' | 'png' | 'jpeg' | 'zip' | null {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (begins(0xff, 0xd8, 0xff)) return 'jpeg';
  return begins(0x50, 0x4b) ? 'zip' : null;
}
