import { inject, type InjectionKey } from 'vue';
import { ownRegion } from '../../api/directory.js';
import type { Option } from '../../models/form-fields.js';

/** What a form's page knows and its fields need. */
export interface FormContext {
  /** Whose units and positions are meant. */
  region?: string;
  /** Things that only the page knows (items of a list, findings, suggestions), by the name of the field that points at one. */
  references?: Readonly<Record<string, readonly Option[]>>;
}

export const FORM_CONTEXT: InjectionKey<() => FormContext> = Symbol('form context');

export function useFormContext() {
  const context = inject(FORM_CONTEXT, (): FormContext => ({}));
  return {
    region: () => context().region ?? ownRegion(),
    references: (field: string): readonly Option[] => context().references?.[field] ?? [],
  };
}
