import { describe, expect, test } from 'vitest';
import forms from '../api/forms.json';
import {
  errorsBelow,
  fieldsOf,
  isShown,
  optionsNow,
  withoutPointless,
  type FormSchemas,
} from './form-fields.js';
import { HINTS } from './form-hints.js';

const schemas: FormSchemas = forms;

describe('forms of the API', () => {
  test.each(Object.keys(schemas))('%s: every field and every choice has its words', (name) => {
    const wordless = fieldsOf(schemas, name).flatMap((field) => [
      ...(/[\u4e00-\u9fff]/.test(field.label) ? [] : [field.key]),
      ...(field.kind === 'choice'
        ? optionsNow(field.options, {})
            .filter(({ label }) => !/[\u4e00-\u9fff]/.test(label))
            .map(({ value }) => `${field.key}: ${value}`)
        : []),
    ]);
    expect(wordless).toEqual([]);
  });

  test('a text is as long as it may be, an id is picked, a list of forms is a list', () => {
    const kinds = Object.fromEntries(fieldsOf(schemas, 'MatterBody').map(({ key, kind }) => [key, kind]));
    expect(kinds).toEqual({
      title: 'text',
      leadUnitId: 'pick',
      cooperatingUnitIds: 'pick',
      measures: 'longText',
      limitDate: 'date',
    });
    const mended = fieldsOf(schemas, 'MendedEntryBody').map(({ kind, label }) => `${label} ${kind}`);
    expect(mended.slice(0, 3)).toEqual(['哪一项安排 pick', '怎样处理 choice', '该项安排的类型 choice']);
    const minutes = fieldsOf(schemas, 'MinutesBody').find(({ key }) => key === 'matters');
    expect(minutes).toMatchObject({ kind: 'groups', label: '议定事项', maxItems: 50 });
    expect(minutes?.kind === 'groups' && minutes.fields().length).toBe(5);
  });

  test('hints are of fields there are', () => {
    const unknown = Object.entries(HINTS).flatMap(([name, fields]) =>
      Object.keys(fields).filter((key) => !(key in (schemas[name]?.properties ?? {}))),
    );
    expect(unknown).toEqual([]);
  });

  test.each([
    [
      'CircularLaunchBody',
      { circularKind: 'important', typicalKind: 'dereliction' },
      { circularKind: 'important' },
    ],
    ['TaskLimitBody', { hours: 3 }, { hours: 3 }],
    ['LiaisonFilingBody', { unchanged: true, name: '甲', from: '2027-03-01' }, { unchanged: true }],
    ['FilingBody', { nothing: true, items: [{}] }, { nothing: true }],
  ])('%s: what other answers make pointless is neither asked for nor handed in', (name, entered, kept) => {
    const fields = fieldsOf(schemas, name);
    expect(withoutPointless(fields, entered)).toEqual(kept);
    const asked = fields.filter((field) => isShown(field, entered)).map(({ key }) => key);
    expect(asked).toEqual(expect.arrayContaining(Object.keys(kept)));
  });

  test('which refusals are whose', () => {
    const errors = ['form.items[1].title', 'form.items[10]', 'itemsX'].map((field) => ({
      field,
      detail: '',
    }));
    expect(errorsBelow(errors, 'items[1]').map(({ field }) => field)).toEqual(['form.items[1].title']);
    expect(errorsBelow(errors, 'items')).toHaveLength(2);
  });
});
