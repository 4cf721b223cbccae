import type { CivilDate } from '../time/zone.js';

/** Kinds of official documents the product issues; each has a sequence of numbers of its own in an office. */
export const DOCUMENT_KINDS = [
  'notice',
  'circular',
  'minutes',
  'request',
  'report',
  'forwarding',
  'supervision',
  'statistics',
  'publicNotice',
  'decision',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_LABELS: Record<DocumentKind, string> = {
  notice: '通知',
  circular: '通报',
  minutes: '会议纪要',
  request: '请示',
  report: '报告',
  forwarding: '转发通知',
  supervision: '督办单',
  statistics: '“双清单”事项统计表',
  publicNotice: '公示',
  decision: '决定',
};

/** One piece of a document's text. Levels of headings: 1 一、 · 2 （一） · 3 1. · 4 （1）; the number is part of the text. */
export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { type: 'table'; columns: string[]; rows: string[][]; note?: string };

export interface Annex {
  title: string;
  blocks: Block[];
}

/** What a document says, before it has a number. Names are written out: a document stays as it was issued. */
export interface DocumentContent {
  kind: DocumentKind;
  /** 发文机关, full name. */
  issuer: string;
  title: string;
  /** 主送机关. Minutes and supervision forms may have none. */
  recipients: string[];
  blocks: Block[];
  annexes: Annex[];
  /** Day of the document, +08:00. */
  date: CivilDate;
  /** 抄送机关; never one that is 主送 too. */
  copies: string[];
  /** 附注, without its brackets: “联系人：…”, “此件公开发布”. */
  remark?: string;
  /** 签发人: upward documents (请示, 报告) only. */
  signatory?: string;
  /** Minutes: who was there. */
  attendance?: { present: string[]; excused: string[]; observers: string[] };
  /** 转发: the document that is forwarded, with the number it came with. */
  forwarded?: DocumentContent & { number: string };
  /** Supervision forms: blue before, orange and red after the deadline. */
  colour?: 'blue' | 'orange' | 'red';
  /** A circular about dereliction names to whom it may go. */
  scope?: string;
}

/** A document with its number, as it is frozen when it is issued. */
export interface IssuedContent extends DocumentContent {
  number: string;
}
