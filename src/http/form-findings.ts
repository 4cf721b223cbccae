import { blueprintOf, isProcessKind } from '../../domain/blueprints/index.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Finding } from '../../domain/launch-check/finding.js';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import { checkedForm } from './checked-form.js';
import { InvalidRequest } from './validation.js';

/**
 * What the launch of each entry would refuse in its form, field by field: the same check, run before anything is launched. It belongs beside
 * `checkYear`, which knows the organisation and the calendar but not the API's body classes.
 */
export function formFindings(entries: readonly PlanEntry[]): Finding[] {
  return entries.flatMap(({ kind, form }, index) => {
    const key = isProcessKind(kind) ? blueprintOf(kind).launch.form : undefined;
    // A form that is missing or not asked for is the plan's own finding (formMissing, formUnexpected).
    if (key === undefined || form === undefined) return [];
    return refusedIn(() => {
      refuseClassified(form, 'form');
      checkedForm(key, form);
    }).map(({ field, detail }) => ({
      code: 'formRefused',
      severity: 'error' as const,
      where: `entries[${index}].${field}`,
      message: detail,
      mend: '请改正后再启动。',
    }));
  });
}

function refusedIn(check: () => void): { field: string; detail: string }[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors.map(({ field, detail }) => ({ field, detail }));
    if (error instanceof Refusal) return [{ field: error.field ?? 'form', detail: error.message }];
    throw error;
  }
}
