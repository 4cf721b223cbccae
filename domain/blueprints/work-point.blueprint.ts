import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';
import { cooperationStep } from './cooperation.js';
import { extensionStep } from './extension.js';

const ARTICLE = '楚雄转发2020年云南省双拥工作要点';

/** 要点任务: one point, reported on each quarter, completed by its leads, reviewed by the office. Open points go on into the next year. */
export const workPoint = defineBlueprint({
  kind: 'workPoint',
  launch: { by: 'process', once: 'each' },
  version: 1,
  label: '要点任务',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    complete: {
      label: '落实要点',
      ask: '按分工落实；配合单位答复之后申报办结，上传佐证材料或者写明材料存放处。分别牵头的，各自申报。',
      article: ARTICLE,
      owner: 'leadUnit',
      rule: 'all',
      deadline: { kind: 'given' },
      ladder: DEFAULT_LADDER,
      decisions: { completed: { label: '申报办结', polarity: 'positive', form: 'pointCompletion' } },
      actions: ['transfer', 'withdraw', 'extend', 'delegate'],
    },
    cooperate: cooperationStep({
      label: '配合落实要点',
      ask: '按分工配合牵头单位，向牵头单位答复落实情况。',
      article: ARTICLE,
    }),
    progress: {
      label: '季度进展',
      ask: '报送本季度的进展和完成比例，可以自评红黄绿灯。',
      article: ARTICLE,
      owner: 'leadUnit',
      rule: 'collect',
      beside: true,
      deadline: { kind: 'given' },
      // The next quarter doesn't wait: who is missing stays on the list and is chased.
      atDeadline: { outcome: 'deadline', label: '季度结束', stillOwed: true },
      ladder: DEFAULT_LADDER,
      decisions: { reported: { label: '报送', polarity: 'positive', form: 'pointProgress' } },
      actions: ['transfer', 'withdraw'],
    },
    review: {
      label: '核查要点',
      ask: '核查办结情况和佐证材料：属实的销号，没有落实的退回再办。',
      article: ARTICLE,
      owner: 'office',
      rule: 'any',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: {
        closed: { label: '销号', polarity: 'positive' },
        returned: { label: '退回再办', polarity: 'back', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    extension: extensionStep('officeDirector', ARTICLE),
  },
  outcomes: { finished: '销号', terminated: '终止' },
  flow: {
    begin: 'complete',
    after: {
      complete: { completed: 'review' },
      review: { closed: 'end:finished', returned: 'complete' },
    },
    beside: { cooperate: 'complete', progress: { complete: '每季度末' } },
  },
});
