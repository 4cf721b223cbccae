import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { LEDGER_STATES, needItem } from '../../domain/blueprints/need-item.blueprint.js';

/** Rows of the ledger, written directly: what the step engine and its effects would have left. */
export interface PlantedItem {
  id?: string;
  region?: string;
  year?: number;
  number?: number | null;
  side?: 'army' | 'locality';
  kind?: string;
  title?: string;
  detail?: string;
  state?: string;
  leadUnitId?: string | null;
  cooperatingUnitIds?: string[];
  claimerPositionId?: string | null;
  measures?: string | null;
  result?: string | null;
  limitAt?: Date | null;
  filedAt?: Date;
  filedLate?: boolean;
  closedAt?: Date | null;
  raisedBy?: string[];
  carriedInto?: number[];
  reportedFrom?: string | null;
  mergedInto?: string | null;
  /** Besides the one at filing. */
  history?: { at: Date; state: string; leadUnitId?: string | null; limitAt?: Date | null }[];
  steps?: PlantedStep[];
}

export interface PlantedStep {
  key: string;
  openedAt: Date;
  deadlineAt?: Date | null;
  warnAt?: Date | null;
  closedAt?: Date | null;
  outcome?: string | null;
}

export const at = (text: string): Date => new Date(`${text}+08:00`);

export async function plant(source: DataSource, item: PlantedItem = {}): Promise<string> {
  const id = item.id ?? randomUUID();
  const region = item.region ?? '530925';
  const year = item.year ?? 2027;
  const filedAt = item.filedAt ?? at('2027-02-10T10:00:00');
  const state = item.state ?? 'filed';
  await source.query(
    `insert into need_item (id, region_code, year, number, side, kind, title, detail, state, lead_unit_id, cooperating_unit_ids,
       claimer_position_id, measures, limit_at, result, filed_at, filed_late, closed_at, reported_from, merged_into)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)`,
    [
      id,
      region,
      year,
      item.number ?? null,
      item.side ?? 'army',
      item.kind ?? 'combatReadiness',
      item.title ?? '训练场周边道路硬化',
      item.detail ?? '约三公里',
      state,
      item.leadUnitId ?? null,
      item.cooperatingUnitIds ?? [],
      item.claimerPositionId ?? null,
      item.measures ?? null,
      item.limitAt ?? null,
      item.result ?? null,
      filedAt,
      item.filedLate ?? false,
      item.closedAt ?? null,
      item.reportedFrom ?? null,
      item.mergedInto ?? null,
    ],
  );
  for (const unit of item.raisedBy ?? []) {
    await source.query(
      `insert into need_item_origin (item_id, unit_id, original_id, original_title) values ($1, $2, $1, $3)`,
      [id, unit, item.title ?? '训练场周边道路硬化'],
    );
  }
  for (const into of item.carriedInto ?? []) {
    await source.query(
      `insert into need_item_year (region_code, year, item_id, carried) values ($1, $2, $3, true)`,
      [region, into, id],
    );
  }
  const history = [{ at: filedAt, state: 'filed' }, ...(item.history ?? [])] as NonNullable<
    PlantedItem['history']
  >;
  for (const [seq, moment] of history.entries()) {
    await source.query(
      `insert into need_item_history (item_id, at, seq, state, lead_unit_id, limit_at) values ($1, $2, $3, $4, $5, $6)`,
      [id, moment.at, seq + 1, moment.state, moment.leadUnitId ?? null, moment.limitAt ?? null],
    );
  }
  if (item.steps) await plantSteps(source, id, region, year, item.steps);
  return id;
}

