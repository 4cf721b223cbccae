import { setImmediate } from 'node:timers/promises';
import sax from 'sax';
import { PartTexts, type XmlReader } from '../../../../domain/attachments/office-text.js';
import { Refusal } from '../../../../domain/errors/refusal.js';

/** Others are served after each piece: a part may be 64 MB long. */
const PIECE = 256 * 1024;
/** Of elements in each other; Word goes some fifty deep. */
const DEEPEST = 1_000;
/** Drawings keep whole pictures in an attribute. */
Object.assign(sax, { MAX_BUFFER_LENGTH: Infinity });

/**
 * Reads an XML part from its beginning to its end, in a time that grows with its length only.
 *
 * @param tolerant goes on after what is not well-formed: drawings in VML, properties of a PDF
 * @throws Refusal ATTACHMENT_UNREADABLE
 */
export async function readXml(xml: string, readers: readonly XmlReader[], tolerant = false): Promise<void> {
  const parser = sax.parser(true, { position: false });
  const tell = (text: string) => readers.forEach((reader) => reader.text(text));
  let closed = false;
  let depth = 0;
  parser.onopentag = ({ name, attributes, isSelfClosing }) => {
    closed = isSelfClosing;
    if (++depth > DEEPEST) throw new Refusal('ATTACHMENT_UNREADABLE');
    readers.forEach((reader) => reader.open(bare(name), attributes as Record<string, string>));
  };
  parser.ontext = tell;
  parser.oncdata = tell;
  parser.onclosetag = (name) => {
    if (!closed) readers.forEach((reader) => reader.close(bare(name)));
    closed = false;
    depth -= 1;
  };
  parser.onerror = () => {
    if (!tolerant) throw new Refusal('ATTACHMENT_UNREADABLE');
    parser.resume();
  };
  for (let at = 0; at < xml.length; at += PIECE) {
    if (at > 0) await setImmediate();
    parser.write(xml.slice(at, at + PIECE));
  }
  parser.close();
  readers.forEach((reader) => reader.end?.());
}

/** Every text of a part by itself. @throws Refusal ATTACHMENT_UNREADABLE */
export async function textsOfXml(xml: string, tolerant = false): Promise<string[]> {
  const texts: string[] = [];
  await readXml(xml, [new PartTexts((text) => texts.push(text))], tolerant);
  return texts;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
