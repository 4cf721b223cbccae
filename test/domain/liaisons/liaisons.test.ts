import { describe, expect, test } from '@jest/globals';
import { readLiaisonFiling } from '../../../domain/liaisons/filing.js';
import type { LiaisonFilingForm } from '../../../domain/liaisons/forms.js';
import { liaisonStateOf, type FiledLiaison } from '../../../domain/liaisons/register.js';

const read = (form: LiaisonFilingForm): unknown => {
  try {
    return readLiaisonFiling(form, 2028);
  } catch (error) {
    const { code, field } = error as { code: string; field: string };
    return `${code} ${field}`;
  }
};

describe('a filing', () => {
  test.each<[string, LiaisonFilingForm, unknown]>([
    ['unchanged', { unchanged: true }, { unchanged: true }],
    [
      'a new person, blanks cut off',
      { name: ' 某某 ', phone: ' ', from: '2028-02-29' },
      { unchanged: false, person: { name: '某某', phone: null, email: null }, from: '2028-02-29' },
    ],
    [
      'somebody of the unit',
      { personId: 'p', from: '2028-12-31' },
      { unchanged: false, person: { personId: 'p' }, from: '2028-12-31' },
    ],
    ['nothing', {}, 'FORM_REQUIRED form.name'],
    ['blank', { name: '  ', from: '2028-03-01' }, 'FORM_REQUIRED form.name'],
    ['no day', { name: '某某' }, 'FORM_REQUIRED form.from'],
    ['no such day', { name: '某某', from: '2028-02-30' }, 'INVALID_DATE form.from'],
    ['next year', { name: '某某', from: '2029-01-01' }, 'INVALID_FIELD form.from'],
    ['both kinds of person', { name: '某某', personId: 'p', from: '2028-03-01' }, 'INVALID_FIELD form.name'],
    ['unchanged and changed', { unchanged: true, from: '2028-03-01' }, 'INVALID_FIELD form.from'],
  ])('%s', (_, form, expected) => {
    expect(read(form)).toEqual(expected);
  });
});

describe('where a unit stands', () => {
  const none: FiledLiaison = { latest: null, confirmedBefore: false, owes: true, asked: true };
  test.each<[string, FiledLiaison, string]>([
    ['never filed', none, 'missing'],
    ['filed', { ...none, latest: 'filed', owes: false }, 'filed'],
    ['before the office', { ...none, latest: 'listed', owes: false }, 'filed'],
    ['returned', { ...none, latest: 'returned' }, 'returned'],
    ['taken back', { ...none, latest: 'withdrawn' }, 'missing'],
    ['confirmed', { ...none, latest: 'confirmed', confirmedBefore: true, owes: false }, 'confirmed'],
    ['a change after it', { ...none, latest: 'confirmed', confirmedBefore: true }, 'refiling'],
    ['the change is filed', { ...none, latest: 'filed', confirmedBefore: true, owes: false }, 'filed'],
    ['not of this year', { ...none, asked: false, owes: false }, 'notAsked'],
  ])('%s', (_, filed, expected) => {
    expect(liaisonStateOf(filed)).toBe(expected);
  });
});
