import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { needItem as blueprint } from '../../domain/blueprints/need-item.blueprint.js';
import type { StepBlueprint } from '../../domain/blueprints/blueprint.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type {
  AnswerForm,
  AssignForm,
  DirectionForm,
  PlanForm,
  ReportForm,
  ResultForm,
} from '../../domain/needs/forms.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { askConsultation, consultationsAskedBy } from '../meetings/ask-consultation.js';
import { positionsOf } from '../organisation/position.repository.js';
import { leadingGroupOf, officeOf, parentOfficeOf } from '../organisation/unit.repository.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { unitsNamed } from '../processes/named-owners.js';
import { refuseTwice, replacedIn } from '../processes/unit-change.js';
import { tell } from '../processes/tell.js';
import { checkReplies } from '../steps/check-replies.js';
import { itemIdOf } from '../steps/ids.js';
import { limitAfterStandstill, limitOrGrace } from '../steps/limit-or-grace.js';
import { isOpen } from '../steps/step.store.js';
import {
  changeItem,
  enterLedger,
  insertItems,
  itemOf,
  nextNumber,
  raisingUnitsOf,
} from './need-item.store.js';
import { campaignAbove } from './campaign-above.js';
import { issueReport } from './issue-report.js';
import { planned } from './plan.js';
import { startItem } from './start-item.js';
import { responsibleOf } from './responsible.js';

