import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';
import { holdStep, minutesStep, notifiedStep, signStep } from './meeting.js';
import { receiptsStep } from './receipts.js';

/** A meeting of the liaisons, from its notice to the last suggestion (五项制度机制 三（四）2–3). The launch issues the notice. */
export const liaisonConference = defineBlueprint({
  kind: 'liaisonConference',
  launch: { by: 'office', once: 'each', form: 'conference' },
  version: 1,
  label: '联络员会商',
  article: '五项制度机制 三（四）2–3',
  legalDatesOf: 'presentYear',
  steps: {
    notified: notifiedStep('五项制度机制 三（四）2'),
    material: {
      label: '报送会前材料',
      ask: '书面报送本单位取得成绩、存在问题、下步打算，可以提出意见建议。',
      article: '五项制度机制 三（四）2',
      owner: 'attendingUnits',
      rule: 'collect',
      deadline: { kind: 'given' },
      // The meeting doesn't wait for material: who is missing still owes it and is chased.
      atDeadline: { outcome: 'deadline', label: '到期开会', stillOwed: true },
      ladder: DEFAULT_LADDER,
      decisions: { handedIn: { label: '报送', polarity: 'positive', form: 'material' } },
      actions: ['transfer', 'returnFiling', 'withdraw'],
    },
    hold: holdStep('五项制度机制 三（四）2'),
    minutes: minutesStep('五项制度机制 三（四）3'),
    sign: signStep('五项制度机制 三（四）3', 'officeDirector'),
    receipts: receiptsStep('五项制度机制 三（四）3'),
    dispose: {
      label: '办理意见建议',
      ask: '逐条办理联络员的意见建议：列为事项交单位限时办理，或者答复。',
      article: '五项制度机制 三（四）1',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { disposed: { label: '办理完毕', polarity: 'positive', form: 'dispositions' } },
      actions: ['transfer', 'delegate'],
    },
  },
  outcomes: { finished: '办结', terminated: '终止' },
  flow: {
    begin: 'material',
    after: {
      material: { handedIn: 'hold', deadline: 'hold' },
      hold: { held: 'minutes', postponed: 'hold' },
      minutes: { drafted: 'sign' },
      sign: { signed: 'dispose' },
      dispose: { disposed: { mattersClosed: '', suggestedLate: '补交的材料又提出意见' } },
    },
    beside: { notified: { material: '', hold: '改期的重新通知' }, receipts: 'dispose' },
    waits: {
      suggestedLate: { label: '补交的意见建议', then: 'dispose', ifAny: true },
      mattersClosed: { label: '督办交办事项', then: 'end:finished' },
    },
  },
});
