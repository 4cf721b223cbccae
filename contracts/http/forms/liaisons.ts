import type { LiaisonFormKey } from '../../../domain/liaisons/forms.js';

/** Total: a form of the domain without a body class does not compile. */
export const LIAISON_FORM_BODIES: Record<LiaisonFormKey, new () => object> = {};