/** What one item writes into the ledger (五项制度机制 三（一）1–2). */
export const needItemEffects: ProcessEffects = {
  async inputOf(manager, id) {
    const { reportedFrom, campaignId } = await itemOf(manager, id);
    const reportedUp = reportedFrom !== null;
    return { reportedUp, ...(campaignId !== null && !reportedUp ? { arranged: true } : {}) };
  },

  /** Answers from above, and results of topical consultations. */
  async noticesOf(manager, id) {
    const consulted = (await consultationsAskedBy(manager, id)).filter((one) => one.answered);
    const answered: { id: string }[] = await manager.query(
      `select i.id from need_item i join process p on p.id = i.id
       where i.reported_from = $1
         and (p.state = 'ended' or exists (select 1 from step s where s.process_id = p.id and s.outcome = 'answered'))
       order by p.launched_at, i.id`,
      [id],
    );
    return [
      ...answered.map((one) => ({ name: 'answered', id: one.id })),
      ...consulted.map((one) => ({ name: 'consulted', id: one.id })),
    ];
  },

  async namedOwners({ manager, process, now }, role) {
    const item = await itemOf(manager, process.id);
    switch (role) {
      case 'raisingUnits':
        return unitsNamed(await raisingUnitsOf(manager, process.id));
      case 'cooperatingUnits':
        return unitsNamed(item.cooperatingUnitIds);
      case 'leadUnit':
        return (
          (await responsibleOf(manager, item, now)) ?? unitsNamed(item.leadUnitId ? [item.leadUnitId] : [])
        );
      case 'claimer':
        return { positions: item.claimerPositionId ? [{ positionId: item.claimerPositionId }] : [] };
      default:
        return {};
    }
  },

  async givenDeadline({ manager, now, process }) {
    return limitOrGrace(manager, (await itemOf(manager, process.id)).limitAt, now);
  },

  async opened({ manager, now, process }, key) {
    const state = (blueprint.steps as Record<string, StepBlueprint>)[key]?.ledgerState;
    // Claimed anew (a claim was taken back): nobody has it meanwhile.
    const unclaimed = key === 'claim' ? { claimerPositionId: null } : {};
    if (state) await changeItem(manager, process.id, { state, ...unclaimed }, now);
  },

  async decided(context, decided) {
    const decide = DECISIONS[`${decided.step.key}.${decided.decision}`];
    await decide?.(context, decided);
  },

  async deadlineMoved({ manager, now, process }, key, deadline) {
    if (key === 'solve') await changeItem(manager, process.id, { limitAt: deadline }, now);
  },

  /** A unit that leads does not support as well. */
  async unitChanged({ manager, now, process }, change) {
    const { leadUnitId, cooperatingUnitIds } = await itemOf(manager, process.id);
    const { owner } = stepBlueprintOf(process.kind, change.key);
    if (owner === 'leadUnit' || owner === 'cooperatingUnits') {
      refuseTwice(owner === 'leadUnit' ? cooperatingUnitIds : [leadUnitId], change);
      const item =
        owner === 'leadUnit'
          ? { leadUnitId: change.to as string }
          : { cooperatingUnitIds: replacedIn(cooperatingUnitIds, change) };
      await changeItem(manager, process.id, item, now);
    }
    if (owner === 'raisingUnits')
      await manager.query(`update need_item_origin set unit_id = $3 where item_id = $1 and unit_id = $2`, [
        process.id,
        change.from,
        change.to,
      ]);
  },

  /** While others than the lead unit are at work, its limit stands beside the steps: it moves on as well, unless it was missed. */
  async resumed({ manager, now, process }, since) {
    const { limitAt } = await itemOf(manager, process.id);
    if (await isOpen(manager, process.id, 'solve')) return;
    const moved = await limitAfterStandstill(manager, limitAt, since, now);
    if (moved) await changeItem(manager, process.id, { limitAt: moved }, now);
  },

  async ended({ manager, now, process }, outcome) {
    const states: Record<string, string> = { finished: 'closed', answered: 'finishedAnswer' };
    await changeItem(manager, process.id, { state: states[outcome] ?? outcome, closedAt: now }, now);
    // An item from below that ends without an answer (terminated) still lets the one below go on.
    if (outcome !== 'answered') await tellReporter({ manager, now }, process.id, null);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'claim.claimed': async (context, { form, assignment }) => {
    const change = await planned(context, form as PlanForm);
    await changeItem(
      context.manager,
      context.process.id,
      { ...change, claimerPositionId: assignment.positionId },
      context.now,
    );
  },
  'propose.proposed': async (context, { form }) => {
    await changeItem(
      context.manager,
      context.process.id,
      await planned(context, form as PlanForm),
      context.now,
    );
  },
  'assign.assigned': async (context, { form, assignment }) => {
    const { claimerPositionId, plan } = form as AssignForm;
    if (claimerPositionId) await checkLeader(context, claimerPositionId);
    const change = plan ? await planned(context, plan, 'form.plan') : {};
    await changeItem(
      context.manager,
      context.process.id,
      { ...change, claimerPositionId: claimerPositionId ?? assignment.positionId },
      context.now,
    );
  },
  'solve.solved': async (context, { form }) => {
    const { result, withoutReplies } = form as ResultForm;
    await checkReplies(context, withoutReplies);
    await changeItem(context.manager, context.process.id, { result }, context.now);
  },
  'solve.needsConsultation': async (context, { opinion }) => {
    await askConsultation(context, opinion ?? '');
    await changeItem(context.manager, context.process.id, { state: 'consulting' }, context.now);
  },
  'government.directed': direct,
  'relay.continued': direct,
  'relay.relayed': async (context, { form }) => {
    await changeItem(
      context.manager,
      context.process.id,
      { result: (form as ResultForm).result },
      context.now,
    );
  },
  'reportUp.reported': async (context, { form }) => reportUp(context, form as ReportForm),
  'receive.cannotSolve': async (context, { form }) => reportUp(context, form as ReportForm),
  'receive.answered': async (context, { form }) => answerBelow(context, form as AnswerForm),
  'answer.answered': async (context, { form }) => answerBelow(context, form as AnswerForm),
};

async function direct(context: EffectContext, { form }: Decided): Promise<void> {
  const { plan, instruction } = form as DirectionForm;
  if (plan)
    await changeItem(
      context.manager,
      context.process.id,
      await planned(context, plan, 'form.plan'),
      context.now,
    );
  else if (!(await itemOf(context.manager, context.process.id)).leadUnitId) {
    // An item that was handed on without ever being led here: somebody must be named now.
    throw new Refusal('FORM_REQUIRED', { field: '牵头单位' }, 'form.plan');
  }
  context.record({ kind: 'directed', body: { instruction } });
}

/** The leader named must lead this region's group. @throws Refusal INVALID_FIELD */
async function checkLeader({ manager, now, process }: EffectContext, positionId: string): Promise<void> {
  const group = await leadingGroupOf(manager, process.regionCode);
  const leaders = group
    ? await positionsOf(manager, group.id, ['groupLeader', 'deputyLeader'], civilDateOf(now))
    : [];
  if (!leaders.some((leader) => leader.positionId === positionId && leader.holders.length > 0)) {
    throw new Refusal(
      'INVALID_FIELD',
      { field: '负责领导的职务', reason: '只能指派给本级领导小组的组长或副组长' },
      'form.claimerPositionId',
    );
  }
}

/** The county's item becomes an item of the nearest upper office, linked both ways. @throws Refusal NO_PARENT_OFFICE */
async function reportUp(context: EffectContext, { summary }: ReportForm): Promise<void> {
  const { manager, now, process, record } = context;
  const parent = await parentOfficeOf(manager, process.regionCode);
  const own = await officeOf(manager, process.regionCode);
  if (!parent || !own) throw new Refusal('NO_PARENT_OFFICE');
  const item = await itemOf(manager, process.id);
  const [before]: { n: number }[] = await manager.query(
    `select count(*)::int as n from need_item where reported_from = $1`,
    [item.id],
  );
  const id = itemIdOf(item.id, 1 + (before?.n ?? 0));
  await insertItems(
    manager,
    [
      {
        id,
        regionCode: parent.regionCode,
        year: item.year,
        side: item.side,
        kind: item.kind,
        title: item.title,
        detail: `${item.detail}\n\n【上报说明】${summary}`,
        state: 'received',
        filedLate: false,
        dualListId: null,
        campaignId: item.campaignId && ((await campaignAbove(manager, item.campaignId)) ?? item.campaignId),
        reportedFrom: item.id,
        origin: { unitId: own.id, assignmentId: null },
      },
    ],
    now,
  );
  const { campaignId } = await itemOf(manager, id);
  const number = await nextNumber(manager, parent.regionCode, item.year, campaignId);
  await changeItem(manager, id, { number }, now);
  // A campaign's finding stands in the campaign's ledger, here as below.
  if (campaignId === null)
    await enterLedger(manager, {
      regionCode: parent.regionCode,
      year: item.year,
      itemIds: [id],
      carried: false,
    });
  await startItem(context, { ...item, id, regionCode: parent.regionCode }, { reportedUp: true });
  await changeItem(manager, process.id, { state: 'reportedUp' }, now);
  await issueReport(context, { item, own, parent, summary });
  record({ kind: 'reportedUp', body: { to: parent.regionCode, item: id, summary } });
}

async function answerBelow(
  { manager, now, process, record }: EffectContext,
  { answer, resolved }: AnswerForm,
): Promise<void> {
  await changeItem(manager, process.id, { result: answer }, now);
  record({ kind: 'answeredBelow', body: { answer, resolved } });
  await tellReporter({ manager, now }, process.id, `${resolved ? '' : '（未能解决）'}${answer}`);
}

/** Brings the answer to the item below and lets its process go on. */
async function tellReporter(
  { manager, now }: { manager: EntityManager; now: Date },
  itemId: string,
  answer: string | null,
): Promise<void> {
  const { reportedFrom } = await itemOf(manager, itemId);
  if (!reportedFrom) return;
  if (answer !== null)
    await manager.query(`update need_item set upper_answer = $2 where id = $1`, [reportedFrom, answer]);
  await tell(manager, now, { kind: 'needItem', id: reportedFrom }, { name: 'answered', id: itemId });
}
