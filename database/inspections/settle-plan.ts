import { DIMENSION_KEYS } from '../../domain/evaluation/dimensions.js';
import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { checkPlan } from '../../domain/inspection/check-plan.js';
import type { InspectionPlanForm, PlanTarget } from '../../domain/inspection/forms.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { subjectsOf } from '../organisation/subjects.js';
import { leadingGroupOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { writePlan } from './inspection.store.js';
import { writeTeamsAndTargets, type NewTarget } from './target.store.js';

/**
 * Writes a plan, at the launch or when it comes back corrected. @throws Refusal DATE_IN_PAST, INVALID_FIELD
 */
export async function settlePlan(context: EffectContext, plan: InspectionPlanForm): Promise<void> {
  const { manager, now, process } = context;
  checkPlan(plan, civilDateOf(now));
  await checkLeaders(context, plan);
  const targets = await targetsIn(context, plan.targets);
  const { basis, fromDate, toDate, materialDueDate, requirements } = plan;
  const dimensions = plan.dimensions.length > 0 ? plan.dimensions : DIMENSION_KEYS;
  await writePlan(manager, {
    ...{ processId: process.id, regionCode: process.regionCode },
    ...{ basis, fromDate, toDate, materialDueDate, requirements },
    // In the order of the source, however they were ticked.
    dimensions: DIMENSION_KEYS.filter((key) => dimensions.includes(key)),
  });
  await writeTeamsAndTargets(manager, process.id, plan.teams, targets);
  if (plan.title !== process.title)
    await manager.query(`update process set title = $2 where id = $1`, [process.id, plan.title]);
}

/** Led by who holds a post in the leading group (固原督查通报2023 一: 副组长带队). @throws Refusal INVALID_FIELD */
async function checkLeaders(
  { manager, now, process }: EffectContext,
  { teams }: InspectionPlanForm,
): Promise<void> {
  const group = await leadingGroupOf(manager, process.regionCode);
  const leaders = group
    ? await positionsOf(manager, group.id, ['groupLeader', 'deputyLeader', 'groupMember'], civilDateOf(now))
    : [];
  teams.forEach(({ leaderPositionId }, index) => {
    const fit = leaders.some(
      ({ positionId, holders }) => positionId === leaderPositionId && holders.length > 0,
    );
    if (!fit)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('督查组', index, '带队领导'), reason: '只能是本级领导小组的在任领导' },
        `form.teams[${index}].leaderPositionId`,
      );
  });
}

/** Regions by code, then units as they were named. @throws Refusal INVALID_FIELD */
async function targetsIn(
  { manager, now, process }: EffectContext,
  targets: readonly PlanTarget[],
): Promise<NewTarget[]> {
  const named = {
    regionCodes: targets.flatMap(({ regionCode }) => regionCode ?? []),
    unitIds: targets.flatMap(({ unitId }) => unitId ?? []),
  };
  const subjects = await subjectsOf(manager, process.regionCode, named, civilDateOf(now), 'form.targets');
  const isIt = (subject: Subject, { regionCode, unitId }: PlanTarget) =>
    subject.kind === 'region' ? subject.regionCode === regionCode : subject.unitId === unitId;
  return subjects.map((subject) => {
    const { team, method } = targets.find((target) => isIt(subject, target)) as PlanTarget;
    return { subject, team, method };
  });
}
