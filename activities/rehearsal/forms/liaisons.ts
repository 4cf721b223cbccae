import { liaisonOf } from '../../../database/liaisons/take-effect.js';
import { pick, roll, seeded } from '../../../domain/rehearsal/dice.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { FormsOf } from './form.js';

const SURNAMES = ['赵', '钱', '孙', '李', '周', '吴'] as const;

/** Most units keep their liaison; where one changes, the new one is nobody real. */
export const liaisonFilingForms: FormsOf = {
  'file.filed': async (manager, { unitId, unitName, seed }, now) => {
    const unit = seeded(seed, unitName);
    const present = await liaisonOf(manager, unitId, now);
    if (present && (roll('liaison', unit) < 0.85 || present.since >= civilDateOf(now)))
      return { unchanged: true };
    return { name: `${pick(SURNAMES, 'liaison', unit)}某（接任）`, from: civilDateOf(now) };
  },
  'confirm.confirmed': () => ({ returned: [] }),
};
