import type { ResultForm } from '../../domain/needs/forms.js';
import { unitsNamed } from '../processes/named-owners.js';
import { refuseTwice, replacedIn } from '../processes/unit-change.js';
import type { ProcessEffects } from '../processes/effects.js';
import { checkReplies } from '../steps/check-replies.js';
import { limitAfterStandstill, limitOrGrace } from '../steps/limit-or-grace.js';
import { isOpen } from '../steps/step.store.js';
import { changeMatter, matterOf } from './matter.store.js';
import { matterEnded } from './settle.js';

/** What a decided matter writes (五项制度机制 三（三）3). */
export const decidedMatterEffects: ProcessEffects = {
  async namedOwners({ manager, process }, role) {
    const { leadUnitId, cooperatingUnitIds } = await matterOf(manager, process.id);
    if (role === 'leadUnit') return unitsNamed([leadUnitId]);
    return role === 'cooperatingUnits' ? unitsNamed(cooperatingUnitIds) : {};
  },

  async givenDeadline({ manager, now, process }) {
    return limitOrGrace(manager, (await matterOf(manager, process.id)).limitAt, now);
  },

  async opened({ manager, process }, key) {
    if (key === 'solve') await changeMatter(manager, process.id, { state: 'open', doneAt: null });
    if (key === 'review') await changeMatter(manager, process.id, { state: 'reviewing' });
  },

  async decided(context, { step, decision, form }) {
    if (step.key !== 'solve' || decision !== 'done') return;
    const { result, withoutReplies } = form as ResultForm;
    await checkReplies(context, withoutReplies);
    await changeMatter(context.manager, context.process.id, { result, doneAt: context.now });
  },

  async deadlineMoved({ manager, process }, key, deadline) {
    if (key === 'solve') await changeMatter(manager, process.id, { limitAt: deadline });
  },

  /** A unit that leads does not support as well. */
  async unitChanged({ manager, process }, change) {
    const { leadUnitId, cooperatingUnitIds } = await matterOf(manager, process.id);
    const leads = change.key === 'solve';
    refuseTwice(leads ? cooperatingUnitIds : [leadUnitId], change);
    await changeMatter(
      manager,
      process.id,
      leads
        ? { leadUnitId: change.to as string }
        : { cooperatingUnitIds: replacedIn(cooperatingUnitIds, change) },
    );
  },

  /** While the office reviews, the limit stands beside the steps: it moves on as well, unless it was missed. */
  async resumed({ manager, now, process }, since) {
    const { limitAt } = await matterOf(manager, process.id);
    if (await isOpen(manager, process.id, 'solve')) return;
    const moved = await limitAfterStandstill(manager, limitAt, since, now);
    if (moved) await changeMatter(manager, process.id, { limitAt: moved });
  },

  /** Struck off or terminated: the meeting goes on either way. */
  async ended(context, outcome) {
    const { manager, now, process } = context;
    const closed = outcome === 'finished';
    await changeMatter(manager, process.id, { state: closed ? 'closed' : 'terminated', closedAt: now });
    const matter = await matterOf(manager, process.id);
    const late = (matter.doneAt ?? now) > matter.limitAt;
    await matterEnded(context, matter, { outcome, late });
  },
};
