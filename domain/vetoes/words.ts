import type { VetoItem } from '../evaluation/veto-items.js';
import { VETO_SHORT } from './states.js';

/** The title of an event's process. Of what is said to have happened it tells nothing: titles go into mails. */
export const titleOfEvent = (subject: string, item: VetoItem): string =>
  `${subject}否决事项核查（${VETO_SHORT[item]}）`;

export const titleOfCorrection = (subject: string, item: VetoItem): string =>
  `${subject}否决事项更正（${VETO_SHORT[item]}）`;
