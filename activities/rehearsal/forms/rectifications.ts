import { rectificationOf } from '../../../database/rectifications/rectification.store.js';
import { limitOrGrace } from '../../../database/steps/limit-or-grace.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { FormsOf } from './form.js';

export const rectificationForms: FormsOf = {
  'plan.planned': async (manager, task, now) => {
    const { limitAt } = await rectificationOf(manager, task.processId);
    return {
      measures: '明确责任科室，补齐缺项，建立制度长期坚持。',
      dueDate: civilDateOf(await limitOrGrace(manager, limitAt, now)),
    };
  },
  'rectify.rectified': () => ({
    result: '已按方案整改到位。',
    evidence: '有关文件、照片和台账已整理归档，可供查验。',
  }),
  'verify.accepted': () => ({ method: 'both', found: '对照问题逐项查看，整改属实。' }),
};
