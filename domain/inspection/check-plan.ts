import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import type { CivilDate } from '../time/zone.js';
import type { InspectionPlanForm, TargetName } from './forms.js';

/**
 * What a plan must be before anybody looks at who is in it.
 * @throws Refusal DATE_IN_PAST, FORM_REQUIRED, INVALID_FIELD, each at its field below `form`
 */
export function checkPlan(plan: InspectionPlanForm, today: CivilDate): void {
  const { fromDate, toDate, materialDueDate, teams, targets } = plan;
  if (toDate < today) throw new Refusal('DATE_IN_PAST', { field: '督查结束日期' }, 'form.toDate');
  if (materialDueDate < today)
    throw new Refusal('DATE_IN_PAST', { field: '材料报送时限' }, 'form.materialDueDate');
  if (toDate < fromDate) throw wrong('督查结束日期', '早于开始日期', 'form.toDate');
  if (teams.length === 0) throw new Refusal('FORM_REQUIRED', { field: '督查组' }, 'form.teams');
  if (targets.length === 0) throw new Refusal('FORM_REQUIRED', { field: '督查对象' }, 'form.targets');
  checkTeams(teams);
  targets.forEach((target, index) => {
    const path = `form.targets[${index}]`;
    checkName(target, path, nthOf('督查对象', index));
    if (target.team > teams.length)
      throw wrong(nthOf('督查对象', index, '督查组'), `方案只有 ${teams.length} 个督查组`, `${path}.team`);
  });
  refuseTwice(targets);
}

function checkTeams(teams: InspectionPlanForm['teams']): void {
  teams.forEach(({ name, leaderPositionId }, index) => {
    const before = teams.slice(0, index);
    if (before.some((one) => one.name.trim() === name.trim()))
      throw wrong(nthOf('督查组', index, '组名'), '两个督查组不能同名', `form.teams[${index}].name`);
    // One assignment for each team's leader: who leads two answers for both in one team.
    if (before.some((one) => one.leaderPositionId === leaderPositionId))
      throw wrong(
        nthOf('督查组', index, '带队领导'),
        '一人带两组的，请合为一组',
        `form.teams[${index}].leaderPositionId`,
      );
  });
}

/** A region by its code or a unit, one of the two. @throws Refusal INVALID_FIELD */
export function checkName(name: TargetName, path: string, called: string): void {
  if ((name.regionCode === undefined) === (name.unitId === undefined))
    throw wrongName(name, '填下级地区或单位，二者选一', path, called);
}

/** @param called the entry that names the target */
export function wrongName({ regionCode }: TargetName, reason: string, path: string, called: string): Refusal {
  return regionCode === undefined
    ? wrong(`${called}的单位`, reason, `${path}.unitId`)
    : wrong(`${called}的下级地区`, reason, `${path}.regionCode`);
}

function refuseTwice(targets: readonly TargetName[]): void {
  targets.forEach(({ regionCode, unitId }, index) => {
    const twice = targets
      .slice(0, index)
      .some((one) => one.regionCode === regionCode && one.unitId === unitId);
    if (twice) throw wrong(nthOf('督查对象', index), '同一对象不能列两次', `form.targets[${index}]`);
  });
}

const wrong = (field: string, reason: string, path: string): Refusal =>
  new Refusal('INVALID_FIELD', { field, reason }, path);
