import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerFigures } from '../../../database/needs/figures.js';
import { openItemsOf } from '../../../database/needs/need-item.store.js';
import { COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;
let itemId: string;
let listId: string;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.rows(`delete from need_item_year`);
  itemId = await world.item(at('2027-01-11T10:00:00'));
  ({ listId } = await world.one<{ listId: string }>(
    `select dual_list_id as "listId" from need_item where id = $1`,
    itemId,
  ));
  await world.rows(`update process set year = 2027 where id = $1`, listId);
});

describe('the year-end circular', () => {
  it('keeps its figures as they were; the ledger goes on', async () => {
    const circular = await world.open(listId, 'circular', at('2027-10-08T09:00:00'));
    await world.sign(
      'office',
      circular,
      decide('issued', { summary: '全年情况' }),
      at('2027-10-11T09:00:00'),
    );
    const figures = async () => (await world.facts(listId, 'circularFigures'))[0]?.body;
    const before = await figures();
    expect(before).toMatchObject({
      summary: '全年情况',
      asOf: at('2027-10-11T09:00:00').toISOString(),
      figures: { items: 1, open: 1, closed: 0, byState: { compiled: 1 } },
    });
    await world.end(itemId, 'finished', at('2027-10-12T09:00:00'));
    const now = await ledgerFigures(world.dataSource.manager, COUNTY, 2027, at('2027-12-31T09:00:00'));
    expect(now).toMatchObject({ items: 1, open: 0, closed: 1 });
    expect(await figures()).toEqual(before);
    await world.verified();
  });
});

describe('结转', () => {
  const carry = async (id: string, now: string) => {
    const step = await world.open(id, 'carryOver', at(now));
    return world.sign('office', step, decide('carried'), at(now));
  };

  it('waits for what was filed late and is not compiled yet: it would stand in no ledger', async () => {
    await world.rows(`update need_item set state = 'filed' where id = $1`, itemId);
    expect(await codeOf(carry(listId, '2027-12-15T09:00:00'))).toBe('ITEMS_UNCOMPILED');
    expect(await world.facts(listId, 'itemsCarriedOver')).toEqual([]);
  });

  it('what is open stands in next year’s ledger too, with its record going on; what is closed does not', async () => {
    const closed = await world.item(at('2027-01-12T10:00:00'), '已办结的事项');
    await world.rows(`update process set year = 2027 where id = $1`, listId);
    await world.end(closed, 'finished', at('2027-06-01T09:00:00'));
    const length = (await world.facts(itemId)).length;
    await carry(listId, '2027-12-15T09:00:00');
    expect(await openItemsOf(world.dataSource.manager, COUNTY, 2028)).toEqual([itemId]);
    const years = await world.rows(
      `select year, carried from need_item_year where item_id = $1 order by year`,
      itemId,
    );
    expect(years).toEqual([
      { year: 2027, carried: false },
      { year: 2028, carried: true },
    ]);
    const facts = await world.facts(itemId);
    expect(facts).toHaveLength(length + 1);
    expect(facts.at(-1)).toEqual({ kind: 'carriedOver', body: { from: 2027, to: 2028 } });
    expect((await world.facts(listId, 'itemsCarriedOver'))[0]?.body).toEqual({ to: 2028, items: [itemId] });
    expect(
      await ledgerFigures(world.dataSource.manager, COUNTY, 2028, at('2028-01-05T09:00:00')),
    ).toMatchObject({
      items: 1,
      carriedIn: 1,
      open: 1,
    });
    await world.verified();
  });

  it('year after year; its steps are measured by the dates of the year they open in', async () => {
    await carry(listId, '2027-12-15T09:00:00');
    const { listId: next } = await world.launch(at('2028-01-04T09:00:00'), 2028);
    await carry(next, '2028-12-15T09:00:00');
    expect(await openItemsOf(world.dataSource.manager, COUNTY, 2029)).toEqual([itemId]);
    const report = await world.open(itemId, 'reportUp', at('2028-02-01T09:00:00'));
    const { deadline_at } = await world.one<{ deadline_at: Date }>(
      `select deadline_at from step where id = $1`,
      report,
    );
    expect(deadline_at).toEqual(at('2028-03-20T23:59:59.999'));
    await world.verified();
  });
});

