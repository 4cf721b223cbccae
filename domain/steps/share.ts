import type { Fraction, ShareRule } from '../blueprints/blueprint.js';

/** Votes of a 票签 so far. `signers`: all who are asked and were not removed. */
export interface Tally {
  signers: number;
  agree: number;
  reject: number;
  abstain: number;
}

/** Whether a part is at least that share of a whole, without rounding. */
function atLeast(part: number, { votes, of }: Fraction, whole: number): boolean {
  return part * of >= votes * whole;
}

/** Whether these votes, taken as the last word, carry the matter. */
export function carries({ signers, agree, reject, abstain }: Tally, rule: ShareRule): boolean {
  if (rule.rejection === 'vetoes' && reject > 0) return false;
  if (!atLeast(agree + reject + abstain, rule.quorum, signers)) return false;
  const base = rule.base === 'signers' ? signers : agree + reject;
  return base > 0 && atLeast(agree, rule.agree, base);
}

/**
 * The result as soon as nothing that the others may still do (agree, reject, abstain, stay silent) can change it; null while it is
 * open. So one rejection does not end what can still be carried, and nobody is asked when his vote can't matter.
 */
export function resultOf(tally: Tally, rule: ShareRule): boolean | null {
  const left = tally.signers - tally.agree - tally.reject - tally.abstain;
  const carried = carries(tally, rule);
  for (let agree = 0; agree <= left; agree += 1)
    for (let reject = 0; agree + reject <= left; reject += 1)
      for (let abstain = 0; agree + reject + abstain <= left; abstain += 1) {
        const end = {
          signers: tally.signers,
          agree: tally.agree + agree,
          reject: tally.reject + reject,
          abstain: tally.abstain + abstain,
        };
        if (carries(end, rule) !== carried) return null;
      }
  return carried;
}
