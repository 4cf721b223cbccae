import { FORM_BODIES } from '../../contracts/http/forms/index.js';
import type { FormKey } from '../../domain/blueprints/forms.js';
import { blueprintOf, isProcessKind } from '../../domain/blueprints/index.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { InvalidCivilDateError, parseCivilDate, type CivilDate } from '../../domain/time/zone.js';
import { FORM, inside, type Place } from './place.js';
import { shaped } from './shape.js';

/**
 * A form as plain data, checked against its class; every date in it is a day the calendar has, and what it holds of other processes'
 * launches (`{kind, form}`, a year's plan) is checked as their launch checks it.
 *
 * @throws Refusal naming the field
 */
export function checkedForm(key: FormKey, form: unknown, place = FORM): object {
  const body = shaped(FORM_BODIES[key], form, place);
  checkDates(body, place);
  return plain(withLaunches(body, place)) as object;
}

/** @throws Refusal INVALID_DATE for a day that the calendar doesn't have */
export function civilDateIn(text: string, field: string, called: string): CivilDate {
  try {
    return parseCivilDate(text);
  } catch (error) {
    if (error instanceof InvalidCivilDateError) throw new Refusal('INVALID_DATE', { field: called }, field);
    throw error;
  }
}

/** Fields that hold a day, or several, are called so, however deep they are. */
const DATE_FIELD = /(?:^date|Date)$/;
const DATES_FIELD = /Dates$/;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function checkDates(value: object, parent: Place): void {
  for (const [name, entry] of Object.entries(value)) {
    const at = inside(parent, value, name);
    if (DATE_FIELD.test(name) && typeof entry === 'string') civilDateIn(entry, at.path, at.called);
    else if (DATES_FIELD.test(name) && Array.isArray(entry))
      entry.forEach((day, index) => {
        const { path, called } = inside(at, entry, `${index}`);
        civilDateIn(String(day), path, called);
      });
    else if (typeof entry === 'object' && entry !== null) checkDates(entry as object, at);
  }
}

/** The forms of launches that a form holds, each as its own class has it. */
function withLaunches(value: unknown, parent: Place): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one, i) => withLaunches(one, inside(parent, value, `${i}`)));
  const { kind, form } = value as { kind?: unknown; form?: unknown };
  const launch = typeof kind === 'string' && isProcessKind(kind) ? blueprintOf(kind).launch : undefined;
  const entries = Object.entries(value).map(([name, one]): [string, unknown] => {
    const at = inside(parent, value, name);
    if (name === 'form' && form !== undefined && launch?.form)
      return [name, checkedForm(launch.form, form, at)];
    return [name, withLaunches(one, at)];
  });
  return Object.fromEntries(entries);
}
