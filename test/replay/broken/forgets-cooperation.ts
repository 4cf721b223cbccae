import { asWorkflow } from '../../../workflows/kit/process.js';
import { needItemProcedure } from '../../../workflows/need-item.workflow.js';

/** needItem as a careless release would leave it: whoever was asked to cooperate is never let go. */
const twin: typeof needItemProcedure = {
  ...needItemProcedure,
  run: (item) => needItemProcedure.run(Object.assign(item, { cancel: () => Promise.resolve() })),
};

export const needItem = asWorkflow(twin);
