import { checkPlan } from '../../domain/annual-cycle/check-plan.js';
import type { AnnualLedgerForm, AnnualMendForm, AnnualPlanForm } from '../../domain/annual-cycle/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, instantAt } from '../../domain/time/zone.js';
import type { ProcessEffects } from '../processes/effects.js';
import { carryOver } from './carry-over.js';
import { entryToChange, moveEntry } from './change-plan.js';
import { entriesOf, insertEntries, nextDate } from './entry.store.js';
import { issueAnnualLedger } from './issue-annual-ledger.js';
import type { EffectsOf } from './launch-entry.js';
import { mendEntries } from './mend.js';
import { plannedFact } from './planned-fact.js';
import { wantNextYear } from './schedule.repository.js';
import { STARTS_AT } from './starts-at.js';

/** What a region's year writes (五项制度机制 三); it launches others, by their effects. */
export const annualCycleEffects = (effectsOf: EffectsOf): ProcessEffects => ({
  async launched({ manager, now, process, record }, { form }) {
    const { entries = [], launchNextYear } = form as AnnualPlanForm;
    if (entries.length === 0)
      throw new Refusal('INVALID_FIELD', { field: '全年安排', reason: '至少应有一项安排' }, 'entries');
    checkPlan(entries, process.year);
    await manager.query(`insert into annual_cycle (process_id) values ($1)`, [process.id]);
    await insertEntries(manager, [{ processId: process.id, entries }]);
    if (launchNextYear !== undefined) await wantNextYear(manager, [process.regionCode], launchNextYear, now);
    record(plannedFact(entries));
  },

  async inputOf(manager, id) {
    const [row]: { mends: number }[] = await manager.query(
      `select coalesce(max(round), 0)::int as mends from step where process_id = $1 and key = 'mend'`,
      [id],
    );
    return { mends: row?.mends ?? 0 };
  },

  /** One open round lists everything that is to be mended, also what fails while it is open. */
  async skip({ manager, process }, key) {
    if (key !== 'mend') return null;
    const [row]: { open: boolean; failed: boolean }[] = await manager.query(
      `select exists (select 1 from step where process_id = $1 and key = 'mend' and state = 'open') as open,
         exists (select 1 from annual_plan_entry where process_id = $1 and state = 'failed') as failed`,
      [process.id],
    );
    if (row?.open) return 'alreadyAsked';
    return row?.failed ? null : 'nothingToMend';
  },

  async decided(context, { step, form }) {
    switch (step.key) {
      case 'mend':
        return mendEntries(context, form as AnnualMendForm, step.id, effectsOf);
      case 'ledger':
        return issueAnnualLedger(context, form as AnnualLedgerForm);
      case 'carryOver':
        return carryOver(context);
    }
  },

  async plannedAt(manager, id, key) {
    const date = key === 'next' ? await nextDate(manager, id) : null;
    return date && instantAt(date, STARTS_AT);
  },

  async plannedItems(manager, id) {
    const entries = await entriesOf(manager, id);
    return entries
      .filter(({ state }) => state !== 'skipped')
      .map(({ key, title, date, state }) => ({
        ...{ key, label: title, from: date, to: null },
        begun: state === 'started' || state === 'linked',
      }));
  },

  async rescheduled(context, { key, from, to }) {
    if (from === undefined || to !== undefined)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '启动日期', reason: '只能改启动的日期' },
        to === undefined ? 'from' : 'to',
      );
    await moveEntry(context, await entryToChange(context.manager, context.process.id, key), {
      date: from,
      field: 'from',
    });
  },

  /** Its days are the calendar's (春节, 八一, 2月底前): they stay where they are; what fell into the pause begins now. */
  async resumed(context) {
    const { manager, now, process } = context;
    const today = civilDateOf(now);
    const missed = (await entriesOf(manager, process.id)).filter(
      ({ state, date }) => state === 'planned' && date < today,
    );
    for (const entry of missed)
      if (Number(today.slice(0, 4)) === process.year)
        await moveEntry(context, entry, { date: today, reason: '暂停期间到期，恢复后启动' });
  },
});
