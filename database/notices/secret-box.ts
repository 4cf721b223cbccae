import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Keeps secrets unreadable for whoever has the database without the installation's key. A secret is bound to its owner's id:
 * copied to another row it doesn't open.
 */
export class SecretBox {
  private readonly key: Buffer;

  /** @param key 32 bytes in base64 (`openssl rand -base64 32`). @throws RangeError, without the key in the message */
  constructor(key: string) {
    this.key = Buffer.from(key, 'base64');
    if (this.key.length !== KEY_BYTES) throw new RangeError('secrets key: not 32 bytes in base64');
  }

  seal(secret: string, ownerId: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(ownerId));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), text]);
  }

  /** @throws Error when the key, the owner or the bytes are not those it was sealed with */
  open(sealed: Buffer, ownerId: string): string {
    const [iv, tag, text] = [
      sealed.subarray(1, 1 + IV_BYTES),
      sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES),
      sealed.subarray(1 + IV_BYTES + TAG_BYTES),
    ];
    if (sealed[0] !== VERSION || tag.length !== TAG_BYTES) throw new Error('sealed secret: unknown format');
    const decipher = createDecipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(ownerId)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }
}
