import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { launchCampaign, threeUnits } from './campaign-world.js';

let world: World;
let id: string;
let units: string[];

beforeAll(async () => {
  world = await createWorld();
  units = await threeUnits(world);
});
afterAll(() => world.stop());
beforeEach(async () => {
  id = await launchCampaign(world, { unitIds: units });
});

describe('检查督促', () => {
  it('a problem becomes an item with a limit, or a reminder to the unit', async () => {
    const step = await world.open(id, 'inspect', at('2027-03-22T09:15:00'));
    const [education, civil] = units;
    const held = (problems: object[]) =>
      world.sign(
        'office',
        step,
        decide('held', {
          summary: '总体较好。',
          inspectedUnitIds: [education, civil],
          countyCodes: [],
          problems,
        }),
        at('2027-03-24T15:00:00'),
      );
    const item = {
      unitId: civil,
      text: '回访没有全覆盖',
      handling: 'item',
      topic: 'policies',
      measures: '补访。',
    };
    expect(await codeOf(held([item]))).toBe('FORM_REQUIRED');
    await held([
      { ...item, limitDate: '2027-05-31' },
      { unitId: education, text: '宣传栏没有更新。', handling: 'reminder' },
    ]);
    expect(
      await world.one(
        `select title, kind, lead_unit_id as lead, state, number from need_item where campaign_id = $1`,
        id,
      ),
    ).toEqual({ title: '回访没有全覆盖', kind: 'policies', lead: civil, state: 'compiled', number: 1 });
    expect((await world.facts(id, 'inspectionHeld'))[0]?.body).toMatchObject({
      seq: 1,
      reminded: [education],
    });
    expect((await world.facts(id, 'inspectionReminder'))[0]?.body).toEqual({
      seq: 1,
      unitId: education,
      text: '宣传栏没有更新。',
    });
    const notices = await world.rows<{ login: string }>(
      `select ac.login from notice n join account ac on ac.person_id = n.person_id where n.kind = 'inspected' and n.process_id = $1 order by 1`,
      id,
    );
    expect(notices.map(({ login }) => login)).toEqual(['leader.education', 'liaison.education']);
  });
});

describe('总结宣传', () => {
  it('组长 approves: results are frozen, summary and commendation go out with their numbers', async () => {
    const now = at('2028-12-18T10:00:00');
    const commend = await world.open(id, 'commend', now);
    const [education] = units;
    const form = {
      summary: '按期完成。',
      examples: [],
      commended: [{ unitId: education, merit: '成效明显。' }],
    };
    const twice = { ...form, commended: [...form.commended, ...form.commended] };
    expect(await codeOf(world.sign('office', commend, decide('proposed', twice), now))).toBe('INVALID_FIELD');
    await world.sign('office', commend, decide('proposed', form), now);
    const approve = await world.open(id, 'approve', now);
    await world.sign('leader1', approve, decide('approved'), at('2028-12-19T10:00:00'));
    const documents = await world.rows<{ title: string }>(
      `select title from document where process_id = $1 order by serial`,
      id,
    );
    expect(documents.map(({ title }) => title.replace(/^.*关于/u, ''))).toEqual([
      '双江自治县“双拥在基层”活动开展情况的通报',
      '表彰双江自治县“双拥在基层”活动先进单位的通报',
    ]);
    const { results } = await world.one<{ results: { units: { unit: string; commended: boolean }[] } }>(
      `select results from campaign where process_id = $1`,
      id,
    );
    expect(results.units.filter(({ commended }) => commended).map(({ unit }) => unit)).toEqual([
      '县教育体育局',
    ]);
    expect((await world.facts(id, 'campaignConcluded'))[0]?.body).toMatchObject({
      commended: form.commended,
    });
    await world.verified();
  });
});
