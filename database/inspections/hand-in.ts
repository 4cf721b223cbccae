import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { checkName, wrongName } from '../../domain/inspection/check-plan.js';
import type {
  InspectionMaterialForm,
  InspectionVisitForm,
  TargetName,
} from '../../domain/inspection/forms.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { writeMaterial, writeVisits } from './evidence.store.js';
import { present, targetsOf, teamsOf, type TargetRow } from './target.store.js';

/** What a target hands in; whoever owes it owes it for the unit he is asked as. */
export async function takeMaterial(
  { manager, now, process }: EffectContext,
  { assignment, form }: Decided,
): Promise<void> {
  const { summary, lacking } = form as InspectionMaterialForm;
  const targets = await targetsOf(manager, process.id, civilDateOf(now));
  const target = targets.find(
    ({ unitId, succeededBy }) => unitId === assignment.unitId && succeededBy === null,
  );
  if (!target) throw new Refusal('NOT_FOUND');
  await writeMaterial(manager, process.id, {
    assignmentId: assignment.id,
    targetSeq: target.seq,
    summary: summary.trim(),
    lacking: lacking?.trim() || null,
    handedInAt: now,
    late: assignment.deadlineAt !== null && assignment.deadlineAt < now,
  });
}

/** Which target is named. @throws Refusal INVALID_FIELD */
export function targetNamed<Target extends TargetRow>(
  targets: readonly Target[],
  name: TargetName,
  path: string,
  called: string,
): Target {
  checkName(name, path, called);
  const { regionCode, unitId } = name;
  const found = targets.find((target) =>
    regionCode === undefined
      ? target.kind === 'unit' && target.unitId === unitId
      : target.kind === 'region' && target.regionCode === regionCode,
  );
  if (!found) throw wrongName(name, '不是这次督查的对象', path, called);
  return found;
}

const VISITS = '督查记录';

/** What a team saw: at each target it goes to, once. @throws Refusal VISITS_INCOMPLETE, INVALID_FIELD, DATE_IN_FUTURE */
export async function recordVisits(context: EffectContext, decided: Decided): Promise<void> {
  const { manager, now, process } = context;
  const today = civilDateOf(now);
  const { entries } = decided.form as InspectionVisitForm;
  const targets = present(await targetsOf(manager, process.id, today));
  const named = entries.map((entry, index) =>
    targetNamed(targets, entry, `form.entries[${index}]`, nthOf(VISITS, index)),
  );
  const team = await teamOf(context, decided, named[0]?.team);
  const visits = entries.map((entry, index) => {
    const path = `form.entries[${index}]`;
    const target = named[index] as TargetRow;
    if (target.team !== team)
      throw new Refusal('INVALID_FIELD', { field: nthOf(VISITS, index), reason: '不是本组的对象' }, path);
    if (named.indexOf(target) < index)
      throw new Refusal('INVALID_FIELD', { field: nthOf(VISITS, index), reason: '同一对象只登记一次' }, path);
    if (entry.visitedDate > today)
      throw new Refusal('DATE_IN_FUTURE', { field: nthOf(VISITS, index, '督查日期') }, `${path}.visitedDate`);
    return {
      targetSeq: target.seq,
      visitedOn: entry.visitedDate,
      place: entry.place.trim(),
      seen: entry.seen.trim(),
    };
  });
  const missing = targets.filter(
    (target) => target.team === team && target.method === 'visit' && !named.includes(target),
  );
  if (missing.length > 0)
    throw new Refusal(
      'VISITS_INCOMPLETE',
      { names: missing.map(({ name }) => name).join('、') },
      'form.entries',
    );
  await writeVisits(manager, process.id, visits, now);
}

/**
 * The team that an assignment answers for: its leader's own. Where the leader left and another post took over his work, the team of what is
 * entered, unless it has a leader who answers for it himself.
 */
async function teamOf(
  { manager, now, process }: EffectContext,
  { step, assignment }: Decided,
  entered: number | undefined,
): Promise<number | undefined> {
  const teams = await teamsOf(manager, process.id, civilDateOf(now));
  const own = teams.find(({ leaderPositionId }) => leaderPositionId === assignment.positionId);
  if (own) return own.seq;
  const asked: { id: string }[] = await manager.query(
    `select position_id as id from assignment where step_id = $1 and state in ('open', 'waiting', 'done')`,
    [step.id],
  );
  const answered = teams.filter(({ leaderPositionId }) => asked.some(({ id }) => id === leaderPositionId));
  return answered.some(({ seq }) => seq === entered) ? undefined : entered;
}
