import { Refusal } from '../../domain/errors/refusal.js';
import type { VetoItem } from '../../domain/evaluation/veto-items.js';
import { civilDateOf, instantAt } from '../../domain/time/zone.js';
import { checkDeclaration, type DeclarationProblem } from '../../domain/vetoes/declaration.js';
import type { VetoDeclarationForm } from '../../domain/vetoes/forms.js';
import {
  declarationDay,
  declarationWindow,
  quarterKey,
  quarterOfKey,
  quartersFrom,
} from '../../domain/vetoes/quarters.js';
import { VETO_SHORT } from '../../domain/vetoes/states.js';
import { quarterLabel } from '../../domain/work-points/quarters.js';
import { standardInForce } from '../evaluation/standard.repository.js';
import type { EffectContext, ProcessEffects } from '../processes/effects.js';
import type { PlannedMove } from '../processes/planned.js';
import { calendarOf } from '../steps/step-rules.js';
import { signalsFor } from './signals.repository.js';
import { refuseToCome, startVetoEvent } from './start-veto-event.js';
import { subjectOfForm } from './subject-of-form.js';
import {
  beginQuarter,
  countsOfWatch,
  insertWatch,
  moveQuarter,
  quartersOf,
  writeDeclaration,
} from './watch.store.js';

const BEGINS = '09:00';

/** What a year's watch on veto items writes (固原双拥工作督查通报2023 一). */
export const vetoWatchEffects: ProcessEffects = {
  async launched({ manager, now, process }) {
    const { id, regionCode, year } = process;
    const quarters = quartersFrom(year, civilDateOf(now), await calendarOf(manager));
    await insertWatch(manager, { id, regionCode, year }, quarters);
  },

  async plannedAt(manager, processId, key) {
    const quarter = (await quartersOf(manager, processId)).find((one) => quarterKey(one.quarter) === key);
    return quarter ? instantAt(quarter.onDate, BEGINS) : null;
  },

  async plannedItems(manager, processId) {
    const [row]: { year: number }[] = await manager.query(`select year from veto_watch where id = $1`, [
      processId,
    ]);
    return (await quartersOf(manager, processId))
      .filter(({ declaredAt }) => declaredAt === null)
      .map(({ quarter, onDate, openedAt }) => ({
        key: quarterKey(quarter),
        label: `${quarterLabel({ year: row?.year ?? 0, quarter })}排查`,
        from: onDate,
        to: null,
        begun: openedAt !== null,
      }));
  },

  rescheduled: reschedule,

  /** A quarter's last working day is another one now; what somebody moved by hand stays where he put it. */
  async calendarChanged({ manager, process }, calendar) {
    for (const { quarter, moved, openedAt } of await quartersOf(manager, process.id)) {
      if (moved || openedAt !== null) continue;
      const onDate = declarationDay(process.year, quarter, calendar);
      await moveQuarter(manager, process.id, quarter, { onDate, moved });
    }
  },

  async opened({ manager, now, process }, key) {
    const quarter = quarterOfKey(key);
    if (quarter) await beginQuarter(manager, process.id, quarter, now);
  },

  async decided(context, { step, form }) {
    const quarter = quarterOfKey(step.key);
    if (quarter) await declare(context, quarter, form as VetoDeclarationForm);
  },

  /** The year is over, with what was found in it. */
  async ended({ manager, process, record }) {
    record({ kind: 'vetoWatchClosed', body: { events: await countsOfWatch(manager, process.id) } });
  },
};

/** @throws Refusal NOT_FOUND, STAGE_BEGUN, FORM_REQUIRED, DATE_IN_PAST, STAGE_DATES */
async function reschedule(
  { manager, now, process }: EffectContext,
  { key, from }: PlannedMove,
): Promise<void> {
  const found = (await quartersOf(manager, process.id)).find(({ quarter }) => quarterKey(quarter) === key);
  if (!found) throw new Refusal('NOT_FOUND', {}, 'key');
  const label = quarterLabel({ year: process.year, quarter: found.quarter });
  if (found.openedAt !== null) throw new Refusal('STAGE_BEGUN', { stage: `${label}排查` }, 'key');
  if (from === undefined) throw new Refusal('FORM_REQUIRED', { field: '日期' }, 'from');
  if (from < civilDateOf(now)) throw new Refusal('DATE_IN_PAST', { field: '日期' }, 'from');
  const window = declarationWindow(process.year, found.quarter);
  if (from < window.from || from > window.to)
    throw new Refusal(
      'STAGE_DATES',
      { reason: `${label}的排查只能安排在 ${window.from} 至 ${window.to}。` },
      'from',
    );
  await moveQuarter(manager, process.id, found.quarter, { onDate: from, moved: true });
}

/**
 * A quarter's declaration, item by item, with what the system showed beside it; what was found is being verified from then on.
 * @throws Refusal VETO_DECLARATION_INCOMPLETE, VETO_SIGNALS_UNANSWERED, INVALID_FIELD, FORM_REQUIRED, DATE_IN_FUTURE
 */
async function declare(context: EffectContext, quarter: number, form: VetoDeclarationForm): Promise<void> {
  const { manager, now, process, record } = context;
  const { body } = await standardInForce(manager, process.regionCode, civilDateOf(now));
  const signals = await signalsFor(manager, process.regionCode, now);
  const of = (item: VetoItem) => signals.filter((signal) => signal.item === item);
  const found = checkDeclaration(form, body.vetoes, new Set(signals.map(({ item }) => item)));
  if (found !== null) throw refusalOf(found, form);
  const suspected = new Set(form.found.map(({ item }) => item));
  const items = body.vetoes.map((item) => ({
    item,
    found: suspected.has(item),
    note: form.clear.find((one) => one.item === item)?.note?.trim() || null,
    signals: of(item),
  }));
  await writeDeclaration(manager, process.id, quarter, items, now);
  for (const [index, { item, happenedDate, account, ...named }] of form.found.entries()) {
    const path = `form.found[${index}]`;
    refuseToCome(happenedDate, now, `${path}.happenedDate`);
    const subject = await subjectOfForm(manager, process.regionCode, named, civilDateOf(now), path);
    const suspicion = { subject, item, happenedOn: happenedDate, account, sourceId: process.id, quarter };
    await startVetoEvent(context, suspicion);
  }
  record({
    kind: 'vetoDeclared',
    body: { year: process.year, quarter, clear: form.clear.length, found: form.found.length },
  });
}

const called = (items: readonly VetoItem[]): string => items.map((item) => VETO_SHORT[item]).join('、');

function refusalOf(found: DeclarationProblem, { clear }: VetoDeclarationForm): Refusal {
  switch (found.problem) {
    case 'missing':
      return new Refusal('VETO_DECLARATION_INCOMPLETE', { items: called(found.items) }, 'form.clear');
    case 'unexplained': {
      // At the first of them: its entry opens.
      const first = clear.findIndex(({ item }) => item === found.items[0]);
      const items = called(found.items);
      return new Refusal('VETO_SIGNALS_UNANSWERED', { items }, `form.clear[${first}].note`);
    }
    case 'foreign':
      return problemAt(found.path, '现行标准里没有这个否决事项');
    case 'twice':
      return problemAt(found.path, '同一否决事项写了两次');
    case 'both':
      return problemAt(found.path, '已经列为发现的，不能同时申明没有发生');
  }
}

const problemAt = (path: string, reason: string): Refusal =>
  new Refusal('INVALID_FIELD', { field: '否决事项', reason }, `form.${path}`);
