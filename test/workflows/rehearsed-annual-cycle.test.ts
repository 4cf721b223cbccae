import { it } from '@jest/globals';
import { goesToItsEnd, inCounty } from './rehearsed.js';

inCounty();

// It has most of the other kinds in it, and takes as long as all of them.
it('annualCycle: goes to its end, twice, both the same way', () => goesToItsEnd('annualCycle', 2), 600_000);
