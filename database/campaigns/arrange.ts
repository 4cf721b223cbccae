import type { ArrangementForm, FindingArrangement } from '../../domain/campaign/forms.js';
import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { mergeInto } from '../needs/merge-items.js';
import { changeItem, nextNumber, type NeedItemRow } from '../needs/need-item.store.js';
import { planned } from '../needs/plan.js';
import { checkResponsible } from '../needs/responsible.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { startItem } from '../needs/start-item.js';
import { campaignOf } from './campaign.store.js';
import { filedFindingsOf } from './finding.repository.js';

const TITLES_SHOWN = 5;

/**
 * 梳理交办: every finding that waits gets its unit, its person, its measures and its limit, or becomes part of another one; each that is left
 * is an item with a process of its own (双拥在基层 三（三）“明确责任人和完成时限，一个一个地加以解决”).
 *
 * @throws Refusal FINDINGS_UNARRANGED, INVALID_FIELD, DATE_IN_PAST
 */
export async function arrangeFindings(context: EffectContext, { form, assignment }: Decided): Promise<void> {
  const { manager, process, record } = context;
  const { merge, arrange } = form as ArrangementForm;
  const waiting = new Map(
    (await filedFindingsOf(manager, process.id, process.regionCode)).map((item) => [item.id, item]),
  );
  const known = (id: string, field: string): NeedItemRow => {
    const item = waiting.get(id);
    if (!item) throw new Refusal('INVALID_FIELD', { field: '问题', reason: '不是等待交办的问题' }, field);
    return item;
  };
  for (const [index, { into, from, title }] of merge.entries()) {
    const path = `form.merge[${index}]`;
    const parts = from.map((id) => known(id, `${path}.from`));
    const kept = known(into, `${path}.into`);
    if (parts.some(({ kind }) => kind !== kept.kind))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('合并重复的问题', index, '并入的问题'), reason: '只能合并同一专题的问题' },
        `${path}.from`,
      );
    await mergeInto(context, kept, parts, title);
    for (const id of from) waiting.delete(id);
  }
  const started: string[] = [];
  for (const [index, one] of arrange.entries()) {
    const path = `form.arrange[${index}]`;
    await startFinding(context, known(one.findingId, `${path}.findingId`), one, assignment.positionId, path);
    waiting.delete(one.findingId);
    started.push(one.findingId);
  }
  if (waiting.size > 0) {
    const titles = [...waiting.values()].slice(0, TITLES_SHOWN).map(({ title }) => `“${title}”`);
    throw new Refusal(
      'FINDINGS_UNARRANGED',
      { count: waiting.size, titles: titles.join('、') },
      'form.arrange',
    );
  }
  record({ kind: 'findingsArranged', body: { items: started } });
}

/** Whoever arranged it decides on requests for more time: he stands where a claiming leader stands in a list of the year. */
export async function startFinding(
  context: EffectContext,
  item: NeedItemRow,
  arrangement: Omit<FindingArrangement, 'findingId'>,
  arrangedBy: string,
  path: string,
): Promise<void> {
  const { manager, now, process } = context;
  const { responsiblePositionId, ...plan } = arrangement;
  const { toDate } = await campaignOf(manager, process.id);
  if (plan.limitDate > toDate)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '完成时限', reason: `不能晚于活动结束的 ${toDate}` },
      `${path}.limitDate`,
    );
  const change = await planned(context, plan, path);
  if (responsiblePositionId !== undefined)
    await checkResponsible(
      manager,
      plan.leadUnitId,
      responsiblePositionId,
      now,
      `${path}.responsiblePositionId`,
    );
  await changeItem(
    manager,
    item.id,
    {
      ...change,
      state: 'compiled',
      number: await nextNumber(manager, item.regionCode, item.year, item.campaignId),
      claimerPositionId: arrangedBy,
      ...(responsiblePositionId === undefined ? {} : { responsiblePositionId }),
    },
    now,
  );
  await startItem(context, item, { reportedUp: false, arranged: true });
}
