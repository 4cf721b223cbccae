import type { VetoItem } from '../../domain/evaluation/veto-items.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { titleOfEvent } from '../../domain/vetoes/words.js';
import type { EffectContext } from '../processes/effects.js';
import { startChildren } from '../processes/start-children.js';
import { subjectName } from './subject-name.js';
import { insertVetoEvent } from './veto-event.store.js';

export interface VetoSuspicion {
  subject: Subject;
  item: VetoItem;
  happenedOn: CivilDate;
  account: string;
  /** The process that found it. */
  sourceId: string | null;
  /** Of a watch: in which quarter it was declared. */
  quarter?: number;
}

/**
 * Starts the verification of a suspected veto event, as a child of the caller's process and in its transaction; the caller's lock is held,
 * so that two at the same instant get numbers of their own. It counts for nothing until it is confirmed.
 *
 * @returns its id
 * @throws Refusal DATE_IN_FUTURE at `happenedDate`
 */
export async function startVetoEvent(context: EffectContext, suspicion: VetoSuspicion): Promise<string> {
  const { manager, now, process } = context;
  const { subject, item, happenedOn, quarter = null } = suspicion;
  refuseToCome(happenedOn, now, 'happenedDate');
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from process where parent_id = $1 and kind = 'vetoEvent'`,
    [process.id],
  );
  const title = titleOfEvent(await subjectName(manager, subject), item);
  const [id] = await startChildren(context, {
    ...{ kind: 'vetoEvent', before: row?.n ?? 0 },
    rows: [{ ...suspicion, quarter, title }],
    insert: async (_, [event]) => insertVetoEvent(manager, event!, now),
  });
  return id!;
}

/** @throws Refusal DATE_IN_FUTURE: nothing can be reported that hasn't happened */
export function refuseToCome(happenedOn: CivilDate, now: Date, path: string): void {
  if (happenedOn > civilDateOf(now)) throw new Refusal('DATE_IN_FUTURE', { field: '发生日期' }, path);
}
