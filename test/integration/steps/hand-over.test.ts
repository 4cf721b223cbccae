import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { handOver } from '../../../database/steps/participants.js';
import { MAY, TUESDAY, WEDNESDAY, directorOf, leaveNothingOpen, stepRow } from './stories.js';
import { createWorld, decide, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.stop();
});

afterEach(() => leaveNothingOpen(world));

describe('units that go', () => {
  const hand = async (from: string, to: string) =>
    world.dataSource.transaction(async (tx) =>
      handOver(
        tx,
        await directorOf(world),
        { unitId: await world.unit(from), successorId: await world.unit(to), reason: '机构改革' },
        TUESDAY,
      ),
    );

  it('their successor owes what they owed, also where it has a part already, and is told', async () => {
    const [housing, finance] = [await world.unit('县住建局'), await world.unit('县财政局')];
    const { itemId } = await world.claimed(MAY, { cooperatingUnitIds: [housing, finance] });
    const cooperate = await world.open(itemId, 'cooperate', MAY);
    expect(await hand('县住建局', '县财政局')).toEqual({ moved: 1 });
    const notices = await world.rows(
      `select 1 from notice n join account ac on ac.person_id = n.person_id where n.step_id = $1 and ac.login = 'liaison.finance' and n.kind = 'assigned'`,
      cooperate,
    );
    expect(notices).toHaveLength(2); // its own part, and the one handed over
    const owed = await world.rows<{ id: string }>(
      `select id from assignment where step_id = $1 and unit_id = $2 and state = 'open'`,
      cooperate,
      finance,
    );
    expect(owed).toHaveLength(2);
    const one = await world.one<{ cooperating_unit_ids: string[] }>(
      `select cooperating_unit_ids from need_item where id = $1`,
      itemId,
    );
    expect(one.cooperating_unit_ids).toEqual([finance]);
    for (const { id } of owed)
      await world.act('liaison.finance', id, decide('replied', { reply: '已落实' }), WEDNESDAY);
    expect((await stepRow(world, cooperate)).outcome).toBe('replied');
    await world.verified();
  });

  it('what they would be asked later is handed over too: lead, and confirmation of what they raised', async () => {
    const { itemId, solve } = await world.claimed(MAY, { leadUnitId: await world.unit('县文旅局') });
    await world.sign('liaison.culture', solve, decide('solved', { result: '已办' }), MAY);
    const confirm = await world.open(itemId, 'confirm', MAY);
    await hand('县文旅局', '县卫健局'); // owes nothing right now
    await world.sign('liaison.garrison', confirm, decide('returned', undefined, '未解决'), TUESDAY);
    const again = await world.open(itemId, 'solve', TUESDAY, 2);
    expect(await world.owed(again, { unit: '县卫健局' })).toBeTruthy();

    await hand('驻军部队', '县人武部');
    await world.sign('liaison.health', again, decide('solved', { result: '已办' }), WEDNESDAY);
    expect(
      await world.owed(await world.open(itemId, 'confirm', WEDNESDAY, 2), { unit: '县人武部' }),
    ).toBeTruthy();
    await world.verified();
  });
});
