import type {
  CircularCaseForm,
  CircularFiguresForm,
  CircularLaunchForm,
  CircularOpinionsForm,
  CircularPresentedForm,
  CircularSourceForm,
} from '../../domain/circulars/forms.js';
import { receivedDocument } from '../../domain/circulars/compose.js';
import { Refusal } from '../../domain/errors/refusal.js';
import {
  addDays,
  civilDateOf,
  daysBetween,
  endOfDay,
  formatInstant,
  instantAt,
} from '../../domain/time/zone.js';
import { markReceived, receiptOwners } from '../documents/receipts.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { acceptNumber } from './accept-source.js';
import { addressed } from './addressees.js';
import { outstandingBelow, RECEIVED_BELOW, signForAbove, tellAbove } from './cascade.js';
import { changeCircular, circularOf, insertCircular } from './circular.store.js';
import { freezeFigures } from './freeze-figures.js';
import { issueCircular } from './issue-circular.js';

/** What a circular writes into its own tables (五项制度机制 三（五）). */
export const circularEffects: ProcessEffects = {
  async launched({ manager, process }, { form }) {
    const { circularKind, typicalKind } = form as CircularLaunchForm;
    if (circularKind === 'typical' && !typicalKind)
      throw new Refusal('FORM_REQUIRED', { field: '案例类型' }, 'form.typicalKind');
    if (circularKind !== 'typical' && typicalKind)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '案例类型', reason: '只有典型案例才分类型' },
        'form.typicalKind',
      );
    await insertCircular(manager, {
      processId: process.id,
      regionCode: process.regionCode,
      circularKind,
      typicalKind: typicalKind ?? null,
    });
    // From its first moment on, not only once it is issued.
    if (typicalKind === 'dereliction')
      await manager.query(`update process set restricted = true where id = $1`, [process.id]);
  },

  async inputOf(manager, id) {
    const { circularKind, typicalKind, source } = await circularOf(manager, id);
    const [process]: { parentId: string | null }[] = await manager.query(
      `select parent_id as "parentId" from process where id = $1`,
      [id],
    );
    const fromAbove = source !== null && typeof process?.parentId === 'string';
    return { circularKind, dereliction: typicalKind === 'dereliction', fromAbove };
  },

  async noticesOf(manager, id) {
    const { circularKind, documentId } = await circularOf(manager, id);
    if (circularKind !== 'important' || documentId === null) return [];
    const outstanding = await outstandingBelow(manager, { id, kind: 'circular' });
    return outstanding > 0 ? [] : [{ name: RECEIVED_BELOW, id }];
  },

  async namedOwners(context, role): Promise<NamedOwners> {
    if (role !== 'recipients') return {};
    const { recipientUnitIds, copyUnitIds, receiptDate } = await circularOf(
      context.manager,
      context.process.id,
    );
    // Lower offices sign for it in the circular of their own.
    const units = (await receiptOwners(context)).units ?? [];
    const own = units.filter(({ unitId }) => [...recipientUnitIds, ...copyUnitIds].includes(unitId));
    // Approval took longer than the day that was set: the rule's own days count from the issue.
    if (receiptDate === null || receiptDate < civilDateOf(context.now)) return { units: own };
    return { units: own.map(({ unitId }) => ({ unitId, deadline: endOfDay(receiptDate) })) };
  },

  /** The day by which the units are to sign for it, as long as it isn't issued. */
  async resumed({ manager, now, process }, since) {
    const { receiptDate, documentId } = await circularOf(manager, process.id);
    if (receiptDate === null || documentId !== null || receiptDate < civilDateOf(since)) return;
    const moved = addDays(receiptDate, daysBetween(civilDateOf(since), civilDateOf(now)));
    await changeCircular(manager, process.id, { receiptDate: moved });
  },

  async decided(context, decided) {
    switch (decided.step.key) {
      case 'register':
        return register(context, decided.form as CircularSourceForm);
      case 'receive':
        return receive(context, decided);
      case 'opinions':
        return draftOpinions(context, decided.form as Partial<CircularOpinionsForm>);
      case 'compile':
        return compile(context, decided.form as CircularFiguresForm);
      case 'present':
        return present(context, decided.form as CircularPresentedForm);
      case 'draft':
        return draftCase(context, decided.form as CircularCaseForm);
      case 'issue':
        return issueCircular(context);
      case 'receipts':
        return markReceived(context, decided);
    }
  },

  async ended(context, outcome) {
    const { manager, process } = context;
    // What came to nothing must not keep the document from being received after all.
    if (outcome !== 'finished') await changeCircular(manager, process.id, { acceptedNumber: null });
    await tellAbove(context);
  },
};

async function register(context: EffectContext, form: CircularSourceForm): Promise<void> {
  const { manager, now, process } = context;
  const { receivedDate, number = '', ...source } = form;
  if (receivedDate > civilDateOf(now))
    throw new Refusal('DATE_IN_FUTURE', { field: '收文日期' }, 'form.receivedDate');
  await acceptNumber(context, number, 'form.number');
  await changeCircular(manager, process.id, {
    source: receivedDocument({ ...source, number, date: receivedDate }),
    receivedDate,
  });
}

/** 签收: the upper office learns of it. What the region has already is not taken in a second time. */
async function receive(context: EffectContext, { decision }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const { source } = await circularOf(manager, process.id);
  if (decision === 'received') {
    await acceptNumber(context, source?.number ?? '', 'decision');
    await changeCircular(manager, process.id, { receivedDate: civilDateOf(now) });
  }
  await signForAbove(context);
  await tellAbove(context);
}

async function draftOpinions(
  context: EffectContext,
  { opinions = [], ...addressees }: Partial<CircularOpinionsForm>,
): Promise<void> {
  const change = await addressed(context, addressees);
  await changeCircular(context.manager, context.process.id, { ...change, opinions });
}

/** Acts that are being written down while the figures are compiled carry an instant of at most this long ago. */
const SETTLED_AFTER_MS = 60_000;

async function compile(context: EffectContext, form: CircularFiguresForm): Promise<void> {
  const { manager, now, process } = context;
  const { cutOffDate, cutOffTime, text, ...addressees } = form;
  const cutOffAt = cutOffTime ? instantAt(cutOffDate, cutOffTime) : endOfDay(cutOffDate);
  // Of an instant that is not over the same figures could not be had again.
  if (cutOffAt.getTime() > now.getTime() - SETTLED_AFTER_MS)
    throw new Refusal('CUT_OFF_IN_FUTURE', { at: formatInstant(cutOffAt) }, 'form.cutOffDate');
  const change = await addressed(context, addressees);
  await changeCircular(manager, process.id, { ...change, body: text, cutOffAt });
  await freezeFigures(context, cutOffAt);
}

async function present(context: EffectContext, form: CircularPresentedForm): Promise<void> {
  const { manager, now, process, record } = context;
  if (form.heldDate > civilDateOf(now))
    throw new Refusal('DATE_IN_FUTURE', { field: '会议日期' }, 'form.heldDate');
  await changeCircular(manager, process.id, { presented: form });
  record({ kind: 'figuresPresented', body: { ...form } });
}

async function draftCase(context: EffectContext, { text, ...addressees }: CircularCaseForm): Promise<void> {
  const change = await addressed(context, addressees);
  await changeCircular(context.manager, context.process.id, { ...change, body: text });
}