describe('March 20', () => {
  it('not reported: the 组长 hears of it the same moment', async () => {
    const report = await world.open(itemId, 'reportUp', at('2027-02-15T09:00:00'));
    await world.serve(at('2027-03-20T23:59:59.999'));
    expect(await world.facts(itemId, 'escalated')).toEqual([]);
    await world.serve(at('2027-03-21T00:00:00'));
    const [first, ...more] = await world.facts(itemId, 'escalated');
    expect(more).toEqual([]);
    const told = (first?.body['told'] as { title: string }[]).map(({ title }) => title);
    expect(told).toEqual(expect.arrayContaining(['组长', '主任']));
    const heard = await world.rows<{ login: string }>(
      `select ac.login from notice n join account ac on ac.person_id = n.person_id where n.step_id = $1 and n.kind = 'rung' order by 1`,
      report,
    );
    expect(heard.map(({ login }) => login)).toEqual(['director', 'leader1']);
    await world.verified();
  });

  it('opened after it: five working days, not a date that is gone', async () => {
    const report = await world.open(itemId, 'reportUp', at('2027-05-10T09:00:00'));
    const { deadline_at } = await world.one<{ deadline_at: Date }>(
      `select deadline_at from step where id = $1`,
      report,
    );
    expect(deadline_at).toEqual(at('2027-05-17T23:59:59.999'));
  });
});

describe('when nobody is there', () => {
  const vacate = (...logins: string[]) =>
    world.rows(
      `update appointment set valid_to = '2027-04-30' where person_id in (select person_id from account where login = any($1)) and valid_to is null`,
      logins,
    );
  const restore = () => world.rows(`update appointment set valid_to = null where valid_to = '2027-04-30'`);

  it('a unit without liaison is asked through its leader, one without anybody through the office, which may pass it on later', async () => {
    await vacate('liaison.culture', 'liaison.tax', 'leader.tax');
    const now = at('2027-05-10T09:00:00');
    const confirm = async (unit: string, round: number): Promise<{ title: string; owner: string }> => {
      await world.rows(
        `update need_item_origin set unit_id = $2 where item_id = $1`,
        itemId,
        await world.unit(unit),
      );
      const step = await world.open(itemId, 'confirm', now, round);
      return world.one(
        `select po.title, ou.short_name as owner from assignment a join position po on po.id = a.position_id
         join unit ou on ou.id = po.unit_id where a.step_id = $1`,
        step,
      );
    };
    expect(await confirm('县文旅局', 1)).toEqual({ title: '分管领导', owner: '县文旅局' });
    expect(await confirm('县税务局', 2)).toEqual({ title: '工作人员', owner: '县双拥办' });
    await restore();
    const step = await world.one<{ id: string }>(
      `select id from step where process_id = $1 and key = 'confirm' and round = 2`,
      itemId,
    );
    const liaison = (await world.as('liaison.tax')).positions[0]!.id;
    const assignment = await world.owed(step.id);
    await world.act('office', assignment, { action: 'transfer', positionId: liaison }, now);
    expect(await codeOf(world.act('liaison.tax', assignment, decide('satisfied'), now))).toBe('done');
  });

  it('an office that is empty today still owns its work; those above hear of it', async () => {
    await vacate('office', 'deputy', 'director');
    try {
      const relay = await world.open(itemId, 'relay', at('2027-05-10T09:00:00'));
      expect(
        await world.rows(`select 1 from assignment where step_id = $1 and state = 'open'`, relay),
      ).toHaveLength(1);
      await world.serve(at('2027-05-20T09:00:00'));
      const said = [...(await world.facts(itemId, 'overdue')), ...(await world.facts(itemId, 'escalated'))];
      expect(said.length).toBeGreaterThan(2);
      for (const { body } of said)
        expect(
          (body['told'] as { people: string[] }[]).flatMap(({ people }) => people).length,
        ).toBeGreaterThan(0);
    } finally {
      await restore();
    }
    await world.verified();
  });
});