async function plantSteps(
  source: DataSource,
  id: string,
  region: string,
  year: number,
  steps: PlantedStep[],
): Promise<void> {
  await source.query(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
     values ($1::uuid, 'needItem', 1, 'needItem:' || $1::uuid, $2, $3, '事项', 'running', $4)`,
    [id, region, year, steps[0]?.openedAt ?? new Date()],
  );
  for (const [round, step] of steps.entries()) {
    await source.query(
      `insert into step (id, process_id, key, round, rule, state, opened_at, deadline_at, warn_at, closed_at, outcome, clock, checked_until)
       values ($1, $2, $3, $4, 'single', $5, $6, $7, $8, $9, $10, 0, $6)`,
      [
        randomUUID(),
        id,
        step.key,
        round + 1,
        step.closedAt ? 'closed' : 'open',
        step.openedAt,
        step.deadlineAt ?? null,
        step.warnAt ?? null,
        step.closedAt ?? null,
        step.outcome ?? null,
      ],
    );
  }
}

/** What autovacuum does in its time; only the owner may ask for it. */
export async function analyzeLedger({
  ownerUrl,
  schema,
}: {
  ownerUrl: string;
  schema: string;
}): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const tables = ['need_item', 'need_item_origin', 'need_item_history', 'step', 'process'];
  await owner.query(`analyze ${tables.map((table) => `${schema}.${table}`).join(', ')}`);
  await owner.end();
}

/** Thousands of items of all states with their steps and history, by the database itself. */
export async function plantMany(
  source: DataSource,
  region: string,
  years: number[],
  each: number,
): Promise<void> {
  const stages = Object.entries(needItem.steps).flatMap(([key, { ledgerState }]) =>
    ledgerState ? [{ key, ledgerState }] : [],
  );
  const stageOf = Object.fromEntries(stages.map(({ key, ledgerState }) => [ledgerState, key]));
  const states = [
    ...Object.keys(LEDGER_STATES).filter((state) => state !== 'filed' && state !== 'merged'),
    ...Array(12).fill('closed'),
  ];
  const units: { id: string }[] = await source.query(
    `select id from unit where kind in ('member', 'township', 'military') order by id`,
  );
  await source.query(
    `insert into need_item (id, region_code, year, number, side, kind, title, detail, state, lead_unit_id, cooperating_unit_ids, measures,
       limit_at, result, filed_at, closed_at)
     select gen_random_uuid(), $1, y, n, case when n % 2 = 0 then 'army' else 'locality' end,
       case when n % 2 = 0 then 'combatReadiness' else 'environment' end, '第' || n || '项：道路、供水与子女入学问题',
       repeat('需要地方协调解决的具体情况说明，', 6) || md5(n::text), st, u[1 + n % array_length(u, 1)],
       array[u[1 + (n + 1) % array_length(u, 1)], u[1 + (n + 2) % array_length(u, 1)]], repeat('措施', 30),
       make_timestamptz(y, 6, 1, 0, 0, 0) + n * interval '1 hour' / 10, repeat('结果', 20), make_timestamptz(y, 2, 1, 0, 0, 0) + n * interval '1 second',
       case when st = 'closed' then make_timestamptz(y, 7, 1, 0, 0, 0) end
     from (select y, n, ($4::text[])[1 + n % $5] as st, $6::uuid[] as u from unnest($2::int[]) y, generate_series(1, $3) n) x`,
    [region, years, each, states, states.length, units.map(({ id }) => id)],
  );
  await source.query(
    `insert into need_item_origin (item_id, unit_id, original_id, original_title)
     select id, ($2::uuid[])[1 + number % array_length($2::uuid[], 1)], id, title from need_item where region_code = $1`,
    [region, units.map(({ id }) => id)],
  );
  await source.query(
    `insert into need_item_history (item_id, at, seq, state, lead_unit_id, limit_at)
     select id, filed_at + k * interval '10 days', k + 1, case k when 0 then 'filed' when 1 then 'compiled' when 2 then 'claiming' else state end,
       case when k > 2 then lead_unit_id end, case when k > 2 then limit_at end
     from need_item, generate_series(0, 3) k where region_code = $1`,
    [region],
  );
  await source.query(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
     select id, 'needItem', 1, 'needItem:' || id, region_code, year, title, 'running', filed_at from need_item where region_code = $1`,
    [region],
  );
  await source.query(
    `insert into step (id, process_id, key, round, rule, state, opened_at, deadline_at, warn_at, closed_at, outcome, clock, checked_until)
     select gen_random_uuid(), i.id, v.key, 1, 'single', case when v.done then 'closed' else 'open' end, i.filed_at, i.limit_at,
       i.limit_at - interval '3 days', case when v.done then i.limit_at + (i.number % 5 - 2) * interval '1 day' end,
       case when v.done then v.outcome end, 0, i.filed_at
     from need_item i cross join lateral (values
       ('claim', true, 'claimed'), ('solve', i.state in ('closed', 'confirming', 'confirmed'), 'solved'),
       (coalesce($2::jsonb ->> i.state, 'cooperate'), false, null)) v(key, done, outcome)
     where i.region_code = $1 and not (v.key = 'solve' and not v.done and i.state <> 'solving')
     on conflict do nothing`,
    [region, JSON.stringify(stageOf)],
  );
}
