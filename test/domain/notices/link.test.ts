import { expect, test } from '@jest/globals';
import { linkOf } from '../../../domain/notices/link.js';

test('a notice leads to the task, else the process; titles of an abolished unit to their list', () => {
  expect([linkOf('p', 'a'), linkOf('p', null), linkOf(null, null)]).toEqual([
    ...['/tasks/a', '/processes/p', '/honours?toDecide=true'],
  ]);
});
