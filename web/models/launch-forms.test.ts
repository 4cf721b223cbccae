import { expect, test } from 'vitest';
import { BLUEPRINTS, blueprintOf } from '../../domain/blueprints/index.js';
import forms from '../api/forms.json';
import { launchSchemaOf } from './launch-forms.js';

const KINDS = Object.keys(BLUEPRINTS).filter((kind) => blueprintOf(kind).launch.form !== undefined);

test.each(KINDS)('launching a %s hands in a form that there is', (kind) => {
  expect(Object.keys(forms)).toContain(launchSchemaOf(kind));
});

test('launching a filing of lists hands in nothing', () => {
  expect(launchSchemaOf('dualList')).toBeUndefined();
  expect(launchSchemaOf('nothing')).toBeUndefined();
});
