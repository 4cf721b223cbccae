import { Refusal } from '../errors/refusal.js';
import { findClassifiedMark } from '../needs/classified.js';
import { MEDIA_TYPES, type Medium } from './media-types.js';

const LONGEST = 150;
/** Control and formatting characters (a right-to-left mark turns “fdp.exe” round), and what no file system takes. */
const UNFIT = /[\p{C}\\/:*?"<>|]/u;

/**
 * The name a file is kept under.
 *
 * @throws Refusal CLASSIFIED_CONTENT, ATTACHMENT_NAME
 */
export function readFileName(given: string): string {
  const name = given.normalize('NFC').trim();
  const mark = findClassifiedMark(name);
  if (mark) throw new Refusal('CLASSIFIED_CONTENT', { mark, field: '文件名' }, 'name');
  const refused = (reason: string) => new Refusal('ATTACHMENT_NAME', { reason }, 'name');
  if ([...name].length > LONGEST) throw refused(`最多 ${LONGEST} 个字`);
  if (UNFIT.test(name)) throw refused('含有不能用于文件名的字符');
  if (!/^[^.].*\.[a-z]{3,4}$/iu.test(name)) throw refused('应有扩展名，例如“情况说明.docx”');
  return name;
}

/** @throws Refusal ATTACHMENT_NAME when the ending promises something else than the content is */
export function refuseWrongEnding(name: string, medium: Medium): void {
  const { endings } = MEDIA_TYPES[medium];
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!(endings as readonly string[]).includes(ending))
    throw new Refusal(
      'ATTACHMENT_NAME',
      { reason: `内容是 ${endings[0]} 文件，扩展名却是 ${ending}` },
      'name',
    );
}

/** `Content-Disposition` of a download: the name in UTF-8 (RFC 5987), and a plain one for what cannot read that. */
export function dispositionOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="attachment.${ending}"; filename*=UTF-8''${encoded}`;
}
