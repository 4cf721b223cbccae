import { asWorkflow } from '../../../workflows/kit/process.js';
import { needItemProcedure } from '../../../workflows/need-item.workflow.js';

const DAY_MS = 86_400_000;

/** needItem with a day's wait put before everything, without a version marker. */
const twin: typeof needItemProcedure = {
  ...needItemProcedure,
  async run(item) {
    await item.until(new Date(new Date(item.now()).getTime() + DAY_MS));
    return needItemProcedure.run(item);
  },
};

export const needItem = asWorkflow(twin);
