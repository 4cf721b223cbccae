import { Refusal } from '../errors/refusal.js';
import type { NamedException } from './forms.js';

/** Something that stands in the way of closing a stage. */
export interface UnmetCondition {
  /** `unit:…`, `finding:…`, `item:…`, `county:…`, `inspection:…`: what an exception names. */
  key: string;
  /** 县教育体育局没有报送小结 */
  label: string;
}

/** An exception with the condition's words, as it goes on record. */
export interface RecordedException extends NamedException {
  label: string;
}

const SHOWN = 20;

/**
 * A stage closes when its conditions hold; what doesn't hold must be named, each with a reason, and nothing else may be (DOMAIN 4).
 * @throws Refusal STAGE_CONDITIONS listing what is not named, EXCEPTION_UNKNOWN for what is named and holds
 */
export function exceptionsFor(
  unmet: readonly UnmetCondition[],
  exceptions: readonly NamedException[],
): RecordedException[] {
  const named = new Map(exceptions.map((exception) => [exception.what, exception]));
  const left = unmet.filter(({ key }) => !named.has(key));
  if (left.length > 0) {
    const conditions = left.slice(0, SHOWN).map(({ label }) => label);
    const more = left.length > SHOWN ? `等 ${left.length} 项` : '';
    throw new Refusal(
      'STAGE_CONDITIONS',
      { conditions: `${conditions.join('；')}${more}` },
      'form.exceptions',
    );
  }
  const known = new Map(unmet.map(({ key, label }) => [key, label]));
  exceptions.forEach(({ what }, index) => {
    if (!known.has(what)) throw new Refusal('EXCEPTION_UNKNOWN', { what }, `form.exceptions[${index}].what`);
  });
  return unmet.map(({ key, label }) => ({
    what: key,
    label,
    reason: named.get(key)?.reason ?? '',
  }));
}
