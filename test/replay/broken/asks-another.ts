import { asWorkflow } from '../../../workflows/kit/process.js';
import { needItemProcedure } from '../../../workflows/need-item.workflow.js';

/** needItem that opens the same number of steps, but another one than was recorded. */
const twin: typeof needItemProcedure = {
  ...needItemProcedure,
  run: (item) => {
    const open = item.open.bind(item);
    return needItemProcedure.run(
      Object.assign(item, { open: (key: 'claim' | 'propose') => open(key === 'claim' ? 'propose' : key) }),
    );
  },
};

export const needItem = asWorkflow(twin);
