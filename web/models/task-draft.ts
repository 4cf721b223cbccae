import type { FormValue } from './form-fields.js';

/** What somebody has typed into a task and not handed in. A form for each decision: changing one's mind loses nothing. */
export interface TaskDraft {
  decision: string | undefined;
  opinion: string;
  forms: Record<string, FormValue>;
}

export const emptyDraft = (): TaskDraft => ({ decision: undefined, opinion: '', forms: {} });

/** A draft as the API keeps it, which may be another program's: what isn't ours is left. */
export function draftFrom(kept: object | null | undefined): TaskDraft {
  const { decision, opinion, forms } = (kept ?? {}) as Record<string, unknown>;
  return {
    decision: typeof decision === 'string' ? decision : undefined,
    opinion: typeof opinion === 'string' ? opinion : '',
    forms: isRecord(forms) ? (forms as Record<string, FormValue>) : {},
  };
}

interface Decision {
  key: string;
  form: object | null;
  opinionRequired: boolean;
}

/** What is handed in of a draft, as the API takes it. */
export function actOf(draft: TaskDraft, decisions: readonly Decision[]) {
  const chosen = decisions.find(({ key }) => key === draft.decision);
  if (!chosen) return undefined;
  const opinion = draft.opinion.trim();
  return {
    action: 'decide' as const,
    decision: chosen.key,
    ...(opinion === '' ? {} : { opinion }),
    ...(chosen.form ? { form: draft.forms[chosen.key] ?? {} } : {}),
  };
}

const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
