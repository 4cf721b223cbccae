import type { CompileForm, SummaryForm } from '../../domain/needs/forms.js';
import { readFiling } from '../../domain/needs/filing.js';
import { isKindOf, kindLabels, SIDE_LABELS } from '../../domain/needs/item-kinds.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { tell } from '../processes/tell.js';
import { startItem } from './start-item.js';
import { itemIdOf } from '../steps/ids.js';
import { lockProcess } from '../steps/step.store.js';
import {
  changeItem,
  enterLedger,
  filedItemsOf,
  insertItems,
  nextNumber,
  openItemsOf,
} from './need-item.store.js';
import { mergeInto } from './merge-items.js';
import { withdrawFiled } from './withdraw-filed.js';
import { unitById } from '../organisation/unit.repository.js';
import { checkUnits } from './plan.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { ledgerFigures } from './figures.js';
import { issueAnnualCircular } from './issue-annual-circular.js';

/** What a “双清单” year writes into the ledger (五项制度机制 三（一）). */
export const dualListEffects: ProcessEffects = {
  /** Lists that came late, each of which has the office compile again. */
  async noticesOf(manager, id) {
    const late: { id: string }[] = await manager.query(
      `select a.id from assignment a join step s on s.id = a.step_id
       where a.process_id = $1 and s.key = 'collect' and s.closed_at < a.decided_at and jsonb_array_length(a.form -> 'items') > 0
       order by a.decided_at, a.id`,
      [id],
    );
    return late.map((one) => ({ name: 'filedLate', id: one.id }));
  },

  async skip({ manager, process }, key) {
    if (key === 'compile') return (await filedItemsOf(manager, process.id)).length === 0 ? 'compiled' : null;
    return null;
  },

  async decided(context, decided) {
    switch (decided.step.key) {
      case 'collect':
        return file(context, decided);
      case 'compile':
        return compile(context, decided.form as CompileForm);
      case 'circular':
        return issueCircular(context, decided.form as SummaryForm);
      case 'carryOver':
        return carryOver(context);
    }
  },

  async reopened({ manager, now }, key, assignmentId) {
    if (key === 'collect') await withdrawFiled(manager, assignmentId, now);
  },
};

/** A unit's list, in place of what it filed in an earlier round. 零报告 is a filing too. */
async function file(context: EffectContext, { step, assignment, form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const unit = await unitById(manager, assignment.unitId);
  const filing = readFiling(form, unit?.kind ?? 'member', 'form');
  // A number means that it was compiled: such an item lives on in its own process.
  const replaced: { id: string }[] = await manager.query(
    `select i.id from need_item i join need_item_origin o on o.item_id = i.id
     where i.dual_list_id = $1 and o.unit_id = $2 and i.state = 'filed'`,
    [process.id, assignment.unitId],
  );
  for (const { id } of replaced) await changeItem(manager, id, { state: 'withdrawn' }, now);
  const late = assignment.deadlineAt !== null && assignment.deadlineAt < now;
  await insertItems(
    manager,
    filing.items.map((item, index) => ({
      ...item,
      id: itemIdOf(assignment.id, index),
      regionCode: process.regionCode,
      year: process.year,
      dualListId: process.id,
      state: 'filed',
      filedLate: late,
      reportedFrom: null,
      origin: { unitId: assignment.unitId, assignmentId: assignment.id },
    })),
    now,
  );
  if (step.status === 'closed' && filing.items.length > 0) {
    await tell(manager, now, process, { name: 'filedLate', id: assignment.id });
  }
}

/** Merges, classifies, proposes; every item that is left gets its number and its own process. */
async function compile(context: EffectContext, form: CompileForm): Promise<void> {
  const { manager, now, process } = context;
  const items = new Map((await filedItemsOf(manager, process.id)).map((item) => [item.id, item]));
  const known = (id: string, field: string) => {
    const item = items.get(id);
    if (!item) throw new Refusal('INVALID_FIELD', { field: '事项', reason: '不是这一批待汇总的事项' }, field);
    return item;
  };

  for (const [index, { itemId, kind }] of form.classify.entries()) {
    const item = known(itemId, `form.classify[${index}].itemId`);
    if (!isKindOf(item.side, kind)) {
      const allowed = kindLabels(item.side).join('、');
      throw new Refusal(
        'ITEM_KIND_UNKNOWN',
        { side: SIDE_LABELS[item.side], allowed },
        `form.classify[${index}].kind`,
      );
    }
    item.kind = kind;
    await changeItem(manager, itemId, { kind }, now);
  }
  const proposed = form.propose.map(({ leadUnitId }) => leadUnitId);
  await checkUnits(manager, process.regionCode, proposed, civilDateOf(now), 'form.propose', '建议牵头单位');
  for (const [index, { itemId, leadUnitId }] of form.propose.entries()) {
    known(itemId, `form.propose[${index}].itemId`);
    await changeItem(manager, itemId, { proposedLeadUnitId: leadUnitId }, now);
  }
  for (const [index, merge] of form.merge.entries()) {
    await mergeInto(
      context,
      known(merge.into, `form.merge[${index}].into`),
      merge.from.map((id) => known(id, `form.merge[${index}].from`)),
      merge.title,
    );
    for (const id of merge.from) items.delete(id);
  }

  let number = await nextNumber(manager, process.regionCode, process.year);
  for (const item of items.values()) {
    await changeItem(manager, item.id, { state: 'compiled', number: number++ }, now);
    await startItem(context, item, { reportedUp: false });
  }
  await enterLedger(manager, {
    regionCode: process.regionCode,
    year: process.year,
    itemIds: [...items.keys()],
    carried: false,
  });
}

/** The year-end circular keeps the figures as they are at this moment: the ledger moves on, the circular does not. */
async function issueCircular(context: EffectContext, { summary }: SummaryForm): Promise<void> {
  const { manager, now, process, record } = context;
  const figures = await ledgerFigures(manager, process.regionCode, process.year, now);
  record({ kind: 'circularFigures', body: { summary, asOf: now, figures } });
  await issueAnnualCircular(context, { figures, summary });
}

/**
 * What is still open stands in next year's ledger too, and says so in its own record.
 * @throws Refusal ITEMS_UNCOMPILED: what was filed late and is not compiled yet would stand in no ledger at all
 */
async function carryOver({ manager, now, process, actor, record }: EffectContext): Promise<void> {
  const uncompiled = await filedItemsOf(manager, process.id);
  if (uncompiled.length > 0) throw new Refusal('ITEMS_UNCOMPILED', { count: uncompiled.length });
  const ids = await openItemsOf(manager, process.regionCode, process.year);
  await enterLedger(manager, {
    regionCode: process.regionCode,
    year: process.year + 1,
    itemIds: ids,
    carried: true,
  });
  for (const id of ids) {
    const item = await lockProcess(manager, id);
    if (!item) continue;
    const fact: AuditFact = {
      kind: 'carriedOver',
      actor,
      body: { from: process.year, to: process.year + 1 },
    };
    await appendAudit(manager, now, [{ head: item.head, facts: [fact] }]);
  }
  record({ kind: 'itemsCarriedOver', body: { to: process.year + 1, items: ids } });
}
