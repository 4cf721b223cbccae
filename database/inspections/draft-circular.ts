import { Refusal } from '../../domain/errors/refusal.js';
import { checkDraft } from '../../domain/inspection/draft.js';
import type { InspectionDraftForm } from '../../domain/inspection/forms.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { checkUnits } from '../needs/plan.js';
import type { EffectContext } from '../processes/effects.js';
import { circularDraftOf } from './circular-draft.js';
import { changeInspection } from './inspection.store.js';
import { savedMeanwhile } from './saved-meanwhile.js';
import { targetsOf } from './target.store.js';

/**
 * Keeps the text for who reviews and signs it, on top of the version that was seen: what lay open in another window since before it came back
 * does not replace what was written meanwhile. @throws Refusal DRAFT_CHANGED, FIGURES_TYPED, DATE_IN_PAST, INVALID_FIELD
 */
export async function draftCircular(context: EffectContext, form: InspectionDraftForm): Promise<void> {
  const { manager, now, process, actor } = context;
  const today = civilDateOf(now);
  const draft = await circularDraftOf(manager, process.id);
  if (!draft) throw new Error(`inspection ${process.id} has no findings to draft from`);
  const { draftVersion, draftSavedBy, draftSavedAt } = draft.inspection;
  if (form.version !== draftVersion)
    throw await savedMeanwhile(manager, 'DRAFT_CHANGED', draftSavedBy, draftSavedAt);
  checkDraft(form.text, draft.composed, draft.placeholders);
  if (form.receiptDate && form.receiptDate < today)
    throw new Refusal('DATE_IN_PAST', { field: '签收时限' }, 'form.receiptDate');
  await checkUnits(
    manager,
    process.regionCode,
    form.copyUnitIds,
    today,
    'form.copyUnitIds',
    '另外抄送的单位',
  );
  const targets = await targetsOf(manager, process.id, today);
  if (targets.some(({ unitId }) => form.copyUnitIds.includes(unitId)))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '另外抄送的单位', reason: '抄送单位已是主送单位' },
      'form.copyUnitIds',
    );
  const { title, text, copyUnitIds, receiptDate } = form;
  await changeInspection(manager, process.id, {
    draft: { title: title.trim(), text, copyUnitIds, ...(receiptDate ? { receiptDate } : {}) },
    ...{ draftVersion: draftVersion + 1, draftSavedAt: now, draftSavedBy: actor?.personId ?? null },
  });
}
