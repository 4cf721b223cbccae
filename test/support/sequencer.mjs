import Sequencer from '@jest/test-sequencer';

const SHORT = /[\\/]test[\\/](domain|http|config|docs)[\\/]/;

/** A fresh clone knows no durations: a story of a minute that came last kept one worker waiting for the other. The short ones fill the end. */
export default class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isShort = ({ path }) => SHORT.test(path);
    return [...sorted.filter((test) => !isShort(test)), ...sorted.filter(isShort)];
  }
}
