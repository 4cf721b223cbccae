import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { insertSession } from '../../database/access/session.repository.js';
import { changeItem, enterLedger, insertItems } from '../../database/needs/need-item.store.js';
import { startProcess } from '../../database/processes/start-process.js';
import { loadOrganisation } from '../../database/seeds/load-organisation.js';
import { buildCounty, type County } from '../../database/seeds/synthetic-county.js';
import { newTokenPair } from '../../src/modules/access/tokens.js';
import { OUTBOX_CHANNEL } from '../../src/workspace/outbox-bell.js';

/** An invented county whose people are logged in: an access token for each position. */
export interface World {
  county: County;
  year: number;
  /** Access token of whoever holds the position. */
  tokens: Map<string, string>;
}

export const UNITS = 32;

/** A county that is not there yet, so that what an earlier run left behind is not counted. */
export async function freshWorld(dataSource: DataSource): Promise<World> {
  const rows: { code: string }[] = await dataSource.query(`select code from region where code like '9901__'`);
  const taken = new Set(rows.map(({ code }) => code));
  const code = Array.from({ length: 99 }, (_, n) => String(990_101 + n)).find((one) => !taken.has(one));
  if (code === undefined) throw new Error('too many runs on this data folder: take a new one');
  return buildWorld(dataSource, code);
}

export async function buildWorld(dataSource: DataSource, regionCode: string): Promise<World> {
  const county = buildCounty({ regionCode, name: `测试县${regionCode}`, units: UNITS });
  const now = new Date();
  const year = now.getFullYear();
  await loadOrganisation(dataSource.manager, county.data);
  for (const days of calendarYears(year - 1, year + 2)) await storeYear(dataSource.manager, days, now);
  return { county, year, tokens: await logEverybodyIn(dataSource, regionCode) };
}

/** Sessions as a login makes them, without a minute of argon2 for each. Good for half an hour. */
async function logEverybodyIn(dataSource: DataSource, regionCode: string): Promise<Map<string, string>> {
  const holders: { positionId: string; personId: string }[] = await dataSource.query(
    `select ap.position_id as "positionId", ap.person_id as "personId" from appointment ap
     join position po on po.id = ap.position_id join unit u on u.id = po.unit_id where starts_with(u.region_code, $1)`,
    [regionCode],
  );
  const byPerson = new Map<string, string>();
  const tokens = new Map<string, string>();
  for (const { positionId, personId } of holders) {
    if (!byPerson.has(personId)) byPerson.set(personId, await token(dataSource, personId));
    tokens.set(positionId, byPerson.get(personId) as string);
  }
  return tokens;
}

export async function token(dataSource: DataSource, personId: string): Promise<string> {
  const at = new Date();
  const pair = newTokenPair(at);
  await insertSession(dataSource.manager, uuid(), personId, pair.keys, at);
  return pair.accessToken;
}

let numbers = 0;

/** One item of the ledger and its process, as compiling a list starts it. With `silent` no workflow is told of it. */
export async function launchItem(
  dataSource: DataSource,
  { county, year }: World,
  silent = false,
): Promise<string> {
  const id = uuid();
  const n = ++numbers;
  const [unitId] = county.memberUnitIds;
  const { regionCode } = county;
  await dataSource.transaction(async (tx) => {
    const now = new Date();
    const title = `营区周边道路改造第${n}件`;
    const origin = { unitId: unitId as string, assignmentId: null };
    await insertItems(
      tx,
      [
        {
          ...{
            id,
            regionCode,
            year,
            side: 'army',
            kind: 'environment',
            title,
            detail: '连接营区的乡村道路破损，雨季不能通行。',
          },
          ...{ state: 'filed', filedLate: false, dualListId: null, reportedFrom: null, origin },
        },
      ],
      now,
    );
    await changeItem(tx, id, { state: 'compiled', number: n }, now);
    await enterLedger(tx, { regionCode, year, itemIds: [id], carried: false });
    await startProcess(
      tx,
      {
        id,
        kind: 'needItem',
        businessKey: `needItem:${id}`,
        regionCode,
        year,
        title,
        write: async () => ({ reportedUp: false }),
      },
      null,
      now,
    );
    if (silent) await tx.query(`delete from outbox where workflow_id = $1`, [`needItem:${id}`]);
  });
  return id;
}

export async function ring(dataSource: DataSource): Promise<void> {
  await dataSource.query(`select pg_notify('${OUTBOX_CHANNEL}', '')`);
}

export interface Work {
  assignmentId: string;
  stepId: string;
  processId: string;
  positionId: string;
}

/** One open assignment of each open step with this key, oldest first; of several candidates a different one each time. */
export async function openWork(
  dataSource: DataSource,
  { county }: World,
  key: string,
  limit = 1_000_000,
): Promise<Work[]> {
  return dataSource.query(
    `select distinct on (s.opened_at, s.id) a.id as "assignmentId", s.id as "stepId", s.process_id as "processId", a.position_id as "positionId"
     from step s join assignment a on a.step_id = s.id and a.state = 'open' join process p on p.id = s.process_id
     where s.key = $1 and s.state = 'open' and p.region_code = $2 order by s.opened_at, s.id, md5(a.id::text) limit $3`,
    [key, county.regionCode, limit],
  );
}

export async function countOpenSteps(
  dataSource: DataSource,
  { county }: World,
  key: string,
): Promise<number> {
  const [row]: { n: number }[] = await dataSource.query(
    `select count(*)::int as n from step s join process p on p.id = s.process_id
     where s.key = $1 and s.state = 'open' and p.region_code = $2`,
    [key, county.regionCode],
  );
  return row?.n ?? 0;
}

/** What a person hands in at each step of an item. */
export function bodyFor(key: string, { county, year }: World): object {
  const [, leadUnitId] = county.memberUnitIds;
  const opinion = '同意。请按期办结，办理情况报双拥办。';
  switch (key) {
    case 'claim': {
      const form = {
        leadUnitId,
        measures: '列入年度道路养护计划，第三季度完工。',
        limitDate: `${year + 1}-06-30`,
      };
      return { action: 'decide', decision: 'claimed', opinion, form };
    }
    case 'solve':
      return {
        action: 'decide',
        decision: 'solved',
        opinion,
        form: { result: '道路已于八月通车，部队和群众均已验收。' },
      };
    case 'confirm':
      return { action: 'decide', decision: 'satisfied', opinion };
    case 'close':
      return { action: 'decide', decision: 'closed', opinion };
    default:
      throw new Error(`no body for ${key}`);
  }
}
