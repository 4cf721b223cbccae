/** What can be wrong with an archive. */
export type FindingKind =
  | 'fileMissing'
  | 'fileAdded'
  | 'fileAltered'
  | 'chainBroken'
  | 'documentMissing'
  | 'documentAltered'
  | 'documentAdded'
  | 'attachmentMissing'
  | 'attachmentAltered'
  | 'attachmentAdded'
  | 'headUnexpected';

export interface Finding {
  kind: FindingKind;
  /** Path of a file, number of a document, name of an attachment, or number of an entry. */
  what: string;
  /** One sentence for the person who asked. */
  sentence: string;
}

const SENTENCES: Record<FindingKind, (what: string) => string> = {
  fileMissing: (what) => `缺少文件 ${what}`,
  fileAdded: (what) => `多出文件 ${what}`,
  fileAltered: (what) => `文件 ${what} 被改动`,
  chainBroken: (what) => `过程记录有问题：${what}`,
  documentMissing: (what) => `记录里印发了 ${what}，档案里没有这份公文`,
  documentAltered: (what) => `公文 ${what} 与记录里的指纹不符`,
  documentAdded: (what) => `公文 ${what} 不在记录里`,
  attachmentMissing: (what) => `记录里上传了附件 ${what}，档案里没有`,
  attachmentAltered: (what) => `附件 ${what} 与记录里的指纹不符`,
  attachmentAdded: (what) => `附件 ${what} 不在记录里`,
  headUnexpected: (what) => `记录的末尾与给定的不符：${what}`,
};

export function finding(kind: FindingKind, what: string): Finding {
  return { kind, what, sentence: SENTENCES[kind](what) };
}
