import type { EntityManager } from 'typeorm';
import type { AddresseesForm } from '../../../domain/circulars/forms.js';
import { filingUnitsOf } from '../../../database/organisation/unit.repository.js';
import { addDays, civilDateOf } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const circularForms: FormsOf = {
  'register.registered': (_, task, now) => ({
    issuer: '上级双拥工作领导小组办公室',
    number: `演练拥办〔${civilDateOf(now).slice(0, 4)}〕${serialOf(task)}号`,
    title: '年度双拥工作要点',
    text: '请结合实际抓好落实。',
    receivedDate: civilDateOf(now),
  }),
  'opinions.drafted': async (manager, task, now) => ({
    opinions: [
      { title: '明确责任', text: '各单位对照分工，落实到人。' },
      { title: '按期报送', text: '按规定的时限报送落实情况。' },
    ],
    ...(await everybody(manager, task, now)),
  }),
  'opinions.circulated': everybody,
  'compile.compiled': async (manager, task, now) => ({
    cutOffDate: addDays(civilDateOf(now), -1),
    text: '各单位完成情况见附表。',
    recipientUnitIds: (await everybody(manager, task, now)).recipientUnitIds,
  }),
  'present.presented': (_, __, now) => ({
    meeting: 'plenary',
    heldDate: civilDateOf(now),
    meetingTitle: '领导小组全体会议',
  }),
  'draft.drafted': async (manager, task, now) => ({
    text: '做法务实，成效明显，可供借鉴。',
    recipientUnitIds: (await everybody(manager, task, now)).recipientUnitIds.slice(0, 5),
  }),
};

async function everybody(
  manager: EntityManager,
  { regionCode }: OpenTask,
  now: Date,
): Promise<AddresseesForm> {
  const units = await filingUnitsOf(manager, regionCode, civilDateOf(now));
  return { recipientUnitIds: units.map(({ id }) => id), copyUnitIds: [], regionCodes: [] };
}

/** By the task's own id: two circulars of a rehearsal are two documents. */
function serialOf({ processId }: OpenTask): number {
  return 1 + (Number.parseInt(processId.slice(0, 6), 16) % 9_000);
}
