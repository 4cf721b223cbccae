import type { EntityManager } from 'typeorm';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import type { ProcessBlueprint } from '../../domain/blueprints/blueprint.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import type { EffectContext } from '../processes/effects.js';
import { lockProcess } from '../steps/step.store.js';
import { entriesOf } from './entry.store.js';

/** What has a year of its own ends with it; needs are carried over by their own list (五项制度机制 三（一）). */
const NOT_CARRIED = [
  'needItem',
  ...Object.values(BLUEPRINTS as Record<string, ProcessBlueprint>)
    .filter(({ launch }) => launch.once === 'year')
    .map(({ kind }) => kind),
];

/** Everything of the region that is open at the end of a year, whoever launched it: consultations, decided matters, circulars … */
export async function openWorkOf(
  manager: EntityManager,
  regionCode: string,
  year: number,
): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select id from process where region_code = $1 and year <= $2 and state <> 'ended' and kind <> all($3::text[]) order by launched_at, id`,
    [regionCode, year, NOT_CARRIED],
  );
  return rows.map(({ id }) => id);
}

/**
 * What is still open is followed in the next year: it stands in the next year's list, and says so in its own record.
 * @throws Refusal ENTRIES_UNMENDED, ENTRIES_LEFT: what the year planned and neither did nor gave up would be forgotten
 */
export async function carryOver({ manager, now, process, actor, record }: EffectContext): Promise<void> {
  const entries = await entriesOf(manager, process.id);
  for (const [state, code] of [
    ['failed', 'ENTRIES_UNMENDED'],
    ['planned', 'ENTRIES_LEFT'],
  ] as const) {
    const left = entries.filter((entry) => entry.state === state).map(({ title }) => title);
    if (left.length > 0) throw new Refusal(code, { count: left.length, titles: left.join('、') });
  }
  const { regionCode, year } = process;
  const items = await openWorkOf(manager, regionCode, year);
  await manager.query(
    `insert into annual_carried (process_id, item_id, region_code, to_year, carried_at)
     select $1, item, $3, $4, $5 from unnest($2::uuid[]) as i(item) on conflict do nothing`,
    [process.id, items, regionCode, year + 1, now],
  );
  for (const id of items) {
    const item = await lockProcess(manager, id);
    if (!item) continue;
    const fact: AuditFact = { kind: 'carriedOver', actor, body: { from: year, to: year + 1 } };
    await appendAudit(manager, now, [{ head: item.head, facts: [fact] }]);
  }
  record({ kind: 'carriedToNextYear', body: { to: year + 1, items } });
}
