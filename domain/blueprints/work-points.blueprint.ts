import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, type StepAction } from './blueprint.js';
import { decideStep } from './issuing.js';
import { receiptsStep } from './receipts.js';

/** Nothing of the points has left the house before the 组长 approves them; there is no step before these to return to. */
const DRAFTING: readonly StepAction[] = ['transfer', 'withdraw', 'delegate', 'addSigner', 'removeSigner'];

/**
 * 工作要点: a year's numbered points with their lead and cooperating units. Approved, each becomes a process of its own; lower levels
 * that it is forwarded to split it into theirs.
 */
export const workPoints = defineBlueprint({
  kind: 'workPoints',
  launch: { by: 'office', once: 'each', form: 'workPoints' },
  version: 1,
  label: '工作要点',
  article: '丰都2020年双拥工作要点',
  legalDatesOf: 'presentYear',
  steps: {
    draft: {
      label: '拟定要点分工',
      ask: '核对解析出的要点，逐项确定牵头单位、配合单位和时限；转发上级要点的，写明来文并提出贯彻意见。',
      article: '丰都2020年双拥工作要点',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { drafted: { label: '送审', polarity: 'positive', form: 'workPointsDraft' } },
      actions: DRAFTING,
    },
    split: {
      label: '分解上级要点',
      ask: '把上级要点逐项分解为本级任务，确定牵头单位和配合单位；本级没有任务的，说明理由。',
      article: '楚雄转发2020年云南省双拥工作要点',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { split: { label: '分解完成，送审', polarity: 'positive', form: 'workPointsSplit' } },
      actions: DRAFTING,
    },
    approve: decideStep({
      label: '审定要点',
      ask: '审定要点和分工；同意即编号印发、逐项交办，转发下级的随即下达；需要修改的退回。',
      article: '丰都2020年双拥工作要点',
      deadline: { kind: 'workingDays', days: 3 },
      decisions: {
        approved: { label: '同意印发', polarity: 'positive' },
        // Launched with its points, it has passed no step that it could be returned to.
        returned: { label: '退回修改', polarity: 'back', opinion: 'required' },
      },
      actions: ['transfer', 'delegate', 'addSigner', 'removeSigner'],
    }),
    receipts: receiptsStep('丰都2020年双拥工作要点'),
  },
  outcomes: { finished: '要点全部办结', terminated: '终止' },
  flow: {
    begin: { draft: '本级拟定的', split: '上级下达的', approve: '启动时已有分工的' },
    after: {
      draft: { drafted: 'approve' },
      split: { split: 'approve' },
      approve: { approved: 'mattersClosed', returned: { draft: '', split: '上级下达的' } },
    },
    beside: { receipts: 'mattersClosed' },
    waits: {
      mattersClosed: { label: '督办各项要点', then: 'receivedBelow' },
      receivedBelow: { label: '等候下级承接', then: 'end:finished' },
    },
  },
});
