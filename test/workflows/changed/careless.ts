import { asWorkflow } from '../../../workflows/kit/process.js';
import { needItemProcedure } from '../../../workflows/need-item.workflow.js';
import { pastTheGovernment } from './past-the-government.js';

/** The same change without a word to the processes that are under way. */
const changed: typeof needItemProcedure = {
  ...needItemProcedure,
  run: (item) => needItemProcedure.run(pastTheGovernment(item, () => true)),
};

export const needItem = asWorkflow(changed);
