import { FORM_BODIES } from '../../contracts/http/forms/index.js';
import type { FormKey } from '../../domain/blueprints/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { InvalidCivilDateError, parseCivilDate, type CivilDate } from '../../domain/time/zone.js';
import { shaped } from './shape.js';

/** A form as plain data, checked against its class; every date in it is a day the calendar has. @throws Refusal naming the field */
export function checkedForm(key: FormKey, form: unknown): object {
  const body = shaped(FORM_BODIES[key], form, 'form');
  checkDates(body, 'form');
  return JSON.parse(JSON.stringify(body)) as object;
}

/** @throws Refusal INVALID_DATE for a day that the calendar doesn't have */
export function civilDateIn(text: string, field: string): CivilDate {
  try {
    return parseCivilDate(text);
  } catch (error) {
    if (error instanceof InvalidCivilDateError) throw new Refusal('INVALID_DATE', {}, field);
    throw error;
  }
}

/** Fields that hold a day, or several, are called so, however deep they are. */
const DATE_FIELD = /(?:^date|Date)$/;
const DATES_FIELD = /Dates$/;

function checkDates(value: object, path: string): void {
  for (const [name, entry] of Object.entries(value)) {
    if (DATE_FIELD.test(name) && typeof entry === 'string') civilDateIn(entry, `${path}.${name}`);
    else if (DATES_FIELD.test(name) && Array.isArray(entry))
      entry.forEach((day, index) => civilDateIn(String(day), `${path}.${name}[${index}]`));
    else if (typeof entry === 'object' && entry !== null) checkDates(entry as object, `${path}.${name}`);
  }
}
