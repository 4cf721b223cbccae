import type { CoordinationFormKey } from '../../../domain/coordination/forms.js';

/** Total: a form of the domain without a body class does not compile. */
export const COORDINATION_FORM_BODIES: Record<CoordinationFormKey, new () => object> = {};
