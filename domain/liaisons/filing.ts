import { Refusal } from '../errors/refusal.js';
import { endOfYear, InvalidCivilDateError, parseCivilDate, type CivilDate } from '../time/zone.js';
import type { LiaisonFilingForm } from './forms.js';

/** Who is to be liaison: somebody the unit has already, or a person who is registered when the office confirms. */
export type NamedLiaison =
  { personId: string } | { name: string; phone: string | null; email: string | null };

export type LiaisonFiling = { unchanged: true } | { unchanged: false; person: NamedLiaison; from: CivilDate };

/**
 * A unit's filing as it is stored. A change says who and from when, and nothing else is a filing: half a form would leave the office
 * guessing.
 *
 * @param year the year that is filed for; who begins after it is filed next year
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, INVALID_DATE naming the field
 */
export function readLiaisonFiling(form: LiaisonFilingForm, year: number, at = 'form'): LiaisonFiling {
  const { unchanged = false, from } = form;
  const [name, phone, email] = [trimmed(form.name), trimmed(form.phone), trimmed(form.email)];
  const personId = form.personId ?? null;
  if (unchanged) {
    const told = Object.entries({ personId, name, phone, email, from }).find(([, value]) => value);
    if (told)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '联络员没有变动', reason: '没有变动的，不填其他内容' },
        `${at}.${told[0]}`,
      );
    return { unchanged: true };
  }
  if (personId === null && name === null)
    throw new Refusal('FORM_REQUIRED', { field: '接任人员姓名' }, `${at}.name`);
  if (personId !== null && name !== null)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '接任人员姓名', reason: '已选本单位人员的，不再填姓名' },
      `${at}.name`,
    );
  if (from === undefined || from === null)
    throw new Refusal('FORM_REQUIRED', { field: '自哪一天起接任' }, `${at}.from`);
  const day = dayIn(from, `${at}.from`);
  if (day > endOfYear(year))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '自哪一天起接任', reason: `${year}年以后的变动到时再报` },
      `${at}.from`,
    );
  const person = personId !== null ? { personId } : { name: name as string, phone, email };
  return { unchanged: false, person, from: day };
}

/** @throws Refusal INVALID_DATE for a day the calendar doesn't have */
function dayIn(text: string, field: string): CivilDate {
  try {
    return parseCivilDate(text);
  } catch (error) {
    if (error instanceof InvalidCivilDateError)
      throw new Refusal('INVALID_DATE', { field: '自哪一天起接任' }, field);
    throw error;
  }
}

const trimmed = (text: string | undefined): string | null => text?.trim() || null;
