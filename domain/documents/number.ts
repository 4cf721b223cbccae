import type { DocumentKind } from './document.js';

/** 发文字号: 机关代字, year in 〔〕, number without leading zeros and without 第 (GB/T 9704-2012). */
export function documentNumber(word: string, year: number, serial: number): string {
  return `${word}〔${year}〕${serial}号`;
}

const SUFFIX: Record<DocumentKind, string> = {
  notice: '发',
  circular: '通',
  minutes: '纪',
  request: '请',
  report: '报',
  forwarding: '转',
  supervision: '督',
  statistics: '表',
  publicNotice: '示',
  decision: '决',
};

/** The usual 机关代字 of a 双拥办, “双双拥办发” for 双江's notices; an office may set its own. `region`: the label, 双江自治县. */
export function usualWord(region: string, kind: DocumentKind): string {
  return `${[...region][0] ?? ''}双拥办${SUFFIX[kind]}`;
}
