import { checkPlaceholders } from '../../../../domain/documents/placeholders.js';
import type { IssuedContent } from '../../../../domain/documents/document.js';
import { Refusal } from '../../../../domain/errors/refusal.js';
import { Archive } from '../../attachments/content/archive.js';
import { examine } from '../../attachments/content/examine.js';
import { textsOfXml } from '../../attachments/content/read-xml.js';
import { fillTemplate } from '../render/template.js';

/** A letterhead with a picture; more is no template. */
export const TEMPLATE_MAX_BYTES = 2 * 1024 * 1024;

const refuse = (reason: string) => new Refusal('TEMPLATE_UNFIT', { reason }, 'body');

/**
 * Whether an uploaded file can be an office's template: a Word file without macros, secrecy marks or anything fetched from elsewhere, with
 * the blanks a document needs, that can really be filled.
 *
 * @throws Refusal TEMPLATE_UNFIT, CLASSIFIED_CONTENT, ATTACHMENT_ACTIVE, ATTACHMENT_TYPE, ATTACHMENT_UNREADABLE
 */
export async function checkTemplate(content: Buffer): Promise<void> {
  if (content.length > TEMPLATE_MAX_BYTES) throw refuse('超过 2 MB');
  if ((await examine(content)).medium !== 'docx') throw refuse('应为 Word 文件（docx）');
  const archive = await Archive.open(content);
  const texts: string[] = [];
  for (const name of archive.names) {
    if (
      name.endsWith('.rels') &&
      /TargetMode\s*=\s*["']External["']/i.test((await archive.read(name)).toString())
    )
      throw refuse('引用了文件以外的内容（链接、图片或模板），请改为直接插入');
    if (/^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
      texts.push(...(await textsOfXml((await archive.read(name)).toString())));
  }
  checkPlaceholders(texts);
  await tryToFill(content);
}

/** A blank that Word tore into pieces in a way nobody can put together shows now, not when a document is issued. */
async function tryToFill(template: Buffer): Promise<void> {
  const filled = await fillTemplate(template, TRIAL).catch(() => {
    throw refuse('无法填写，请用 Word 重新保存后再上传');
  });
  const archive = await Archive.open(filled);
  for (const name of archive.names.filter((one) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(one)))
    if ((await textsOfXml((await archive.read(name)).toString())).some((text) => text.includes('{{')))
      throw refuse('有占位符填不进去，请删去后重新输入，不要分段设置格式');
}

const TRIAL: IssuedContent = {
  kind: 'notice',
  issuer: '试填',
  number: '试填',
  title: '试填',
  recipients: ['试填'],
  blocks: [{ type: 'paragraph', text: '试填' }],
  annexes: [{ title: '试填', blocks: [] }],
  date: '2027-01-01',
  copies: ['试填'],
  remark: '试填',
  signatory: '试填',
};
