import { Refusal } from '../../domain/errors/refusal.js';
import type { EvaluationLaunchForm } from '../../domain/evaluation/forms.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { civilDateOf, yearOf } from '../../domain/time/zone.js';
import { namesOf } from '../circulars/circular.store.js';
import { subjectsOf } from '../organisation/subjects.js';
import type { EffectContext } from '../processes/effects.js';
import { insertEvaluation, runningFor } from './evaluation.store.js';
import { standardInForce } from './standard.repository.js';

const OBJECTION_DAYS = 5;
/** Records of earlier years were never complete enough to be measured by. */
const YEARS_BACK = 3;

/** @throws Refusal YEAR_OUT_OF_RANGE, DATE_IN_PAST, SUBJECTS_MISSING, INVALID_FIELD, EVALUATION_RUNNING */
export async function launchEvaluation(context: EffectContext, form: EvaluationLaunchForm): Promise<void> {
  const { manager, now, process } = context;
  const {
    recordsYear: year = process.year,
    dueDate,
    objectionDays = OBJECTION_DAYS,
    regionCodes,
    unitIds,
  } = form;
  const today = civilDateOf(now);
  const [from, to] = [yearOf(now) - YEARS_BACK, yearOf(now)];
  if (year < from || year > to) throw new Refusal('YEAR_OUT_OF_RANGE', { from, to }, 'form.recordsYear');
  if (dueDate < today) throw new Refusal('DATE_IN_PAST', { field: '自评时限' }, 'form.dueDate');
  if (regionCodes.length + unitIds.length === 0) throw new Refusal('SUBJECTS_MISSING', {}, 'form.unitIds');
  // In the organisation's order, whatever order they were named in.
  const inOrder = (await namesOf(manager, unitIds)).map(({ id }) => id);
  const unknown = unitIds.filter((id) => !inOrder.includes(id));
  const subjects = await subjectsOf(
    manager,
    process.regionCode,
    { regionCodes, unitIds: [...inOrder, ...unknown] },
    today,
    'form',
  );
  await refuseTwice(context, subjects, year);
  const standard = await standardInForce(manager, process.regionCode, today);
  await insertEvaluation(
    manager,
    {
      ...{ processId: process.id, regionCode: process.regionCode, year, dueDate, objectionDays },
      ...{ standardId: standard.id, standardVersion: standard.version },
      ...{ standard: standard.body, standardSha256: standard.sha256 },
    },
    subjects,
  );
}

/** Who is being evaluated for that year can't be evaluated beside it, also when two offices launch at the same instant. */
async function refuseTwice(
  { manager }: EffectContext,
  subjects: readonly Subject[],
  year: number,
): Promise<void> {
  const ids = subjects.map(({ unitId }) => unitId).sort();
  await manager.query(
    `select pg_advisory_xact_lock(hashtext('evaluation:' || id || ':' || $2)) from unnest($1::text[]) as s(id) order by id`,
    [ids, year],
  );
  const running = await runningFor(manager, subjects, year);
  if (running.length === 0) return;
  const units: { name: string }[] = await manager.query(
    `select short_name as name from unit where id = any($1::uuid[]) order by name`,
    [running],
  );
  throw new Refusal(
    'EVALUATION_RUNNING',
    { subjects: units.map(({ name }) => name).join('、'), year },
    'form.unitIds',
  );
}
