import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { readLiaisonFiling, type LiaisonFiling } from '../../domain/liaisons/filing.js';
import type { LiaisonConfirmationForm, LiaisonFilingForm } from '../../domain/liaisons/forms.js';
import { lockUnit } from '../organisation/appointment.repository.js';
import { checkLiaisonChange, liaisonPositionOf } from '../organisation/change-liaison.js';
import { personOfUnit } from '../organisation/person.repository.js';
import type { UnitRow } from '../organisation/unit.repository.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { tell } from '../processes/tell.js';
import { returnFiling } from '../steps/return-filing.js';
import { liaisonOf, takeEffect } from './take-effect.js';
import {
  countUnlisted,
  insertLiaisonFiling,
  listedFilings,
  listFilings,
  settleFiling,
  toldFilings,
  withdrawFiling,
} from './liaison-filing.store.js';

/** What a year of liaison filing writes (五项制度机制 三（四）1). */
export const liaisonFilingEffects: ProcessEffects = {
  async noticesOf(manager, id) {
    return (await toldFilings(manager, id)).map((filing) => ({ name: 'filed', id: filing }));
  },

  async skip({ manager, process }, key) {
    return key === 'confirm' && (await countUnlisted(manager, process.id)) === 0 ? 'nobodyToAsk' : null;
  },

  async opened({ manager, process }, key) {
    if (key === 'confirm') await listFilings(manager, process.id);
  },

  async decided(context, decided) {
    if (decided.step.key === 'file') await file(context, decided);
    else await confirm(context, decided.form as LiaisonConfirmationForm);
  },

  async reopened({ manager, now }, key, assignmentId) {
    if (key === 'file') await withdrawFiling(manager, assignmentId, now);
  },
};

async function file(context: EffectContext, { step, assignment, form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const filing = readLiaisonFiling(form as LiaisonFilingForm, process.year);
  const unit = await lockUnit(manager, assignment.unitId);
  if (!unit) throw new Refusal('NOT_FOUND');
  const present = await checkFiling(context, unit, filing);
  const told = step.status === 'closed';
  await insertLiaisonFiling(manager, {
    id: assignment.id,
    processId: process.id,
    unitId: unit.id,
    filing,
    presentPersonId: present,
    filedAt: now,
    late: assignment.deadlineAt !== null && assignment.deadlineAt < now,
    told,
  });
  // The first confirmation waits for the collection; whatever comes after it has the office confirm again.
  if (!told) return;
  await tell(manager, now, process, { name: 'filed', id: assignment.id });
}

/**
 * The unit hears at once what the office would have to return.
 * @returns who is liaison, for a filing without a change
 * @throws Refusal LIAISON_NONE, NOT_FOUND, PERSON_DISABLED and what checkLiaisonChange refuses
 */
async function checkFiling(
  { manager, now }: EffectContext,
  unit: UnitRow,
  filing: LiaisonFiling,
): Promise<string | null> {
  if (filing.unchanged) {
    const present = await liaisonOf(manager, unit.id, now);
    if (!present) throw new Refusal('LIAISON_NONE', { unit: unit.shortName }, 'form.unchanged');
    return present.personId;
  }
  const person =
    'personId' in filing.person
      ? await personOfUnit(manager, unit.id, filing.person.personId, 'form.personId')
      : null;
  const position = await liaisonPositionOf(manager, unit);
  await checkLiaisonChange(manager, position.id, { unit, person, from: filing.from });
  return null;
}

/** Everything that is listed: what the office returns is owed anew, the rest takes effect in this very transaction. */
async function confirm(context: EffectContext, { returned = [] }: LiaisonConfirmationForm): Promise<void> {
  const { manager, now, process, actor, record } = context;
  const listed = await listedFilings(manager, process.id);
  const reasons = new Map<string, string>();
  returned.forEach(({ unitId, reason }, index) => {
    const refuse = (reason: string) =>
      new Refusal(
        'INVALID_FIELD',
        { field: nthOf('退回的单位', index), reason },
        `form.returned[${index}].unitId`,
      );
    if (!listed.some((filing) => filing.unitId === unitId)) throw refuse('该单位不在这一批待确认的名单中');
    if (reasons.has(unitId)) throw refuse('同一单位只列一次');
    reasons.set(unitId, reason);
  });
  const confirmed: string[] = [];
  const ordered = [...listed].sort((a, b) => a.unitId.localeCompare(b.unitId));
  // All units in a fixed order before anything else is locked: two who change several of them never wait for each other.
  for (const { unitId } of ordered) await lockUnit(manager, unitId);
  for (const filing of ordered) {
    const reason = reasons.get(filing.unitId);
    if (reason === undefined) {
      await takeEffect(context, filing);
      confirmed.push(filing.unitId);
    } else {
      await settleFiling(manager, filing.id, { state: 'returned', at: now, reason });
      await returnFiling(manager, process, filing.id, { reason, actor, now });
    }
  }
  if (confirmed.length > 0)
    record({ kind: 'liaisonsConfirmed', body: { step: 'confirm', unitIds: confirmed } });
}
