import type { EntityManager } from 'typeorm';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { officeOf } from '../organisation/unit.repository.js';
import { positionsOf } from '../organisation/position.repository.js';
import { notifyOfProcess } from '../steps/notify.js';
import { lockProcess } from '../steps/step.store.js';

const AGAIN_AFTER_MS = 7 * 86_400_000;
const AT_ONCE = 200;

/**
 * Brings processes that still stand still back to mind: at the day their pause was expected to end, else after a month, then every week. Told
 * to the office's 主任, once for all that were paused together. Called once an hour; repeating it tells nobody twice.
 */
export async function remindPaused(manager: EntityManager, now: Date): Promise<{ reminded: number }> {
  // Who was paused along with another is brought to mind by that one, as long as it stands still itself.
  const due: { process_id: string }[] = await manager.query(
    `select process_id from process_pause w where resumed_at is null and remind_at <= $1
       and (id = ordered_id or not exists (select 1 from process_pause o where o.id = w.ordered_id and o.resumed_at is null))
     order by remind_at, id limit $2`,
    [now, AT_ONCE],
  );
  let reminded = 0;
  for (const { process_id: id } of due)
    if (await manager.transaction((tx) => remindOne(tx, id, now))) reminded += 1;
  return { reminded };
}

async function remindOne(manager: EntityManager, processId: string, now: Date): Promise<boolean> {
  const process = await lockProcess(manager, processId);
  if (!process?.pausedAt) return false;
  const [rows]: [{ until_date: CivilDate | null }[], number] = await manager.query(
    `update process_pause set remind_at = $3 where process_id = $1 and resumed_at is null and remind_at <= $2 returning until_date::text`,
    [processId, now, new Date(now.getTime() + AGAIN_AFTER_MS)],
  );
  if (rows.length === 0) return false;
  const office = await officeOf(manager, process.regionCode);
  const positions = office
    ? await positionsOf(
        manager,
        office.id,
        ['officeDirector', 'officeDeputy', 'officeStaff'],
        civilDateOf(now),
      )
    : [];
  const held = positions.find(({ holders }) => holders.length > 0);
  if (held)
    await notifyOfProcess(manager, now, { kind: 'pauseReminder', process, positionIds: [held.positionId] });
  return held !== undefined;
}
