import type { AnnualMendForm, MendedEntry } from '../../domain/annual-cycle/forms.js';
import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { tellRescheduled } from '../processes/tell-rescheduled.js';
import { entryToChange, moveEntry, skipEntry } from './change-plan.js';
import { entriesOf, type EntryRow } from './entry.store.js';
import { launchEntry, type EffectsOf } from './launch-entry.js';

/**
 * What the office does about entries that could not start; every one of them is answered. A corrected one is launched in the same
 * transaction: if it is refused again, the office hears so at once.
 *
 * @throws Refusal ENTRIES_UNMENDED for entries left out, and whatever a remedy or a launch is refused for
 */
export async function mendEntries(
  context: EffectContext,
  { entries }: AnnualMendForm,
  stepId: string,
  effectsOf: EffectsOf,
): Promise<void> {
  const { manager, now, process } = context;
  for (const [index, mended] of entries.entries()) {
    const at = `form.entries[${index}]`;
    const entry = await entryToChange(manager, process.id, mended.key, `${at}.key`);
    if (entry.state !== 'failed')
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('未能启动的安排', index, '哪一项安排'), reason: '这一项没有需要处理的问题' },
        `${at}.key`,
      );
    await mend(context, entry, mended, at, effectsOf);
  }
  const left = (await entriesOf(manager, process.id)).filter(({ state }) => state === 'failed');
  if (left.length > 0) {
    const titles = left.map(({ title }) => title).join('、');
    throw new Refusal('ENTRIES_UNMENDED', { count: left.length, titles }, 'form.entries');
  }
  if (entries.some(({ remedy }) => remedy === 'move')) await tellRescheduled(manager, now, process, stepId);
}

async function mend(
  context: EffectContext,
  entry: EntryRow,
  { remedy, kind, form, date, reason }: MendedEntry,
  at: string,
  effectsOf: EffectsOf,
): Promise<void> {
  const needed = <T>(value: T | undefined, field: string, name: string): T => {
    if (value === undefined) throw new Refusal('FORM_REQUIRED', { field: name }, `${at}.${field}`);
    return value;
  };
  switch (remedy) {
    case 'skip':
      return skipEntry(context, entry, needed(reason, 'reason', '理由'));
    case 'move':
      return moveEntry(context, entry, {
        date: needed(date, 'date', '日期'),
        reason: needed(reason, 'reason', '理由'),
        field: `${at}.date`,
      });
    case 'relaunch': {
      if (form !== undefined && kind !== entry.kind)
        throw new Refusal(
          'INVALID_FIELD',
          { field: '该项安排的类型', reason: '应为该项安排的类型' },
          `${at}.kind`,
        );
      // A form that is corrected today speaks of days as they are meant.
      const corrected = form === undefined ? entry : { ...entry, form, date: civilDateOf(context.now) };
      return launchEntry(context, corrected, effectsOf);
    }
  }
}
