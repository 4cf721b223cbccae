import type { MeetingFormKey } from '../../../domain/meetings/forms.js';

/** Total: a form of the domain without a body class does not compile. */
export const MEETING_FORM_BODIES: Record<MeetingFormKey, new () => object> = {};
