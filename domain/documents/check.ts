import { Refusal } from '../errors/refusal.js';
import { refuseClassified } from '../needs/classified-form.js';
import type { DocumentContent, DocumentKind } from './document.js';

/** 上行文: they go up, carry a 签发人, and have one recipient. */
const UPWARD: readonly DocumentKind[] = ['request', 'report'];
const WITHOUT_RECIPIENTS: readonly DocumentKind[] = ['minutes', 'statistics', 'publicNotice'];
/** How a request ends; a report must not. */
const ASKS = /(?:请|望|盼)(?:予|尽快)?(?:审批|批准|批示|批复|核准|审定|示)[。！]?$/u;

export function isUpward(kind: DocumentKind): boolean {
  return UPWARD.includes(kind);
}

/**
 * The rules of official documents that a program can see (GB/T 9704-2012 and the rules of 公文 handling).
 * @throws Refusal DOCUMENT_RULE, CLASSIFIED_CONTENT
 */
export function checkDocument(content: DocumentContent, path = 'document'): void {
  refuseClassified(content, path);
  const { kind, recipients, copies, blocks } = content;
  const refuse = (reason: string, field: string) =>
    new Refusal('DOCUMENT_RULE', { reason }, `${path}.${field}`);
  if (content.title.trim() === '') throw refuse('没有标题', 'title');
  if (recipients.length === 0 && !WITHOUT_RECIPIENTS.includes(kind))
    throw refuse('没有主送机关', 'recipients');
  const both = copies.find((name) => recipients.includes(name));
  if (both !== undefined) throw refuse(`抄送机关“${both}”已是主送机关`, 'copies');
  if (isUpward(kind)) {
    if (recipients.length !== 1) throw refuse('上行文只有一个主送机关', 'recipients');
    if (!content.signatory) throw refuse('上行文应有签发人', 'signatory');
  } else if (content.signatory !== undefined) throw refuse('下行文不署签发人', 'signatory');
  const last = blocks.findLast((block) => block.type === 'paragraph');
  const asks = last !== undefined && ASKS.test(last.text.trim());
  if (kind === 'request' && !asks) throw refuse('请示应以请求作结，例如“妥否，请批示。”', 'blocks');
  if (kind === 'report' && asks) throw refuse('报告不得夹带请示事项', 'blocks');
  if (kind === 'forwarding' && !content.forwarded) throw refuse('没有附上被转发的文件', 'forwarded');
}
