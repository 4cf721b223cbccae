import { Readable } from 'node:stream';
import JSZip from 'jszip';
import { Refusal } from '../../../../domain/errors/refusal.js';

/** Of all parts that are read, together. A 400-page document is some 10 MB of XML. */
export const INFLATED_MAX_BYTES = 64 * 1024 * 1024;
const MOST_ENTRIES = 3_000;

/** An office file opened as the archive it is; sizes it claims count for nothing. */
export class Archive {
  private left = INFLATED_MAX_BYTES;

  private constructor(private readonly zip: JSZip) {}

  /** @throws Refusal ATTACHMENT_UNREADABLE */
  static async open(content: Buffer): Promise<Archive> {
    const zip = await JSZip.loadAsync(content).catch(() => {
      throw new Refusal('ATTACHMENT_UNREADABLE');
    });
    if (Object.keys(zip.files).length > MOST_ENTRIES) throw new Refusal('ATTACHMENT_UNREADABLE');
    return new Archive(zip);
  }

  get names(): string[] {
    return Object.keys(this.zip.files);
  }

  /** One part, unpacked as far as the limit for all parts allows. @throws Refusal ATTACHMENT_UNREADABLE */
  async read(name: string): Promise<Buffer> {
    const part = this.zip.file(name);
    if (!part) throw new Refusal('ATTACHMENT_UNREADABLE');
    const chunks: Buffer[] = [];
    try {
      // jszip's streams are of an older make, which cannot be iterated over.
      for await (const chunk of new Readable().wrap(part.nodeStream())) {
        this.left -= (chunk as Buffer).length;
        if (this.left < 0) throw new Refusal('ATTACHMENT_UNREADABLE');
        chunks.push(chunk as Buffer);
      }
    } catch {
      throw new Refusal('ATTACHMENT_UNREADABLE');
    }
    return Buffer.concat(chunks);
  }
}
