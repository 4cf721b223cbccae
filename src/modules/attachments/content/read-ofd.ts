import { PartTexts } from '../../../../domain/attachments/office-text.js';
import { OfdPart } from '../../../../domain/attachments/ofd-text.js';
import { arrangements, isLegible } from '../../../../domain/attachments/page-text.js';
import { Refusal } from '../../../../domain/errors/refusal.js';
import type { Archive } from './archive.js';
import { xmlText } from './decode.js';
import { refuseMark } from './marks.js';
import { readXml } from './read-xml.js';

/** What an OFD file is made of beside XML: pictures, fonts, seals and signatures. Anything else could be a file within the file. */
const PARTS = /(?:\/|\.(?:xml|png|jpe?g|bmp|gif|tiff?|jb2|gbig2|ttf|ttc|otf|cff|esl|dat|asn1?|cer|p7b))$/i;
const ENCRYPTED = /(?:^|\/)(?:encryptions?\.xml|decryptseed\.dat)$/i;

/**
 * Searches an OFD (GB/T 33190-2016) for secrecy marks: its properties, notes and every page, as it is written and as it lies.
 *
 * @returns whether every page had legible letters; false for a scan
 * @throws Refusal CLASSIFIED_CONTENT, ATTACHMENT_ACTIVE, ATTACHMENT_UNREADABLE
 */
export async function readOfd(archive: Archive): Promise<boolean> {
  const { names } = archive;
  if (names.some((name) => ENCRYPTED.test(name))) throw new Refusal('ATTACHMENT_UNREADABLE');
  if (!names.every((name) => PARTS.test(name))) throw new Refusal('ATTACHMENT_ACTIVE');
  const templates: string[] = [];
  const illegible: string[] = [];
  for (const name of names.filter((one) => /\.xml$/i.test(one))) {
    const part = new OfdPart();
    await readXml(xmlText(await archive.read(name)), [new PartTexts(refuseMark), part]);
    if (part.attachments > 0) throw new Refusal('ATTACHMENT_ACTIVE');
    arrangements(part.items).forEach(refuseMark);
    templates.push(...part.templates);
    if (part.root === 'Page' && !isLegible(part.items)) illegible.push(name);
  }
  return illegible.every((page) => templates.some((place) => page.endsWith(place.replace(/^\//, ''))));
}
