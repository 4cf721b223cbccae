import type { FormSchemas } from '../models/form-fields.js';

/** All forms of the API; loaded with the first form that is shown. */
export const formSchemas = (): Promise<FormSchemas> =>
  import('./forms.json').then((module) => module.default);
