import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { effectsOf } from '../../../database/processes/effects.js';
import type { ProcessRow } from '../../../database/steps/step.store.js';
import { reportSuspicion } from '../../../database/vetoes/report-suspicion.js';
import { signalsFor } from '../../../database/vetoes/signals.repository.js';
import { declarationsOf } from '../../../database/vetoes/watch.store.js';
import { vetoEventOf } from '../../../database/vetoes/veto-event.store.js';
import { VETO_ITEM_KEYS } from '../../../domain/evaluation/veto-items.js';
import { COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { subjectUnit, UNIT } from './veto-world.js';

let world: World;
let overdue: string;
beforeAll(async () => {
  world = await createWorld();
  // An army's need about children, whose limit passed a long time ago.
  ({ itemId: overdue } = await world.claimed(at('2027-03-10T09:00:00'), { limitDate: '2027-03-20' }));
});
afterAll(() => world.stop());

const JANUARY = at('2027-01-04T09:00:00');
const MARCH = at('2027-03-31T09:00:00');
const JUNE = at('2027-06-30T09:00:00');
const manager = () => world.dataSource.manager;

let watches = 0;
/** A region has one watch a year; those of earlier tests make room. */
async function makeRoom(): Promise<void> {
  watches += 1;
  await world.rows(`update veto_watch set year = $1 where year = 2027`, 1000 + watches);
}

async function launched(now = JANUARY): Promise<string> {
  await makeRoom();
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind: 'vetoWatch', businessKey: `vetoWatch:${randomUUID()}`, regionCode: COUNTY, year: 2027 },
        title: '否决事项排查',
      },
      { form: undefined, unitId: null },
      null,
      now,
    ),
  );
  return (process as ProcessRow).id;
}

const clear = (without: readonly string[] = [], note: Record<string, string> = {}) =>
  VETO_ITEM_KEYS.filter((item) => !without.includes(item)).map((item) => ({
    item,
    ...(note[item] ? { note: note[item] } : {}),
  }));
const plannedOf = (id: string) => effectsOf('vetoWatch').plannedItems?.(manager(), id);

