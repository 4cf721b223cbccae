import { entriesOf } from '../../../database/annual-cycles/entry.store.js';
import type { FormsOf } from './form.js';

export const annualCycleForms: FormsOf = {
  // Nobody who is simulated can tell what is wrong with a form: what was refused is left out this year, and the story says so.
  'mend.mended': async (manager, { processId }) => ({
    entries: (await entriesOf(manager, processId))
      .filter(({ state }) => state === 'failed')
      .map(({ key }) => ({ key, remedy: 'skip', reason: '条件不具备，本年不再进行。' })),
  }),
  'ledger.issued': () => ({ summary: '全年各项制度机制有序运转，未办结事项列入下年继续跟踪。' }),
};
