import type { CircularFormKey } from '../../../domain/circulars/forms.js';

/** Total: a form of the domain without a body class does not compile. */
export const CIRCULAR_FORM_BODIES: Record<CircularFormKey, new () => object> = {};
