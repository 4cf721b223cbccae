import { expect, test } from 'vitest';
import { lookOf } from './entry-states.js';

test('an entry looks as it stands', () => {
  const process = (state: string, light: 'green' | 'yellow' | 'red' | 'grey') => ({ state, light });
  expect([
    lookOf({ state: 'planned', process: null }),
    lookOf({ state: 'failed', process: null }),
    lookOf({ state: 'skipped', process: null }),
    lookOf({ state: 'started', process: process('running', 'yellow') }),
    lookOf({ state: 'linked', process: process('running', 'red') }),
    lookOf({ state: 'started', process: process('running', 'grey') }),
    lookOf({ state: 'started', process: process('ended', 'green') }),
  ]).toEqual(['waiting', 'failed', 'skipped', 'running', 'late', 'paused', 'done']);
});
