import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import type {
  WorkPointsDraftForm,
  WorkPointsLaunchForm,
  WorkPointsSplitForm,
} from '../../domain/work-points/forms.js';
import { signForAbove, tellAbove } from '../circulars/cascade.js';
import { markReceived, receiptOwners } from '../documents/receipts.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { draftPoints, splitPoints } from './draft-points.js';
import { issuePoints } from './issue-points.js';
import { insertPointSet, pointSetOf } from './set.store.js';
import { pointSetNotices } from './settle.js';

/** What a set of work points writes. */
export const workPointsEffects: ProcessEffects = {
  async launched(context, { form }) {
    const { points, ...rest } = form as WorkPointsLaunchForm;
    const { id: processId, regionCode } = context.process;
    // Launched with a title alone (the annual cycle does), it has no points yet: the office hands them in.
    const launchedDrafted = points !== undefined && points.length > 0;
    const source = rest.source ?? 'own';
    await insertPointSet(context.manager, { processId, regionCode, source, launchedDrafted });
    if (launchedDrafted) await draftPoints(context, { ...rest, points });
  },

  async inputOf(manager, id) {
    const { fromSetId, launchedDrafted } = await pointSetOf(manager, id);
    return { fromAbove: fromSetId !== null, drafted: launchedDrafted };
  },

  noticesOf: pointSetNotices,

  async namedOwners(context, role) {
    if (role !== 'recipients') return {};
    const { manager, now, process } = context;
    const { units = [] } = await receiptOwners(context);
    // Lower offices sign for it in the process of their own.
    const offices: { id: string }[] = await manager.query(
      `select id from unit where id = any($1::uuid[]) and kind = 'office'`,
      [units.map(({ unitId }) => unitId)],
    );
    const own = units.filter(({ unitId }) => !offices.some(({ id }) => id === unitId));
    const { receiptDate } = await pointSetOf(manager, process.id);
    // Approval took longer than the day that was set: the rule's own days count from the issue.
    if (receiptDate === null || receiptDate < civilDateOf(now)) return { units: own };
    return { units: own.map(({ unitId }) => ({ unitId, deadline: endOfDay(receiptDate) })) };
  },

  async decided(context, decided) {
    const decide = DECISIONS[`${decided.step.key}.${decided.decision}`];
    await decide?.(context, decided);
  },

  async ended(context) {
    await tellAbove(context);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'draft.drafted': (context, { form }) => draftPoints(context, form as WorkPointsDraftForm),
  'split.split': async (context, { form }) => {
    await splitPoints(context, form as WorkPointsSplitForm);
    await signForAbove(context);
  },
  'approve.approved': issuePoints,
  'receipts.received': markReceived,
};