describe('a year’s watch', () => {
  it('has its quarters on their last working days; launched in the summer, those that are left', async () => {
    expect((await plannedOf(await launched()))?.map(({ key, from }) => `${key} ${from}`)).toEqual([
      'quarter1 2027-03-31',
      'quarter2 2027-06-30',
      'quarter3 2027-09-30',
      'quarter4 2027-12-31',
    ]);
    const late = await launched(at('2027-07-02T09:00:00'));
    expect((await plannedOf(late))?.map(({ key }) => key)).toEqual(['quarter3', 'quarter4']);
    expect(await effectsOf('vetoWatch').plannedAt?.(manager(), late, 'quarter1')).toBeNull();
  });

  it('asks about every item, with what the system holds beside it, and starts what was found', async () => {
    const id = await launched();
    const step = await world.open(id, 'quarter1', MARCH);
    const declare = (form: object) => codeOf(world.sign('office', step, decide('declared', form), MARCH));
    expect(await declare({ clear: clear(['fraud']), found: [] })).toBe('VETO_DECLARATION_INCOMPLETE');
    const found = {
      item: 'compensation',
      subjectUnitId: await world.unit(UNIT),
      happenedDate: '2027-03-15',
      account: '优待金没有按时发放。',
    };
    expect(await declare({ clear: clear(), found: [found] })).toBe('INVALID_FIELD');
    const events = await world.rows(`select 1 from veto_event`);
    const form = { clear: clear(['compensation']), found: [found, { ...found, happenedDate: '2027-04-01' }] };
    expect(await declare(form)).toBe('DATE_IN_FUTURE');
    expect(await world.rows(`select 1 from veto_event`)).toHaveLength(events.length);
    expect(await declare({ ...form, found: [found, found] })).toBe('done');
    const started = await world.rows<{ id: string; quarter: number; parent_id: string; restricted: boolean }>(
      `select v.id, v.quarter, p.parent_id, p.restricted from veto_event v join process p on p.id = v.id where v.source_id = $1`,
      id,
    );
    expect(started).toHaveLength(2);
    for (const one of started) expect(one).toMatchObject({ quarter: 1, parent_id: id, restricted: true });
    const declared = await declarationsOf(manager(), id);
    expect(declared).toHaveLength(VETO_ITEM_KEYS.length);
    expect(declared.filter((one) => one.found).map(({ item }) => item)).toEqual(['compensation']);
    expect((await world.facts(id, 'vetoDeclared')).map(({ body }) => body)).toEqual([
      { year: 2027, quarter: 1, clear: VETO_ITEM_KEYS.length - 1, found: 2 },
    ]);
    await world.verified();
  });

  it('shows signals and decides nothing by them: “nothing happened” has to be explained, and they are kept as they were', async () => {
    const id = await launched();
    expect((await signalsFor(manager(), COUNTY, MARCH)).map(({ rule }) => rule)).toEqual([]);
    const signals = await signalsFor(manager(), COUNTY, JUNE);
    expect(
      signals.map(({ rule, item, fact }) => [rule, item, fact.processId, fact.unit, fact.limit]),
    ).toEqual([['livelihoodNeedOverdue', 'resettlement', overdue, '县教育体育局', '2027-03-20']]);
    const step = await world.open(id, 'quarter2', JUNE);
    const declare = (form: object) => codeOf(world.sign('office', step, decide('declared', form), JUNE));
    expect(await declare({ clear: clear(), found: [] })).toBe('VETO_SIGNALS_UNANSWERED');
    const note = { resettlement: '学校已经落实，等家属办手续。' };
    expect(await declare({ clear: clear([], note), found: [] })).toBe('done');
    const events = await world.rows(`select 1 from veto_event where source_id = $1`, id);
    expect(events).toEqual([]);
    const kept = (await declarationsOf(manager(), id)).find(({ item }) => item === 'resettlement');
    expect(kept).toMatchObject({ found: false, note: note.resettlement });
    expect(kept?.signals.map(({ fact }) => fact.processId)).toEqual([overdue]);
  });

  it('has a quarter moved within its bounds, by hand for good, else with the calendar', async () => {
    const id = await launched();
    const { rescheduled, calendarChanged } = effectsOf('vetoWatch');
    const context = {
      ...{ manager: manager(), now: JANUARY, process: { id, year: 2027 }, actor: null },
      record: () => undefined,
    } as never;
    const move = (key: string, from: string) =>
      codeOf(Promise.resolve(rescheduled?.(context, { key, from } as never)));
    expect(await move('quarter1', '2027-05-02')).toBe('STAGE_DATES');
    expect(await move('quarter9', '2027-05-02')).toBe('NOT_FOUND');
    expect(await move('quarter1', '2027-04-06')).toBe('done');
    const holidays = {
      rollToWorkingDay: () => '2027-06-29',
    };
    await calendarChanged?.(context, holidays as never);
    expect((await plannedOf(id))?.map(({ from }) => from).slice(0, 2)).toEqual(['2027-04-06', '2027-06-29']);
    await world.open(id, 'quarter1', MARCH);
    expect(await move('quarter1', '2027-04-08')).toBe('STAGE_BEGUN');
  });

  it('ends with the count of what was found', async () => {
    const id = await launched();
    const step = await world.open(id, 'quarter1', MARCH);
    const found = {
      ...{
        item: 'fraud',
        subjectUnitId: await world.unit(UNIT),
        happenedDate: '2027-03-15',
        account: '材料有出入。',
      },
    };
    await world.sign('office', step, decide('declared', { clear: clear(['fraud']), found: [found] }), MARCH);
    await world.end(id, 'finished', at('2027-12-31T17:00:00'));
    expect((await world.facts(id, 'vetoWatchClosed')).map(({ body }) => body)).toEqual([
      { events: { verifying: 1 } },
    ]);
  });
});

describe('a suspicion between the quarters', () => {
  const report = async (submission: string = randomUUID(), now = at('2027-05-10T09:00:00')) => {
    const { personId, positions } = await world.as('liaison.garrison');
    const unitId = (positions[0] as { unitId: string }).unitId;
    const said = {
      ...{ subject: await subjectUnit(world), item: 'dispute' as const, happenedOn: '2027-05-08' as const },
      account: '营区门口发生争执，没有人处理。',
    };
    return world.dataSource.transaction((tx) =>
      reportSuspicion(tx, COUNTY, { personId, unitId }, said, submission, now),
    );
  };

  it('is verified at once, under the year’s watch where one runs, and its record names nobody', async () => {
    const watch = await launched();
    const id = await report();
    const event = await vetoEventOf(manager(), id);
    expect(event).toMatchObject({ state: 'verifying', sourceId: watch, quarter: null });
    expect(event.reportedByUnitId).toBe(await world.unit('驻军部队'));
    const facts = await world.rows<{ actor: unknown; body: object }>(
      `select actor, body from audit_entry where process_id = any($1::uuid[])`,
      [id, watch],
    );
    const { personName, personId } = await world.as('liaison.garrison');
    const said = JSON.stringify(facts);
    for (const name of [personName, personId, event.reportedByUnitId ?? '']) expect(said).not.toContain(name);
    await world.open(id, 'verify', at('2027-05-10T09:00:00'));
    await world.verified();
  });

  it('stands alone where no watch runs; sent twice it is one', async () => {
    await makeRoom();
    const submission = randomUUID();
    const id = await report(submission);
    expect((await vetoEventOf(manager(), id)).sourceId).toBeNull();
    expect(await report(submission)).toBe(id);
    expect(await codeOf(report(randomUUID(), at('2027-05-01T09:00:00')))).toBe('DATE_IN_FUTURE');
  });
});
