import type { Action } from '../../contracts/http/assignments.js';

/** What can be done with a task beside deciding it, as people call it, and what has to be said with it. */
export interface ActWords {
  label: string;
  /** What it means, in a sentence. */
  hint: string;
  opinion: 'required' | 'optional' | 'none';
  opinionLabel: string;
  /** Whom it is for: one of the own unit, anybody, or several. */
  whom?: 'ownUnit' | 'anybody' | 'several';
  /** before, parallel, after. */
  mode?: true;
  until?: true;
  /** Which step it goes back to. */
  to?: true;
  /** The task leaves one's hands with it. */
  leaves?: true;
  danger?: true;
}

type Beside = Exclude<Action, 'acknowledge' | 'decide' | 'urge'>;

const REASON = { opinion: 'required', opinionLabel: '理由' } as const;
const WORD = { opinion: 'optional', opinionLabel: '说明' } as const;

/** Total: an action of the API without words does not compile. */
export const ACTS: Record<Beside, ActWords> = {
  return: {
    label: '退回',
    hint: '退回到前面的环节重新办理。',
    ...REASON,
    to: true,
    leaves: true,
    danger: true,
  },
  transfer: {
    label: '转办',
    hint: '转给本单位的另一个职务，由他办理。',
    ...WORD,
    whom: 'ownUnit',
    leaves: true,
  },
  delegate: { label: '委派', hint: '请别人先办，他办完交回给我。', ...WORD, whom: 'anybody' },
  addSigner: { label: '加签', hint: '请别人也签署意见。', ...WORD, whom: 'several', mode: true },
  circulate: {
    label: '传阅',
    hint: '送别人阅知，不需要办理。',
    opinion: 'none',
    opinionLabel: '',
    whom: 'several',
  },
  requestExtension: { label: '申请延期', hint: '批准后时限才会改变。', ...REASON, until: true },
  withdraw: { label: '撤回', hint: '收回我已办理的意见，重新办理；已有人接着办的不能撤回。', ...WORD },
  refile: { label: '变更报送', hint: '重新报送，原来报送的作废。', ...REASON },
  removeSigner: { label: '减签', hint: '不再请他签署。', ...REASON },
  returnFiling: { label: '退回报送', hint: '退回这个单位的报送，请它重报。', ...REASON, danger: true },
};

/** How someone added signs: beside, before or after whoever adds him. */
export const ADD_MODES = { before: '在我之前签', parallel: '与我同时签', after: '在我之后签' } as const;
export type AddMode = keyof typeof ADD_MODES;

export const isBeside = (action: string): action is Beside => Object.hasOwn(ACTS, action);
export type { Beside };
