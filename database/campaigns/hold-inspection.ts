import type { CampaignInspectionForm, InspectionProblem } from '../../domain/campaign/forms.js';
import { TOPICS } from '../../domain/campaign/topics.js';
import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { insertItems, itemOf } from '../needs/need-item.store.js';
import { checkUnits } from '../needs/plan.js';
import { positionsOf } from '../organisation/position.repository.js';
import { unitById, type UnitRow } from '../organisation/unit.repository.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { itemIdOf } from '../steps/ids.js';
import { notify } from '../steps/notify.js';
import { lockProcess } from '../steps/step.store.js';
import { startFinding } from './arrange.js';
import { holdInspection, type InspectionRow } from './inspection.store.js';

/**
 * One inspection of stage 6 (双拥在基层 三（六）): each problem becomes an item with a limit, or a reminder to the unit; what concerns a county's
 * unit stands in the county's record as well.
 *
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, DATE_IN_PAST
 */
export async function writeInspection(context: EffectContext, decided: Decided): Promise<void> {
  const { manager, now, process, record } = context;
  const form = decided.form as CampaignInspectionForm;
  const today = civilDateOf(now);
  await checkUnits(
    manager,
    process.regionCode,
    form.inspectedUnitIds,
    today,
    'form.inspectedUnitIds',
    '检查了哪些单位',
  );
  await checkCounties(context, form.countyCodes);
  const problems: InspectionRow['problems'] = [];
  const items: string[] = [];
  const reminded: string[] = [];
  for (const [index, problem] of form.problems.entries()) {
    const path = `form.problems[${index}]`;
    await checkUnits(
      manager,
      process.regionCode,
      [problem.unitId],
      today,
      `${path}.unitId`,
      nthOf('发现的问题', index, '哪个单位的问题'),
    );
    if (problem.handling === 'item') {
      const itemId = await handOut(context, decided, problem, index, path);
      items.push(itemId);
      problems.push({ ...problem, itemId });
    } else {
      reminded.push(problem.unitId);
      problems.push(problem);
    }
  }
  const seq = await holdInspection(manager, process.id, { ...form, problems, at: now });
  const body = { seq, unitIds: form.inspectedUnitIds, counties: form.countyCodes, items, reminded };
  record({ kind: 'inspectionHeld', body });
  for (const problem of form.problems)
    if (problem.handling === 'reminder') await remind(context, decided, problem, seq);
}

/** @throws Refusal INVALID_FIELD for a county that has no part in the campaign */
async function checkCounties({ manager, process }: EffectContext, codes: readonly string[]): Promise<void> {
  const rows: { code: string }[] = await manager.query(
    `select region_code as code from process where parent_id = $1 and kind = 'campaign'`,
    [process.id],
  );
  const known = new Set(rows.map(({ code }) => code));
  codes.forEach((code, index) => {
    if (!known.has(code))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('检查了哪些县（市、区）', index), reason: '没有参加这次活动' },
        `form.countyCodes[${index}]`,
      );
  });
}

async function handOut(
  context: EffectContext,
  { assignment }: Decided,
  { unitId, text, topic, measures, limitDate }: InspectionProblem,
  index: number,
  path: string,
): Promise<string> {
  const { manager, now, process } = context;
  if (!topic) throw new Refusal('FORM_REQUIRED', { field: '专题' }, `${path}.topic`);
  if (!measures?.trim()) throw new Refusal('FORM_REQUIRED', { field: '措施' }, `${path}.measures`);
  if (!limitDate) throw new Refusal('FORM_REQUIRED', { field: '完成时限' }, `${path}.limitDate`);
  const id = itemIdOf(assignment.id, index);
  await insertItems(
    manager,
    [
      {
        id,
        regionCode: process.regionCode,
        year: process.year,
        dualListId: null,
        campaignId: process.id,
        side: TOPICS[topic].side,
        kind: topic,
        title: titleOf(text),
        detail: text,
        state: 'filed',
        filedLate: false,
        reportedFrom: null,
        origin: { unitId: assignment.unitId, assignmentId: assignment.id },
      },
    ],
    now,
  );
  const plan = { leadUnitId: unitId, cooperatingUnitIds: [], measures, limitDate };
  await startFinding(context, await itemOf(manager, id), plan, assignment.positionId, path);
  return id;
}

const TITLE_MAX = 80;
const titleOf = (text: string): string => {
  const line = [...text.trim().replace(/\s+/gu, ' ')];
  return line.length <= TITLE_MAX ? line.join('') : `${line.slice(0, TITLE_MAX - 1).join('')}…`;
};

const TOLD = ['liaison', 'militaryLiaison', 'unitLeader', 'officeDirector', 'officeStaff'] as const;

async function remind(
  context: EffectContext,
  { step }: Decided,
  { unitId, text }: InspectionProblem,
  seq: number,
): Promise<void> {
  const { manager, now, process, actor, record } = context;
  const unit = (await unitById(manager, unitId)) as UnitRow;
  const positions = await positionsOf(manager, unitId, TOLD, civilDateOf(now));
  await notify(manager, now, [
    {
      kind: 'inspected',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId: null,
      positionIds: positions.filter(({ holders }) => holders.length > 0).map(({ positionId }) => positionId),
      deadline: null,
    },
  ]);
  const fact = { kind: 'inspectionReminder', body: { seq, unitId, text } };
  record(fact);
  if (unit.regionCode === process.regionCode) return;
  const [child]: { id: string }[] = await manager.query(
    `select id from process where parent_id = $1 and kind = 'campaign' and region_code = $2`,
    [process.id, unit.regionCode],
  );
  const county = child && (await lockProcess(manager, child.id));
  if (county) await appendAudit(manager, now, [{ head: county.head, facts: [{ ...fact, actor }] }]);
}
