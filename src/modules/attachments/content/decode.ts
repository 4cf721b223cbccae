import { Refusal } from '../../../../domain/errors/refusal.js';

/**
 * Office programs write UTF-8; UTF-16 is allowed and would hide everything from a search of its bytes.
 * @throws Refusal ATTACHMENT_UNREADABLE
 */
export function xmlText(part: Buffer): string {
  if (part[0] === 0xff && part[1] === 0xfe) return part.toString('utf16le');
  if (part[0] === 0xfe && part[1] === 0xff) return new TextDecoder('utf-16be').decode(part);
  const text = part.toString('utf8');
  const encoding = /^\uFEFF?<\?xml[^>]*encoding=["']([^"']+)/.exec(text)?.[1];
  if (text.includes('\u0000') || (encoding !== undefined && !/^utf-?8$/i.test(encoding)))
    throw new Refusal('ATTACHMENT_UNREADABLE');
  return text;
}

/**
 * Chinese texts come in UTF-8, in UTF-16 with its mark, and in GB 18030. Bytes that are none of these are no text.
 * @throws Refusal ATTACHMENT_TYPE
 */
export function textOf(content: Buffer): string {
  const utf16 =
    content[0] === 0xff && content[1] === 0xfe
      ? 'utf-16le'
      : content[0] === 0xfe && content[1] === 0xff
        ? 'utf-16be'
        : undefined;
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    const text = decoded(content, encoding);
    // eslint-disable-next-line no-control-regex
    if (text !== null && !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return text;
  }
  throw new Refusal('ATTACHMENT_TYPE');
}

function decoded(content: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
