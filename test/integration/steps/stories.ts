import { ledgerFigures } from '../../../database/needs/figures.js';
import type { Actor } from '../../../database/audit/audit-log.js';
import { actorOf } from '../../../database/steps/acting.js';
import { COUNTY } from '../../support/county.js';
import { at, zero, type World } from './world.js';

export const MAY = at('2027-05-10T09:00:00'); // a Monday
export const TUESDAY = at('2027-05-11T09:00:00');
export const WEDNESDAY = at('2027-05-12T09:00:00');

/** What a story left open is no concern of the next one. */
export async function leaveNothingOpen(world: World): Promise<void> {
  await world.rows(`update assignment set state = 'cancelled' where state = 'open'`);
  await world.rows(`update step set check_at = null`);
}

export async function directorOf(world: World): Promise<Actor> {
  const signer = await world.as('director');
  return actorOf(
    signer,
    signer.positions.find(({ kind }) => kind === 'officeDirector')!,
  );
}

export const itemRow = (world: World, id: string) =>
  world.one<{
    state: string;
    lead_unit_id: string | null;
    claimer_position_id: string | null;
    limit_at: Date | null;
    upper_answer: string | null;
    result: string | null;
  }>(
    `select state, lead_unit_id, claimer_position_id, limit_at, upper_answer, result from need_item where id = $1`,
    id,
  );

export const stepRow = (world: World, id: string) =>
  world.one<{
    state: string;
    outcome: string | null;
    deadline_at: Date | null;
    warn_at: Date | null;
    check_at: Date | null;
  }>(`select state, outcome, deadline_at, warn_at, check_at from step where id = $1`, id);

export const itemsOfList = (
  world: World,
  listId: string,
): Promise<{ title: string; state: string; filed_late: boolean }[]> =>
  world.rows(
    `select title, state, filed_late from need_item where dual_list_id = $1 order by filed_at, title, state`,
    listId,
  );

/** All but these units file that they have nothing. */
export async function everybodyFilesBut(world: World, collect: string, units: string[]): Promise<void> {
  const owed = await world.rows<{ id: string; login: string }>(
    `select distinct on (a.id) a.id, ac.login from assignment a join unit u on u.id = a.unit_id
     join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
     where a.step_id = $1 and a.state = 'open' and not (u.short_name = any($2))`,
    collect,
    units,
  );
  for (const { id, login } of owed) await world.act(login, id, zero, at('2027-01-20T09:00:00'));
}

/** Units that the figures of the year call missing. */
export async function unitsMissing(world: World): Promise<string[]> {
  const figures = await ledgerFigures(world.dataSource.manager, COUNTY, 2027, at('2027-12-31T12:00:00'));
  const rows = await world.rows<{ short_name: string }>(
    `select short_name from unit where id = any($1::uuid[]) order by 1`,
    figures.unitsMissing,
  );
  return rows.map(({ short_name }) => short_name);
}
