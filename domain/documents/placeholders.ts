import { Refusal } from '../errors/refusal.js';

/** Blanks of an office's own template, `{{title}}`, with what stands in them. */
export const PLACEHOLDERS = {
  issuer: '发文机关',
  number: '发文字号',
  title: '标题',
  signatory: '签发人',
  recipients: '主送机关',
  body: '正文、附件',
  annexes: '附件名称',
  date: '成文日期',
  copies: '抄送机关',
  remark: '附注',
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

/** Without these a document would lose what makes it one. */
const NEEDED: readonly Placeholder[] = ['number', 'title', 'body', 'date'];

/**
 * Looks through a template's texts (one a paragraph).
 * @throws Refusal TEMPLATE_UNFIT: a blank is missing, unknown, twice there, or 正文 shares its paragraph
 */
export function checkPlaceholders(texts: readonly string[]): void {
  const found = texts.flatMap((text) =>
    [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name),
  );
  const refuse = (reason: string) => new Refusal('TEMPLATE_UNFIT', { reason }, 'body');
  const unknown = found.find((name) => !Object.hasOwn(PLACEHOLDERS, name));
  if (unknown !== undefined)
    throw refuse(`不认识的占位符“{{${unknown}}}”，可用：${Object.keys(PLACEHOLDERS).join('、')}`);
  const missing = NEEDED.filter((name) => !found.includes(name));
  if (missing.length > 0)
    throw refuse(`缺少占位符${missing.map((name) => `{{${name}}}（${PLACEHOLDERS[name]}）`).join('、')}`);
  if (found.filter((name) => name === 'body').length > 1) throw refuse('{{body}} 只能出现一次');
  if (
    texts.some(
      (text) => /\{\{\s*body\s*\}\}/.test(text) && text.replace(/\{\{\s*body\s*\}\}/, '').trim() !== '',
    )
  )
    throw refuse('{{body}} 应独占一段');
}
