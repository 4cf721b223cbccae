import { expect, it } from '@jest/globals';
import { assigned } from '../../database/change-row.js';

const COLUMNS = { title: 'title', limitAt: 'limit_at', steps: 'steps' };
type Change = Partial<Record<keyof typeof COLUMNS, unknown>>;
const set = (change: Change) => assigned(change, COLUMNS, 3, ['steps']);

it('sets what is given, numbered from where it is told, and writes JSON as JSON', () => {
  expect(set({ limitAt: null, steps: [{ key: 'a' }] })).toEqual({
    set: 'limit_at = $3, steps = $4',
    values: [null, '[{"key":"a"}]'],
  });
});

it('leaves alone what is left out, and takes away JSON as it takes away all else', () => {
  expect(set({ title: undefined, steps: null })).toEqual({ set: 'steps = $3', values: [null] });
  expect(set({})).toEqual({ set: '', values: [] });
});
