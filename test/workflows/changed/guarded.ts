import { asWorkflow } from '../../../workflows/kit/process.js';
import { needItemProcedure } from '../../../workflows/need-item.workflow.js';
import { pastTheGovernment } from './past-the-government.js';

/** needItem after a change as CONTRIBUTING wants it. */
const changed: typeof needItemProcedure = {
  ...needItemProcedure,
  run: (item) => needItemProcedure.run(pastTheGovernment(item, () => item.patched('past-the-government'))),
};

export const needItem = asWorkflow(changed);
